/** The outbox in a real browser against the real server: every envelope is taken, each is stored once. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { EVENTS } from '../contract/samples.js';
import { envelopeProblems, trailProblems } from '../contract/validator.js';
import { hasVidimus, startVidimus } from '../support/vidimus-server.js';
import { add, drained, openPage, openSite, pageUrl, seqs, status, stored, until, upTo } from './delivery-support.js';

const options = { skip: hasVidimus ? false : 'no vidimus' };

/** @type {Awaited<ReturnType<typeof openSite>>} */
let world;
/** @type {Awaited<ReturnType<typeof startVidimus>>} */
let server;
before(async () => {
    if (!hasVidimus) return;
    world = await openSite();
    server = await startVidimus();
});
after(async () => {
    await world?.close();
    await server?.close();
});

/** @param {string} key  of a page @returns {Promise<any[]>} the envelopes that the server stored of it */
async function eventsOf(key) {
    const events = (await server.events()).map(({ envelope }) => envelope);
    return events.filter((envelope) => envelope.payload?.context?.sessionKey === key);
}

/** @param {string} context */
const open = (context) => openPage(world.browser, pageUrl(world.site, server.origin, { key: server.key }), { context });

test('every type is taken, in batches', options, async () => {
    const tab = await open(await world.browser.separateUser());
    await tab.waitFor('delivery.outbox.status().batch === true');
    const key = await tab.evaluate('delivery.sessionKey');
    for (const type of Object.keys(EVENTS)) await add(tab, 2, { type });
    await drained(tab);
    const { lastStatus, lost, collect } = await status(tab);
    assert.deepEqual([lastStatus, lost, collect], [200, 0, true]);
    const envelopes = await eventsOf(key);
    // Pictures go before all that wait, since their addresses lapse; all else comes in order.
    const others = seqs(envelopes.filter(({ type }) => type !== 'screenshot.url.received'));
    assert.deepEqual(others, [...others].sort((x, y) => x - y));
    assert.deepEqual(seqs(envelopes).sort((x, y) => x - y), upTo(2 * Object.keys(EVENTS).length));
    assert.deepEqual(envelopes.flatMap(envelopeProblems), []);
    assert.equal((await tab.evaluate('delivery.outbox.test()')).problem, null);
    await tab.close();
});

test('offline, killed, opened again: stored once and in order', options, async () => {
    const context = await world.browser.separateUser();
    const tab = await open(context);
    const key = await tab.evaluate('delivery.sessionKey');
    await add(tab, 5);
    await drained(tab);
    await tab.offline(true);
    await add(tab, 40);
    await until(async () => (await stored(tab)).length === 40);
    await tab.crash();
    const next = await open(context);
    await until(async () => (await stored(next)).length === 0);
    const envelopes = await eventsOf(key);
    assert.deepEqual(seqs(envelopes), upTo(45));
    assert.deepEqual(trailProblems(envelopes), []);
    await next.close();
});

test('the server stops and comes back: nothing is lost, nothing comes twice', options, async () => {
    const own = await startVidimus();
    const context = await world.browser.separateUser();
    const url = pageUrl(world.site, own.origin, { key: own.key });
    const tab = await openPage(world.browser, url, { context });
    const key = await tab.evaluate('delivery.sessionKey');
    await add(tab, 10);
    await drained(tab);
    await own.stop();
    await add(tab, 30);
    await tab.waitFor("delivery.outbox.status().circuit === 'open'");
    const again = await startVidimus({ data: own.data, port: own.port });
    await drained(tab, 120_000);
    const envelopes = (await again.events()).map(({ envelope }) => envelope)
        .filter((envelope) => envelope.payload?.context?.sessionKey === key);
    assert.deepEqual(seqs(envelopes), upTo(40));
    await tab.close();
    await again.close();
});

test('a wrong key is refused, and a page with the right one delivers what waited', options, async () => {
    const context = await world.browser.separateUser();
    const tab = await openPage(world.browser, pageUrl(world.site, server.origin, { key: 'wrong' }), { context });
    const key = await tab.evaluate('delivery.sessionKey');
    await add(tab, 6);
    await tab.waitFor("delivery.outbox.status().why === 'auth'");
    await until(async () => (await stored(tab)).length === 6);
    await tab.close();
    const next = await open(context);
    await until(async () => (await stored(next)).length === 0);
    assert.deepEqual(seqs(await eventsOf(key)), upTo(6));
    await next.close();
});

test('a page that closes with 100 pending events, and the next visit', options, async () => {
    const context = await world.browser.separateUser();
    const tab = await open(context);
    const key = await tab.evaluate('delivery.sessionKey');
    await tab.waitFor('delivery.outbox.status().batch === true');
    await add(tab, 100, { type: 'object.view.duration', priority: 1 });
    await tab.close();
    const next = await open(context);
    await until(async () => (await stored(next)).length === 0);
    const envelopes = await eventsOf(key);
    assert.deepEqual(seqs(envelopes).sort((a, b) => a - b), upTo(100));
    assert.deepEqual(trailProblems(envelopes), []);
    await next.close();
});
