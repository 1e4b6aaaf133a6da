#!/usr/bin/env node
/**
 * Checks the order of the extension's sources: who imports whom, what no module may do to its host, sizes.
 *
 * usage: tools/lint.js [FOLDER]
 *
 * Prints each finding as `file:line: message` and exits 1 if there is any. Needs Debian's node-typescript, for its
 * parser.
 */
import { createRequire } from 'node:module';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './bundle.js';
import { lintNames } from './lint-names.js';
import { checkConduct, checkDirection, checkSize, importsOf, resolveImport } from './lint-rules.js';

const ts = createRequire(import.meta.url)('/usr/share/nodejs/typescript/lib/typescript.js');

/**
 * @param {string} folder  such as `src`
 * @returns {string[]} findings
 */
export function lint(folder) {
    /** @type {Map<string, import('./lint-rules.js').Source>} */
    const sources = new Map();
    for (const name of scripts(folder)) {
        const path = relative(folder, name);
        const tree = ts.createSourceFile(path, readFileSync(name, 'utf8'), ts.ScriptTarget.ES2020, true,
            ts.ScriptKind.JS);
        sources.set(path, { ts, tree, path });
    }
    const findings = [...sources.values()].flatMap((source) =>
        [...checkDirection(source), ...checkConduct(source), ...checkSize(source)]
            .map(({ line, message }) => `${source.path}:${line}: ${message}`));
    return [...findings, ...cycles(sources)];
}

/** @param {string} folder @returns {string[]} every script below it */
function scripts(folder) {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) return scripts(path);
        return entry.name.endsWith('.js') ? [path] : [];
    }).sort();
}

/** @param {Map<string, import('./lint-rules.js').Source>} sources @returns {string[]} */
function cycles(sources) {
    /** @type {Map<string, 'open' | 'done'>} */
    const seen = new Map();
    /** @type {string[]} */
    const found = [];
    const walk = (/** @type {string} */ path, /** @type {string[]} */ trail) => {
        if (seen.get(path) === 'done') return;
        if (seen.get(path) === 'open') {
            found.push(`${path}:1: imports itself through ${trail.slice(trail.indexOf(path) + 1).join(', ')}`);
            return;
        }
        const source = sources.get(path);
        if (!source) return;
        seen.set(path, 'open');
        for (const { from } of importsOf(source)) {
            const target = resolveImport(path, from);
            if (target !== undefined) walk(target, [...trail, path]);
        }
        seen.set(path, 'done');
    };
    for (const path of sources.keys()) walk(path, []);
    return found;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
    const folder = process.argv[2] ?? join(ROOT, 'src');
    const findings = lint(folder).map((finding) => join(relative(process.cwd(), folder), finding));
    if (!process.argv[2]) findings.push(...lintNames());
    for (const finding of findings) console.error(finding);
    process.exitCode = findings.length > 0 ? 1 : 0;
}
