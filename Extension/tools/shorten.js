/**
 * What the minifier leaves: rewrites of a script that keep its meaning and make it shorter.
 *
 * A declared function costs more than an arrow in a list of constants, and a text or a function of the language costs
 * its whole name each time it is written.
 */
import { createRequire } from 'node:module';

const ts = createRequire(import.meta.url)('/usr/share/nodejs/typescript/lib/typescript.js');

/** Globals whose functions work without them. */
const GLOBALS = ['Math', 'JSON', 'Object', 'Number', 'Array'];

/** @typedef {{ start: number, end: number, text: string }} Edit */

/** @param {string} script */
const parse = (script) => ts.createSourceFile('bundle.js', script, ts.ScriptTarget.ES2020, true, ts.ScriptKind.JS);

/** @param {any} node @param {(node: any) => void} visit */
function walk(node, visit) {
    visit(node);
    ts.forEachChild(node, (/** @type {any} */ child) => walk(child, visit));
}

/** @param {string} script @param {Edit[]} edits  that do not overlap */
const edited = (script, edits) => edits.sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: other }) => text.slice(0, start) + other + text.slice(end), script);

/** The body of the function that the module is. @param {any} tree */
function bodyOf(tree) {
    /** @type {any} */
    let body;
    walk(tree, (node) => {
        const isFunction = ts.isFunctionExpression(node) || ts.isArrowFunction(node);
        if (!body && isFunction && ts.isBlock(node.body)) body = node.body;
    });
    if (!body) throw new Error('The bundle is no module in a function.');
    return body;
}

/** @param {any} node whether it needs what only declared functions have */
function isBound(node) {
    let bound = node.asteriskToken !== undefined;
    walk(node.body, ({ kind, text }) => {
        bound ||= kind === ts.SyntaxKind.ThisKeyword || text === 'arguments';
    });
    return bound;
}

/**
 * Makes constants of the functions that the module declares. A module of ours that calls one of them while it is being
 * loaded, before it is declared, fails at once.
 * @param {string} script  as the bundler wrote it
 * @returns {string}
 */
export function declareArrows(script) {
    const body = bodyOf(parse(script));
    /** @type {Edit[]} */
    const edits = [];
    for (const node of body.statements) {
        if (!ts.isFunctionDeclaration(node) || isBound(node)) continue;
        const [start, end] = [node.getStart(), node.getEnd()];
        const text = script.slice(start, end);
        const head = text.indexOf('(');
        const block = node.body.getStart() - start;
        const asynchronous = text.startsWith('async') ? 'async ' : '';
        edits.push({ start, end,
            text: `const ${node.name.text} = ${asynchronous}${text.slice(head, block)}=> ${text.slice(block)};` });
    }
    return edited(script, edits);
}

/**
 * `const` keeps readers from mistakes, and has done so when the type checker has passed: `let` is shorter.
 * @param {string} script
 * @returns {string}
 */
export function loosen(script) {
    /** @type {Edit[]} */
    const edits = [];
    walk(parse(script), (node) => {
        if (!ts.isVariableDeclarationList(node) || !(node.flags & ts.NodeFlags.Const)) return;
        edits.push({ start: node.getStart(), end: node.getStart() + 'const'.length, text: 'let' });
    });
    return edited(script, edits);
}

/** @param {any} node  @returns {string | undefined} what it writes, if that could be written once */
function commonOf(node) {
    if (ts.isStringLiteral(node)) {
        const { parent } = node;
        const isName = parent.name === node || ts.isExpressionStatement(parent);
        return isName ? undefined : node.getText();
    }
    if (ts.isVoidExpression(node)) return node.getText();
    const isCommon = ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)
        && GLOBALS.includes(node.expression.text);
    return isCommon ? node.getText() : undefined;
}

/** Names of two letters that the script does not know. @param {any} tree */
function* freeNames(tree) {
    const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const taken = new Set(['do', 'if', 'in', 'of', 'as', 'is']);
    walk(tree, (node) => void (ts.isIdentifier(node) && taken.add(node.text)));
    for (const first of letters) for (const second of letters) if (!taken.has(first + second)) yield first + second;
}

/**
 * Writes once what the module writes often.
 * @param {string} script  as the minifier wrote it
 * @returns {string}
 */
export function shareConstants(script) {
    const tree = parse(script);
    const body = bodyOf(tree);
    /** @type {Map<string, Edit[]>} */
    const places = new Map();
    walk(body, (node) => {
        const text = commonOf(node);
        if (text) places.set(text, [...places.get(text) ?? [], { start: node.getStart(), end: node.getEnd(), text }]);
    });
    const names = freeNames(tree);
    /** @type {Edit[]} */
    const edits = [];
    /** @type {string[]} */
    const constants = [];
    for (const [text, found] of [...places].sort(([a, x], [b, y]) => y.length * b.length - x.length * a.length)) {
        // Its name, a comma and an equals sign, and now and then a space that a quote did not need.
        if (found.length * (text.length - 2.2) <= text.length + 4) continue;
        const name = String(names.next().value);
        constants.push(`${name}=${text}`);
        for (const { start, end } of found) {
            const gap = /[\w$]/.test(script[start - 1]) ? ' ' : '';
            const after = /[\w$]/.test(script[end]) ? ' ' : '';
            edits.push({ start, end, text: gap + name + after });
        }
    }
    // The directive of strict mode stays the first statement.
    const [first] = body.statements;
    const isDirective = ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression);
    const start = isDirective ? first.getEnd() : body.getStart() + 1;
    return edited(script, [...edits, { start, end: start, text: constants.length ? `let ${constants.join()};` : '' }]);
}
