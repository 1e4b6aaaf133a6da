/**
 * Checks that the names which the minifier shortens never leave the script. A name passes if every use of it in `src` is
 * of a member that our own types declare, if it is quoted nowhere, and if it is no member of what leaves: settings,
 * envelopes, what is stored, what the tests of the contract know.
 */
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './bundle.js';
import { ALSO_WORDS, INTERNAL_NAMES } from './internal-names.js';

const ts = createRequire(import.meta.url)('/usr/share/nodejs/typescript/lib/typescript.js');

/** Types whose members keep their names, with all that hangs on them. */
const LEAVING = ['Settings', 'Envelope', 'Kept', 'Lasting', 'Checkpoint', 'Ledger', 'InventoryFact'];

/** @returns {string[]} findings */
export function lintNames(names = INTERNAL_NAMES) {
    const { options, fileNames } = ts.parseJsonConfigFileContent(
        JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')), ts.sys, ROOT);
    const program = ts.createProgram(fileNames, options);
    const checker = program.getTypeChecker();
    const sources = program.getSourceFiles().filter((/** @type {any} */ file) => isOurs(file));
    /** @type {Map<string, string>} by name why it must stay; empty while nothing speaks against it */
    const known = new Map();
    for (const file of sources) for (const use of usesIn(file, checker)) {
        known.set(use.name, known.get(use.name) || (use.why && `${file.fileName}:${lineOf(file, use.node)}: ${use.why}`));
    }
    const leaving = membersOf(sources, checker);
    const contract = wordsOf(join(ROOT, 'test/contract'));
    return names.flatMap((name) => {
        const why = !known.has(name) ? 'is used nowhere' : leaving.has(name) ? 'leaves the script'
            : contract.has(name) ? 'stands in the tests of the contract' : known.get(name);
        return why ? [`internal-names.js: ${name}: ${why}`] : [];
    });
}

/** @param {any} file */
const isOurs = (file) => file.fileName.includes('/src/');

/** @param {any} file @param {any} node */
const lineOf = (file, node) => file.getLineAndCharacterOfPosition(node.getStart()).line + 1;

/**
 * Every use of a name as a member.
 * @param {any} file @param {any} checker
 * @returns {{ name: string, node: any, why: string }[]}  `why` it must stay, or empty
 */
function usesIn(file, checker) {
    /** @type {{ name: string, node: any, why: string }[]} */
    const uses = [];
    const note = (/** @type {any} */ node, /** @type {string} */ name, /** @type {any} */ symbol) => uses.push({ name, node,
        why: symbol?.declarations?.every((/** @type {any} */ one) => isOurs(one.getSourceFile())) ? ''
            : 'is no member of a type of ours' });
    const visit = (/** @type {any} */ node) => {
        if (ts.isJSDoc(node)) return;
        if (ts.isPropertyAccessExpression(node)) note(node, node.name.text, checker.getSymbolAtLocation(node.name));
        if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent) && !node.dotDotDotToken) {
            const { text } = node.propertyName ?? node.name;
            note(node, text, checker.getTypeAtLocation(node.parent).getProperty(text));
        }
        if (ts.isObjectLiteralElementLike(node) && node.name) {
            // Without an expected type it is what it was written as, and what comes of it is looked at where it is used.
            const expected = checker.getContextualType(node.parent);
            const goesToQlik = file.fileName.includes('/src/ext/');
            const member = (expected?.types ?? [expected]).map((/** @type {any} */ type) =>
                type?.getProperty(node.name.text)).find(Boolean);
            note(node, node.name.text, expected || goesToQlik ? member : node.symbol);
        }
        if (ts.isStringLiteralLike(node) && !ALSO_WORDS.includes(node.text)) uses.push({ name: node.text, node, why: 'is quoted' });
        ts.forEachChild(node, visit);
    };
    visit(file);
    return uses;
}

/**
 * The members of the types that leave, of their members, and of what their functions take and give.
 * @param {any[]} sources @param {any} checker
 */
function membersOf(sources, checker) {
    const found = /** @type {Set<string>} */ (new Set());
    const seen = new Set();
    const add = (/** @type {any} */ type, /** @type {any} */ at) => {
        if (seen.has(type)) return;
        seen.add(type);
        for (const part of type.types ?? []) add(part, at);
        for (const part of checker.getTypeArguments?.(type.target ? type : { target: undefined }) ?? []) add(part, at);
        for (const signature of type.getCallSignatures?.() ?? []) {
            add(signature.getReturnType(), at);
            for (const one of signature.getParameters()) add(checker.getTypeOfSymbolAtLocation(one, at), at);
        }
        for (const member of type.getProperties?.() ?? []) {
            if (!member.declarations?.every((/** @type {any} */ one) => isOurs(one.getSourceFile()))) continue;
            found.add(member.name);
            add(checker.getTypeOfSymbolAtLocation(member, at), at);
        }
    };
    for (const file of sources) for (const statement of file.statements) for (const doc of statement.jsDoc ?? []) {
        for (const tag of doc.tags ?? []) {
            if (ts.isJSDocTypedefTag(tag) && LEAVING.includes(tag.name?.text)) {
                add(checker.getDeclaredTypeOfSymbol(tag.symbol ?? tag.name.parent.symbol ?? file.locals.get(tag.name.text)),
                    file);
            }
        }
    }
    return found;
}

/** @param {string} folder @returns {Set<string>} every member and every word in quotes of its scripts */
function wordsOf(folder) {
    const words = /** @type {Set<string>} */ (new Set());
    const visit = (/** @type {any} */ node) => {
        const { text = '' } = ts.isStringLiteralLike(node) ? node : node.name ?? {};
        for (const word of String(text).split(/\W+/)) words.add(word);
        ts.forEachChild(node, visit);
    };
    for (const name of readdirSync(folder)) {
        visit(ts.createSourceFile(name, readFileSync(join(folder, name), 'utf8'), ts.ScriptTarget.ES2020, true));
    }
    return words;
}
