#!/usr/bin/env node
/**
 * Builds, checks and packs the extension.
 *
 * usage: tools/package.js [--output FOLDER]
 *
 * Writes FOLDER/vidimus/ (what Qlik Sense unpacks) and FOLDER/vidimus-VERSION.zip in the place of earlier ones; both
 * hold the same bytes whenever they are made from the same sources with the same tools. Exits 1, and writes nothing, if
 * the bundle holds what it must not; a bundle over its budget of bytes is written, and said to be.
 */
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle, readManifest, ROOT } from './bundle.js';
import { checkBundle, MAXIMUM_BYTES, MAXIMUM_GZIP_BYTES } from './check-bundle.js';
import { zip } from './zip.js';

/**
 * @typedef {object} Package
 * @property {Record<string, Buffer>} files  by name
 * @property {Buffer} archive
 * @property {import('./check-bundle.js').BundleReport} report
 */

/**
 * Makes the package in memory.
 * @param {string} [script]  instead of the real bundle, for tests
 * @returns {Package}
 */
export function makePackage(script = bundle()) {
    const { file, qext } = readManifest();
    const readme = readFileSync(join(ROOT, 'tools/readme.txt'), 'utf8').replaceAll('VERSION', qext.version);
    // The description and the script must have the same name, in lower case, or Qlik Sense does not find the script.
    const files = {
        [`${file}.qext`]: Buffer.from(JSON.stringify(qext, null, 2) + '\n'),
        [`${file}.js`]: Buffer.from(script),
        'LICENSE': readFileSync(join(ROOT, '../LICENSE')),
        'readme.txt': Buffer.from(readme),
    };
    return { files, archive: zip(files), report: checkBundle(script) };
}

/** @param {Package} made @param {string} output */
function write({ files, archive }, output) {
    const { file, qext } = readManifest();
    mkdirSync(output, { recursive: true });
    // What an earlier build left here, and nothing else of the folder.
    const old = readdirSync(output).filter((name) => name === file
        || (name.startsWith(`${file}-`) && name.endsWith('.zip')));
    for (const name of old) rmSync(join(output, name), { recursive: true });
    mkdirSync(join(output, file));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(output, file, name), content);
    const path = join(output, `${file}-${qext.version}.zip`);
    writeFileSync(path, archive);
    return path;
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
    const output = process.argv[2] === '--output' ? process.argv[3] : join(ROOT, 'dist');
    const made = makePackage();
    const { bytes, gzipBytes, problems, excesses } = made.report;
    for (const problem of [...problems, ...excesses]) console.error(`The bundle ${problem}.`);
    console.log(
        `script: ${bytes} bytes of at most ${MAXIMUM_BYTES}; with gzip ${gzipBytes} of at most ${MAXIMUM_GZIP_BYTES}`);
    if (problems.length > 0) process.exitCode = 1;
    else console.log(`package: ${write(made, output)} (${made.archive.length} bytes)`);
}
