#!/usr/bin/env node
/**
 * Makes the folder that `vidimus demo --site` serves: the page for people, the extension, and RequireJS, which the
 * client brings and which comes from the system (it is never part of the sources).
 *
 * usage: tools/demo.js [--output FOLDER]
 *
 * Writes FOLDER/demo/ in the place of an earlier one.
 */
import { copyFileSync, existsSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundlePage, ROOT } from './bundle.js';
import { makePackage } from './package.js';

const REQUIREJS = process.env.REQUIREJS ?? '/usr/share/javascript/requirejs';

/**
 * @param {string} folder  replaced as a whole
 * @param {Buffer} [script]  the extension, if it has been built already
 */
export function writeDemo(folder, script = makePackage().files['vidimus.js']) {
    const requirejs = join(REQUIREJS, 'require.js');
    if (!existsSync(requirejs)) throw new Error(`${requirejs} is missing: install Debian's libjs-requirejs`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const name of ['index.html', 'demo.css']) copyFileSync(join(ROOT, 'demo', name), join(folder, name));
    copyFileSync(requirejs, join(folder, 'require.js'));
    writeFileSync(join(folder, 'demo.js'), bundlePage(join(ROOT, 'demo/main.js')));
    writeFileSync(join(folder, 'vidimus.js'), script);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
    const output = process.argv[2] === '--output' ? process.argv[3] : join(ROOT, 'dist');
    writeDemo(join(output, 'demo'));
    console.log(`page: ${join(output, 'demo')}`);
}
