/**
 * The rules that modules of `src` must keep and that neither the type checker nor a reviewer should have to watch.
 * Each works on TypeScript's syntax tree of one file.
 */

/** @typedef {{ line: number, message: string }} Finding */
/** @typedef {{ ts: any, tree: any, path: string }} Source  `path` relative to `src`, such as `core/queue.js` */

/** Which folders of `src` a folder may import from; what stands directly in `src` composes, and may import all. */
const DIRECTIONS = new Map([
    ['core', ['core']],
    ['web', ['core', 'web']],
    ['ext', ['core', 'ext']],
    ['qlik', ['core', 'web', 'ext', 'qlik']],
    ['', ['core', 'web', 'ext', 'qlik', '']],
]);

/** The only module that is not ours; Qlik Sense supplies it. */
const STARDUST = '@nebula.js/stardust';

/** The only file that may write to the console. */
const CONSOLE_FILE = 'guard.js';

const MAXIMUM_FUNCTION_LINES = 70;
const MAXIMUM_LINE_LENGTH = 120;

/** Members that must never be called or assigned, and why. */
const FORBIDDEN_MEMBERS = new Map([
    ['sendBeacon', 'it sends credentials and cannot carry the key'],
    ['innerHTML', 'text of apps must never become markup'],
    ['outerHTML', 'text of apps must never become markup'],
    ['insertAdjacentHTML', 'text of apps must never become markup'],
    ['removeAllListeners', 'the listeners of the host are not ours'],
    ['preventDefault', 'the host gets every event as it was'],
    ['stopPropagation', 'the host gets every event as it was'],
    ['stopImmediatePropagation', 'the host gets every event as it was'],
]);

/** Names that must not be used at all, and why. */
const FORBIDDEN_NAMES = new Map([
    ['eval', 'a content security policy forbids it'],
    ['Function', 'a content security policy forbids it'],
    ['XMLHttpRequest', 'the transport is fetch'],
    ['WebSocket', 'the engine session is the host\'s'],
    ['alert', 'it blocks the host'],
    ['importScripts', 'the bundle is one file'],
    ['Worker', 'the bundle is one file'],
    ['SharedWorker', 'the bundle is one file'],
]);

/** Events whose listeners cost the page something. */
const FORBIDDEN_EVENTS = new Map([
    ['unload', 'it costs the back/forward cache'],
    ['beforeunload', 'it costs the back/forward cache'],
]);

/** Events whose listeners delay scrolling unless they are passive. */
const SCROLLING_EVENTS = new Set(['wheel', 'mousewheel', 'touchstart', 'touchmove', 'touchend', 'scroll']);

/** Objects of the page of which nothing may be replaced. */
const HOST_OBJECTS = new Set(['history', 'navigator', 'location', 'document', 'console', 'XMLHttpRequest']);

/** Members of the window that must stay as they are. */
const HOST_FUNCTIONS = new Set(['fetch', 'WebSocket', 'XMLHttpRequest', 'onerror', 'onunhandledrejection', 'require',
    'define', 'setTimeout', 'setInterval', 'requestAnimationFrame', 'onbeforeunload', 'onunload']);

/**
 * What a module imports from, as written.
 * @param {Source} source
 * @returns {{ from: string, line: number }[]}
 */
export function importsOf({ ts, tree }) {
    /** @type {{ from: string, line: number }[]} */
    const found = [];
    for (const statement of tree.statements) {
        if (!(ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement))) continue;
        const from = statement.moduleSpecifier?.text;
        if (from !== undefined) found.push({ from, line: lineOf(tree, statement) });
    }
    return found;
}

/** @param {Source} source @returns {Finding[]} */
export function checkDirection(source) {
    const folder = source.path.includes('/') ? source.path.split('/')[0] : '';
    const allowed = DIRECTIONS.get(folder);
    if (!allowed) return [{ line: 1, message: `there is no rule for the folder ${folder}` }];
    return importsOf(source).flatMap(({ from, line }) => {
        if (from === STARDUST) {
            return ['qlik', ''].includes(folder) ? [] : [{ line, message: `${folder} must not know of ${STARDUST}` }];
        }
        const target = resolveImport(source.path, from);
        if (target === undefined) return [{ line, message: `imports ${from}, which is not a module of ours` }];
        const targetFolder = target.includes('/') ? target.split('/')[0] : '';
        if (allowed.includes(targetFolder)) return [];
        return [{ line, message: `${folder || 'src'} must not import ${targetFolder}` }];
    });
}

/**
 * The path that a relative import names.
 * @param {string} path @param {string} from
 * @returns {string | undefined}
 */
export function resolveImport(path, from) {
    if (!from.startsWith('.') || !from.endsWith('.js')) return undefined;
    const url = new URL(from, `file:///src/${path}`).pathname;
    return url.startsWith('/src/') ? url.slice('/src/'.length) : undefined;
}

/** @param {Source} source @returns {Finding[]} */
export function checkConduct(source) {
    const { ts, tree, path } = source;
    /** @type {Finding[]} */
    const findings = [];
    const report = (/** @type {any} */ node, /** @type {string} */ message) =>
        void findings.push({ line: lineOf(tree, node), message });
    const visit = (/** @type {any} */ node) => {
        if (ts.isIdentifier(node)) checkName(ts, node, path, report);
        if (ts.isPropertyAccessExpression(node) && FORBIDDEN_MEMBERS.has(node.name.text)) {
            report(node, `uses ${node.name.text}: ${FORBIDDEN_MEMBERS.get(node.name.text)}`);
        }
        if (ts.isCallExpression(node)) checkCall(ts, node, report);
        if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
            checkAssignment(ts, node.left, report);
        }
        if (ts.isPropertyAssignment(node) && node.name.text === 'credentials' && node.initializer.text !== 'omit') {
            report(node, 'credentials must be omitted');
        }
        ts.forEachChild(node, visit);
    };
    visit(tree);
    return findings;
}

/** @param {any} ts @param {any} node @param {string} path @param {(node: any, message: string) => void} report */
function checkName(ts, node, path, report) {
    const parent = node.parent;
    const isMember = ts.isPropertyAccessExpression(parent) && parent.name === node
        && !['window', 'globalThis', 'self'].includes(parent.expression.text);
    const isLabel = (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent)
        || ts.isPropertyDeclaration(parent))
        && parent.name === node;
    if (isMember || isLabel || inComment(ts, node)) return;
    const why = FORBIDDEN_NAMES.get(node.text);
    if (why) report(node, `uses ${node.text}: ${why}`);
    if (node.text === 'console' && path !== CONSOLE_FILE) {
        report(node, 'writes to the console; only the debug log may');
    }
}

/** Whether a name stands in a JSDoc type. @param {any} ts @param {any} node */
function inComment(ts, node) {
    for (let at = node; at; at = at.parent) if (ts.isJSDoc?.(at)) return true;
    return false;
}

/** @param {any} ts @param {any} call @param {(node: any, message: string) => void} report */
function checkCall(ts, call, report) {
    if (call.expression.kind === ts.SyntaxKind.ImportKeyword) {
        report(call, 'imports at run time; the bundle is one file');
    }
    const name = call.expression.name?.text ?? call.expression.text;
    if (name !== 'addEventListener') return;
    const [event, , options] = call.arguments;
    const why = FORBIDDEN_EVENTS.get(event?.text);
    if (why) report(call, `listens to ${event.text}: ${why}`);
    if (SCROLLING_EVENTS.has(event?.text) && !options?.getText().includes('passive')) {
        report(call, `the listener to ${event.text} is not passive`);
    }
}

/** @param {any} ts @param {any} target @param {(node: any, message: string) => void} report */
function checkAssignment(ts, target, report) {
    if (!ts.isPropertyAccessExpression(target) && !ts.isElementAccessExpression(target)) return;
    const object = target.expression.getText();
    const member = target.name?.text ?? '';
    if (object === 'prototype' || object.endsWith('.prototype')) report(target, 'changes a prototype');
    const bare = object.replace(/^(window|globalThis|self)\./, '');
    if (HOST_OBJECTS.has(bare)) report(target, `changes ${bare}, which is the host's`);
    if (['window', 'globalThis', 'self'].includes(object) && HOST_FUNCTIONS.has(member)) {
        report(target, `replaces ${member}, which is the host's`);
    }
}

/** @param {Source} source @returns {Finding[]} */
export function checkSize({ ts, tree }) {
    /** @type {Finding[]} */
    const findings = [];
    const visit = (/** @type {any} */ node) => {
        if (ts.isFunctionLike(node) && node.body) {
            const lines = lineOf(tree, node.body, true) - lineOf(tree, node) + 1;
            if (lines > MAXIMUM_FUNCTION_LINES) {
                const message = `a function of ${lines} lines; at most ${MAXIMUM_FUNCTION_LINES}`;
                findings.push({ line: lineOf(tree, node), message });
            }
        }
        ts.forEachChild(node, visit);
    };
    visit(tree);
    tree.text.split('\n').forEach((/** @type {string} */ text, /** @type {number} */ index) => {
        if (text.length <= MAXIMUM_LINE_LENGTH) return;
        const message = `a line of ${text.length} characters; at most ${MAXIMUM_LINE_LENGTH}`;
        findings.push({ line: index + 1, message });
    });
    return findings;
}

/** @param {any} tree @param {any} node @param {boolean} [end] */
function lineOf(tree, node, end = false) {
    return tree.getLineAndCharacterOfPosition(end ? node.getEnd() : node.getStart()).line + 1;
}
