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

/**
 * What a node writes that could be written once, where, and what would stand there instead.
 * @param {any} node
 * @returns {{ text: string, start: number, end: number, instead: (name: string) => string } | undefined}
 */
function commonOf(node) {
    const { parent } = node;
    const whole = { text: node.getText(), start: node.getStart(), end: node.getEnd(),
        instead: (/** @type {string} */ name) => name };
    if (ts.isVoidExpression(node)) return whole;
    if (ts.isStringLiteral(node)) return parent.name === node || ts.isExpressionStatement(parent) ? undefined : whole;
    if (ts.isPropertyAccessExpression(node)) {
        if (ts.isIdentifier(node.expression) && GLOBALS.includes(node.expression.text)) return whole;
        // A member by its name is the same as by a text.
        return { text: JSON.stringify(node.name.text), start: node.expression.getEnd(), end: node.getEnd(),
            instead: (name) => (node.questionDotToken ? `?.[${name}]` : `[${name}]`) };
    }
    const key = ts.isPropertyAssignment(node) || ts.isMethodDeclaration(node) ? node.name
        : ts.isBindingElement(node) ? node.propertyName : undefined;
    if (!key || !ts.isIdentifier(key)) return undefined;
    return { text: JSON.stringify(key.text), start: key.getStart(), end: key.getEnd(), instead: (name) => `[${name}]` };
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
    /** @type {Map<string, NonNullable<ReturnType<typeof commonOf>>[]>} */
    const places = new Map();
    walk(body, (node) => {
        const found = commonOf(node);
        if (found) places.set(found.text, [...places.get(found.text) ?? [], found]);
    });
    const names = freeNames(tree);
    /** @type {Edit[]} */
    const edits = [];
    /** @type {string[]} */
    const constants = [];
    /** @type {[string, string][]} by name */
    const words = [];
    for (const [text, found] of places) {
        const gain = found.reduce((sum, { start, end, instead }) => sum + end - start - instead('ab').length, 0);
        const isWord = /^"[^\s"\\]+"$/.test(text);
        // The constant with its name and what is around it; and now and then a space that a quote did not need.
        if (gain <= text.length + (isWord ? 3 : 6)) continue;
        const name = String(names.next().value);
        if (isWord) words.push([name, text.slice(1, -1)]);
        else constants.push(`${name}=${text}`);
        for (const { start, end, instead } of found) {
            const other = instead(name);
            const isBare = other === name;
            edits.push({ start, end, text: (isBare && /[\w$]/.test(script[start - 1]) ? ' ' : '') + other
                + (isBare && /[\w$]/.test(script[end]) ? ' ' : '') });
        }
    }
    if (words.length) {
        const [left, right] = [words.map(([name]) => name), words.map(([, word]) => word)];
        constants.push(`[${left.join()}]="${right.join(' ')}".split(" ")`);
    }
    // The directive of strict mode stays the first statement.
    const [first] = body.statements;
    const isDirective = ts.isExpressionStatement(first) && ts.isStringLiteral(first.expression);
    const start = isDirective ? first.getEnd() : body.getStart() + 1;
    return edited(script, [...edits, { start, end: start, text: constants.length ? `let ${constants.join()};` : '' }]);
}
