/**
 * Whatever fails around the extension, the host goes on: its charts react, no error reaches the page, nothing is
 * patched.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { makePackage } from '../../tools/package.js';
import { serveHostPage } from '../hostpage/serve.js';
import { startBackend } from '../support/backend.js';
import { launch } from '../support/chromium.js';
import { advance, pageClockScript, settle } from '../support/page-clock.js';

const START = Date.UTC(2026, 1, 3, 9, 0, 0);
const SECOND_SHEET = 'a20be1f4-6f6e-4a5e-9a3b-6d2f4b1c7e55';
const FIRST_SHEET = '7c1d0b92-4e3f-4a60-b8d5-f1297ae3c640';

/** @type {import('../support/chromium.js').Browser} */
let browser;
/** @type {any} */
let backend;
let bundle = '';
let folder = '';

before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vidimus-faults-'));
    bundle = join(folder, 'vidimus.js');
    await writeFile(bundle, makePackage().files['vidimus.js']);
    backend = await startBackend({ token: 'key' });
    browser = await launch();
});
after(async () => {
    await browser.close();
    await backend.close();
    await rm(folder, { recursive: true });
});

/** Everything switched on, so that every part has something to fail at. */
const settings = () => ({
    connection: { endpoint: backend.endpoint, key: 'key' }, views: { on: true, visibilityEvents: true },
        selections: { bookmarks: true },
    screenshots: { on: true }, data: { on: true }, privacy: { notice: 'banner', text: 'You are seen.' },
});

/**
 * Opens the page, plays a user for two minutes, and checks that the host did not notice.
 * @param {{ first?: string, early?: string, late?: string, config?: object }} sabotage  `first` runs before the page's
 * own scripts, `early` before the extension can have begun, `late` in the middle of its work
 */
async function survives({ first = '', early = '', late = '', config = {} }) {
    const site = await serveHostPage({ bundle, config: { settings: settings(), ...config } });
    const tab = await browser.open(undefined, { first: `${pageClockScript(START)}\n${first}`,
        context: await browser.separateUser() });
    try {
        await tab.goto(site.url());
        if (early) await tab.evaluate(early);
        for (let i = 0; i < 200 && !(await tab.evaluate('window.host?.ready')); i++) await advance(tab, 10);
        assert.equal(await tab.evaluate('host.loadError'), '');
        await use(tab);
        if (late) await tab.evaluate(late);
        await use(tab);
        assert.deepEqual(await tab.evaluate('host.violations.filter((v) => v.kind !== "too-many-calls")'), []);
        await tab.reload();
        // Failed requests are the browser's own lines; everything else on the console would be ours.
        assert.deepEqual(tab.errors.filter((e) => !/Failed to load resource|net::ERR/.test(e.text)), []);
    } finally {
        await tab.close();
        await site.close();
    }
}

/** A minute of use; the host's charts must follow. @param {import('../support/tab.js').Tab} tab */
async function use(tab) {
    await tab.evaluate(`host.navigate('${FIRST_SHEET}')`);
    await pass(tab, 5_000);
    const bars = () => tab.evaluate("document.querySelector('.qv-object-barRegion .bars')?.textContent");
    const before = await bars();
    await tab.evaluate("void host.select('Quarter', ['2026-Q1'])");
    await pass(tab, 3_000);
    assert.notEqual(await bars(), before);
    await tab.evaluate("host.switchTab('conTabs', 'linQuarter')");
    await pass(tab, 2_000);
    assert.equal(await tab.evaluate("document.querySelectorAll('.qv-object-linQuarter .bar').length > 0"), true);
    await tab.evaluate("void host.applyBookmark('bm1')");
    await pass(tab, 2_000);
    await tab.evaluate(`host.navigate('${SECOND_SHEET}')`);
    await pass(tab, 20_000);
    assert.equal(await tab.evaluate("document.querySelectorAll('.qv-object-pivProduct .row').length > 1"), true);
    await tab.evaluate('host.setEditMode(true)');
    await pass(tab, 2_000);
    await tab.evaluate('host.setEditMode(false)');
    await tab.evaluate('void host.clear()');
    await pass(tab, 20_000);
    assert.equal(await bars() ?? before, before);
}

/** @param {import('../support/tab.js').Tab} tab @param {number} ms */
async function pass(tab, ms) {
    await settle(tab);
    await advance(tab, ms);
    await settle(tab);
}

test('nothing fails, and everything is recorded', async () => {
    const before = backend.envelopes().length;
    await survives({});
    const types = new Set(backend.envelopes().slice(before).map((/** @type {any} */ e) => e.type));
    for (const type of ['navigation.sheet.loaded', 'selection.state.changed', 'object.view.duration',
        'object.visibility.changed', 'screenshot.url.received', 'event.mode.changed', 'event.coverage.inventory',
        'event.unsupported.visualization']) {
        assert.ok(types.has(type), type);
    }
    assert.deepEqual(backend.refused, []);
});

// Each page has a window and a storage of its own.
describe('the host goes on with', { concurrency: 3 }, () => {
    for (const how of ['throw', 'hang', 'nonsense']) {
        test(`every call of Qlik: ${how}, from the start`, () => survives({
            first: `Object.defineProperty(window, 'host', { configurable: true, set(host) {
                Object.defineProperty(window, 'host', { value: host, writable: true });
                host.breakEverything('${how}');
            } });`,
        }));
        test(`every call of Qlik: ${how}, in the middle`, () => survives({ late: `host.breakEverything('${how}')` }));
        test(`every call of Qlik: ${how}, and back`, () => survives({
            late: `host.breakEverything('${how}'); setTimeout(() => host.breakEverything(null), 15_000);`,
        }));
    }

    for (const [name, first] of /** @type {[string, string][]} */ ([
        ['no IndexedDB', 'Object.defineProperty(window, "indexedDB", { value: undefined });'],
        ['IndexedDB that throws', 'IDBFactory.prototype.open = () => { throw new Error("denied"); };'],
        ['IndexedDB that never answers', 'IDBFactory.prototype.open = () => new EventTarget();'],
        ['storage that may not be touched', 'for (const name of ["localStorage", "sessionStorage"])'
            + ' Object.defineProperty(window, name,'
            + ' { get() { throw new DOMException("denied", "SecurityError"); } });'],
        ['no observers', 'delete window.IntersectionObserver; delete window.MutationObserver;'],
        ['no randomUUID, no locks, no subtle crypto',
            'delete Crypto.prototype.randomUUID; Object.defineProperty(navigator, "locks",'
            + ' { value: undefined }); Object.defineProperty(crypto, "subtle", { value: undefined });'],
        ['locks that throw', 'LockManager.prototype.request = () => { throw new Error("denied"); };'],
        ['no navigation, no permissions, no idle callbacks',
            'Object.defineProperty(window, "navigation", { value: undefined });'
            + ' Object.defineProperty(navigator, "permissions", { value: undefined });'
            + ' window.requestIdleCallback = undefined;'],
        ['fetch that throws', 'window.fetch = () => { throw new Error("denied"); };'],
        ['fetch that answers nonsense',
            'window.fetch = () => Promise.resolve({ status: "ok", headers: null, text: 7 });'],
        ['a frozen window', 'addEventListener("load", () => { try { Object.preventExtensions(window); } catch {} });'],
    ])) test(name, () => survives({ first }));

    test('a session that ends', () => survives({ late: 'host.closeSession()' }));
    test('a session that is suspended and goes on', () =>
        survives({ late: 'host.suspend(); setTimeout(() => host.resume(), 10_000);' }));
    test('an object taken off the sheet', () => survives({ late: "host.unmount('aud1')" }));
    for (const navigation of ['false', 'object', 'none']) test(`navigation of the shape ${navigation}`, () =>
        survives({ config: { navigation } }));
    for (const user of [{ qReturn: 7 }, 42, 'x'.repeat(100_000)]) {
        test(`a user of the kind ${typeof user}`, () => survives({ config: { user } }));
    }
    test('settings of all wrong kinds', () => survives({
        config: { settings: { ...settings(), scope: 7, selections: null, views: { minimum: {} }, screenshots: 'x',
            data: [], privacy: { text: {} } } },
    }));
    test('no settings', () => survives({ config: { settings: undefined } }));
});

test('the printing service draws a still tile', async () => {
    const site = await serveHostPage({ bundle, config: { settings: settings() } });
    const tab = await browser.open(site.url());
    try {
        await tab.waitFor('window.host?.ready');
        await tab.waitFor(() => new Promise((done) => {
            const { session } = /** @type {any} */ (window).host;
            const before = session.calls;
            setTimeout(() => done(session.calls === before), 3_000);
        }));
        const printed = await tab.evaluate('host.print()');
        // The page itself is audited meanwhile, so calls are counted while nothing else happens.
        assert.equal(printed.calls, 0);
        assert.deepEqual(tab.errors.filter((e) => !/Failed to load resource/.test(e.text)), []);
    } finally {
        await tab.close();
        await site.close();
    }
});
