import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readManifest, ROOT } from '../../tools/bundle.js';
import { checkBundle, MAXIMUM_BYTES } from '../../tools/check-bundle.js';
import { makePackage } from '../../tools/package.js';
import { CONTRACT_LEVEL, VERSION } from '../../src/core/product.js';

const SMALL = 'define(["@nebula.js/stardust"],(s=>()=>({component(){s.useApp()}})));';

test('the modules and the manifest name the same version and contract', () => {
    const { qext, contractLevel } = readManifest();
    assert.equal(qext.version, VERSION);
    assert.equal(contractLevel, CONTRACT_LEVEL);
});

test('an independent program unpacks the archive to the same files', (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'vidimus-zip-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const { files, archive } = makePackage(SMALL);
    writeFileSync(join(folder, 'a.zip'), archive);
    execFileSync('python3', ['-m', 'zipfile', '-t', join(folder, 'a.zip')]);
    execFileSync('python3', ['-m', 'zipfile', '-e', join(folder, 'a.zip'), join(folder, 'out')]);
    assert.deepEqual(readdirSync(join(folder, 'out')).sort(), ['LICENSE', 'readme.txt', 'vidimus.js', 'vidimus.qext']);
    for (const name of Object.keys(files)) assert.deepEqual(readFileSync(join(folder, 'out', name)), files[name]);
    const qext = JSON.parse(readFileSync(join(folder, 'out', 'vidimus.qext'), 'utf8'));
    assert.equal(qext.supernova, true);
    assert.equal(qext.type, 'visualization');
    assert.equal(qext.version, VERSION);
    assert.match(files['readme.txt'].toString(), new RegExp(`version ${VERSION.replaceAll('.', '\\.')}`));
});

test('refuses outside hosts, code loaded later, and other dependencies', () => {
    const wrong = [
        SMALL.replace('s.useApp()', 'fetch("https://collect.vendor.io/x")'),
        SMALL.replace('s.useApp()', 'new Image().src="//cdn.vendor.io/x.png"'),
        SMALL.replace('s.useApp()', 'import("./more.js")'),
        SMALL.replace('["@nebula.js/stardust"]', '["@nebula.js/stardust","qlik"]'),
        `${SMALL}\n//# sourceMappingURL=x.map`,
    ];
    for (const script of wrong) assert.equal(checkBundle(script).problems.length, 1, script.slice(0, 100));
    const harmless = SMALL.replace('s.useApp()', '"http://www.w3.org/2000/svg https://vidimus.example.com/x"');
    assert.deepEqual(checkBundle(harmless).problems, []);
});

test('says when a bundle is over its budget', () => {
    const large = checkBundle(SMALL.replace('s.useApp()', `"${'x'.repeat(62_000)}"`));
    assert.deepEqual([large.problems.length, large.excesses.length], [0, 1]);
    const random = randomBytes(30_000).toString('base64');
    assert.match(checkBundle(SMALL.replace('s.useApp()', JSON.stringify(random))).excesses.join(), /gzip/);
});

test('the bundle is as it must be', () => {
    assert.deepEqual(makePackage().report.problems, []);
});

// What was promised; with gzip only the present size, which is only ever lowered.
const PRESENT = { bytes: MAXIMUM_BYTES, gzipBytes: 30_100 };

test('the bundle does not grow again', () => {
    const { bytes, gzipBytes } = makePackage().report;
    assert.ok(bytes <= PRESENT.bytes && gzipBytes <= PRESENT.gzipBytes, `${bytes} bytes, ${gzipBytes} with gzip`);
});

test('two builds give the same bytes, whatever the hour and the zone', (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'vidimus-package-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const made = ['UTC', 'Asia/Kathmandu'].map((zone) => {
        const output = join(folder, zone.replace('/', '-'));
        execFileSync(process.execPath, [join(ROOT, 'tools/package.js'), '--output', output],
            { env: { ...process.env, TZ: zone, LC_ALL: 'C' }, stdio: 'ignore' });
        // A copy made later must not differ either.
        const now = new Date();
        utimesSync(join(ROOT, 'src/index.js'), now, now);
        const names = /** @type {string[]} */ (readdirSync(output, { recursive: true })).sort();
        return names.filter((n) => n !== 'vidimus').map((n) => [n, readFileSync(join(output, n)).toString('base64')]);
    });
    assert.equal(made[0].length, 5);
    assert.deepEqual(made[0], made[1]);
});
