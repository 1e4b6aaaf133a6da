/**
 * Makes the bundle: all modules in one AMD file, minified, by Debian's rollup and terser.
 *
 * The file is an AMD module that asks only for `@nebula.js/stardust`, which Qlik Sense itself supplies, and whose
 * export is the factory of the visualization.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INTERNAL_NAMES } from './internal-names.js';
import { declareArrows, loosen, shareConstants } from './shorten.js';

/** The folder `Extension`. */
export const ROOT = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');

/** Debian's terser looks for its modules where Debian's Node does; another Node must be told. */
const ENVIRONMENT = { ...process.env, NODE_PATH: '/usr/share/nodejs', NO_COLOR: '1' };

/**
 * @typedef {object} Manifest
 * @property {string} file  base name of description and script
 * @property {string} contractLevel
 * @property {Record<string, unknown> & { name: string, version: string }} qext  what the description holds
 */

/** @returns {Manifest} */
export function readManifest() {
    return JSON.parse(readFileSync(join(ROOT, 'manifest.json'), 'utf8'));
}

/**
 * @param {object} [options]
 * @param {string} [options.entry]  the module that exports the factory
 * @param {boolean} [options.minify]
 * @returns {string} the script
 */
export function bundle({ entry = join(ROOT, 'src/index.js'), minify = true } = {}) {
    const script = run('rollup', [
        entry, '--format', 'amd', '--external', '@nebula.js/stardust', '--exports', 'default',
        '--interop', 'default', '--no-freeze', '--generatedCode', 'es2015', '--failAfterWarnings', '--silent',
    ]);
    return minify ? renamed(shareConstants(minified(loosen(declareArrows(script))))) : script;
}

/** A page of ours in one module, as it is written. @param {string} entry @returns {string} */
export const bundlePage = (entry) => run('rollup', [entry, '--format', 'es', '--failAfterWarnings', '--silent']);

/** @param {string} script */
const minified = (script) => run('terser', [
    '--ecma', '2020', '--mangle', '--comments', 'false', '--format', 'wrap_func_args=false',
    '--compress', 'passes=5,unsafe_arrows=true,keep_fargs=false,hoist_funs=false',
    '--mangle-props', `builtins,keep_quoted,regex=/^(${INTERNAL_NAMES.join('|')})$/`,
], script);

/**
 * Gives the shortest names to what is written once by now, and tells what this is.
 * @param {string} script
 */
function renamed(script) {
    const { qext } = readManifest();
    const banner = `/*! ${qext.name} ${qext.version}, ${qext.license} */`;
    return run('terser', ['--ecma', '2020', '--mangle',
        '--compress', 'defaults=false,sequences=true,join_vars=true',
        '--format', `wrap_func_args=false,preamble=${JSON.stringify(banner)}`], script);
}

/** @param {string} program @param {string[]} args @param {string} [input] */
function run(program, args, input) {
    try {
        return execFileSync(program, args, { input, encoding: 'utf8', maxBuffer: 64 << 20, env: ENVIRONMENT });
    } catch (error) {
        const { stderr, message } = /** @type {any} */ (error);
        throw new Error(`${program} failed: ${stderr || message}`);
    }
}
