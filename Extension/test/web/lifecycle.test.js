/** What the page is told to be, in a real browser; and the outbox where the browser gives less, as on plain http. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBackend } from '../support/backend.js';
import { add, drained, openPage, openSite, pageUrl, ready, seqs, status, until, upTo } from './delivery-support.js';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let world;
/** @type {Awaited<ReturnType<typeof startBackend>>} */
let backend;
before(async () => {
    world = await openSite({ args: ['--host-resolver-rules=MAP sense.example 127.0.0.1'] });
    backend = await startBackend({ repeats: true });
});
after(async () => {
    await world.close();
    await backend.close();
});

/** @param {import('../support/tab.js').Tab} tab @returns {Promise<string[]>} */
const states = (tab) => tab.evaluate("delivery.facts.map((fact) => fact.state ?? fact.kind)");

test('tells visible, hidden, frozen, resumed', async () => {
    const tab = await openPage(world.browser, pageUrl(world.site, backend.endpoint));
    const other = await world.browser.open(world.site.origin + '/delivery-support.js');
    await tab.waitFor("delivery.facts.some((fact) => fact.state === 'hidden')");
    await tab.freeze();
    await tab.resume();
    await tab.activate();
    await tab.waitFor("delivery.facts.at(-1).state === 'visible'");
    assert.deepEqual((await states(tab)).filter((state) => state !== 'input'), ['visible', 'hidden', 'frozen', 'resumed', 'visible']);
    await other.close();
    await tab.close();
});

test('begins with hidden in a tab behind another', async () => {
    const front = await world.browser.open(world.site.origin + '/delivery-support.js');
    const tab = await world.browser.open(pageUrl(world.site, backend.endpoint), { background: true });
    await ready(tab);
    assert.equal((await states(tab))[0], await tab.evaluate('document.visibilityState'));
    await tab.close();
    await front.close();
});

test('tells input once a second, and only that of people', async () => {
    const tab = await openPage(world.browser, pageUrl(world.site, backend.endpoint));
    await tab.evaluate("document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))");
    assert.equal((await states(tab)).includes('input'), false);
    const began = await tab.evaluate('performance.now()');
    for (let i = 0; i < 20; i += 1) {
        await tab.cdp('Input.dispatchMouseEvent', { type: 'mouseMoved', x: 10 + i, y: 10 });
        await tab.press('a');
    }
    const seconds = (await tab.evaluate('performance.now()') - began) / 1_000;
    const inputs = (await states(tab)).filter((state) => state === 'input').length;
    assert.ok(inputs >= 1 && inputs <= 1 + seconds, `${inputs} in ${seconds} s`);
    await tab.close();
});

test('stops when told', async () => {
    const tab = await openPage(world.browser, pageUrl(world.site, backend.endpoint));
    await tab.evaluate('delivery.stopLifecycle()');
    await tab.press('a');
    await tab.freeze();
    await tab.resume();
    assert.deepEqual(await states(tab), ['visible']);
    await tab.close();
});

test('on plain http, without locks and randomUUID, everything is delivered, also that of a dead page', async () => {
    const site = { origin: world.site.origin.replace('127.0.0.1', 'sense.example') };
    const tab = await openPage(world.browser, pageUrl(site, backend.endpoint));
    assert.deepEqual(await tab.evaluate('[isSecureContext, typeof navigator.locks, typeof crypto.randomUUID]'), [false, 'undefined', 'undefined']);
    await add(tab, 5);
    await drained(tab);
    assert.deepEqual(seqs(backend.envelopes()), upTo(5));
    assert.equal((await status(tab)).durable, true);
    backend.script = ({ method }) => (method === 'POST' ? { status: 503 } : undefined);
    await add(tab, 5);
    await tab.waitFor("delivery.outbox.status().circuit === 'open'");
    await tab.close();
    backend.script = () => undefined;
    const next = await openPage(world.browser, pageUrl(site, backend.endpoint));
    await until(() => backend.envelopes().length === 10);
    assert.deepEqual(seqs(backend.envelopes()), upTo(10));
    await next.close();
});
