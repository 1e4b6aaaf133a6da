import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { launch } from '../support/chromium.js';
import { serve } from '../support/static-server.js';

const PAGE = `<!doctype html><title>page</title><button id="b">b</button><script>
  window.states = [];
  document.addEventListener('visibilitychange', () => states.push(document.visibilityState));
  for (const name of ['freeze', 'resume']) document.addEventListener(name, () => states.push(name));
  window.clicks = [];
  document.getElementById('b').addEventListener('click', (e) => clicks.push(e.isTrusted));
</script>`;

/** @type {import('../support/static-server.js').StaticServer} */
let server;
/** @type {import('../support/chromium.js').Browser} */
let browser;

before(async () => {
    server = await serve({
        '/': (request, response) => {
            response.setHeader('Content-Type', 'text/html');
            response.end(PAGE);
        },
    });
    browser = await launch();
});
after(async () => {
    await browser.close();
    await server.close();
});

test('evaluates, awaits, waits, clicks and takes pictures', async () => {
    const tab = await browser.open(server.origin);
    assert.equal(await tab.evaluate('1 + 1'), 2);
    assert.equal(await tab.evaluate(async (/** @type {number} */ n) => (await Promise.resolve(n)) * 2, 21), 42);
    await assert.rejects(tab.evaluate(() => { throw new Error('oops'); }), /oops/);
    await tab.evaluate('setTimeout(() => { window.later = "now" }, 30)');
    assert.equal(await tab.waitFor('window.later'), 'now');
    await assert.rejects(tab.waitFor('false', { timeout: 50 }), /in vain/);
    await tab.click('#b');
    assert.deepEqual(await tab.evaluate('clicks'), [true]);
    const png = await tab.screenshot(undefined, { selector: '#b' });
    assert.deepEqual([...png.subarray(1, 4)], [...Buffer.from('PNG')]);
    await tab.close();
});

test('runs a script before each document', async () => {
    const tab = await browser.open(server.origin,
        { first: 'window.early = (window.early ?? 0) + document.scripts.length' });
    assert.equal(await tab.evaluate('early'), 0);
    await tab.reload();
    assert.equal(await tab.evaluate('early'), 0);
    await tab.close();
});

test('a tab in front hides the other; freezing stops it', async () => {
    const one = await browser.open(server.origin);
    assert.equal(await one.evaluate('document.visibilityState'), 'visible');
    const two = await browser.open(server.origin);
    await one.waitFor("document.visibilityState === 'hidden'");
    assert.equal(await two.evaluate('document.visibilityState'), 'visible');
    await one.freeze();
    await one.resume();
    await one.activate();
    await two.waitFor("document.visibilityState === 'hidden'");
    assert.deepEqual(await one.waitFor('states.length >= 4 && states'), ['hidden', 'freeze', 'resume', 'visible']);
    await one.close();
    await two.close();
});

test('collects errors and requests; offline fails them', async () => {
    const tab = await browser.open(server.origin);
    await tab.evaluate('console.error("bad", 1); setTimeout(() => { throw new Error("uncaught") })');
    await tab.evaluate('void Promise.reject(new Error("unhandled"))');
    await tab.waitFor('new Promise((done) => setTimeout(() => done(true), 20))');
    assert.deepEqual(tab.errors.filter((e) => e.kind !== 'log').map((e) => e.text.split('\n')[0]).sort(),
        ['Error: uncaught', 'Error: unhandled', 'bad 1']);
    assert.equal(await tab.evaluate('fetch("/x", { method: "POST", body: "b" }).then((r) => r.status)'), 200);
    await tab.offline(true);
    assert.equal(await tab.evaluate('fetch("/x").catch((e) => e.name)'), 'TypeError');
    await tab.offline(false);
    assert.equal(await tab.evaluate('fetch("/x").then((r) => r.status)'), 200);
    const seen = tab.requests.filter((r) => r.url.endsWith('/x')).map((r) => [r.method, r.body, r.status ?? r.failed]);
    assert.deepEqual(seen, [['POST', 'b', 200], ['GET', undefined, 'net::ERR_INTERNET_DISCONNECTED'],
        ['GET', undefined, 200]]);
    await tab.close();
});

test('a crashed tab takes no other with it', async () => {
    const one = await browser.open(server.origin);
    const two = await browser.open(server.origin + '/2');
    await one.crash();
    assert.equal(one.crashed, true);
    assert.equal(await two.evaluate('1'), 1);
    await one.goto(server.origin);
    assert.equal(await one.evaluate('document.title'), 'page');
});

test('a killed browser goes on with its profile, and a closed one leaves nothing', async () => {
    const first = await launch();
    const tab = await first.open(server.origin);
    await tab.evaluate(() => new Promise((resolve) => {
        const open = indexedDB.open('kept', 1);
        open.onupgradeneeded = () => open.result.createObjectStore('s').put('value', 'key');
        open.onsuccess = () => resolve(true);
    }));
    await first.kill();
    const second = await launch({ profile: first.profile });
    const again = await second.open(server.origin);
    assert.equal(await again.evaluate(() => new Promise((resolve) => {
        const open = indexedDB.open('kept', 1);
        open.onsuccess = () => {
            const get = open.result.transaction('s').objectStore('s').get('key');
            get.onsuccess = () => resolve(get.result);
        };
    })), 'value');
    await second.close();
    assert.equal(existsSync(first.profile), false);
    const left = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n').filter((l) =>
        l.includes(first.profile));
    assert.deepEqual(left, []);
});
