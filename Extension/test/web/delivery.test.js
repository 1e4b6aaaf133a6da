/** The outbox in a real browser against a scripted server: nothing is lost, nothing comes twice, whatever is answered. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { sample } from '../contract/samples.js';
import { envelopeProblems, trailProblems } from '../contract/validator.js';
import { startBackend } from '../support/backend.js';
import { advance, pageClockScript } from '../support/page-clock.js';
import { add, drained, openPage, openSite, pageUrl, ready, seqs, status, stored, until, upTo } from './delivery-support.js';

const MINUTE = 60_000;

/** @type {Awaited<ReturnType<typeof openSite>>} */
let world;
/** @type {Awaited<ReturnType<typeof startBackend>>} */
let backend;
/** A user of its own, so that no test inherits from another. @type {string} */
let context;

before(async () => void (world = await openSite()));
after(() => world.close());
beforeEach(async () => {
    backend = await startBackend({ repeats: true });
    context = await world.browser.separateUser();
});
afterEach(() => backend.close());

/** @param {Record<string, string>} [query] @param {string} [first] */
const open = (query, first) => openPage(world.browser, pageUrl(world.site, backend.endpoint, query), { context, first });

/** Ends the tab and the backend, and looks at all that was sent. @param {import('../support/tab.js').Tab[]} tabs */
async function end(...tabs) {
    for (const tab of tabs) {
        assert.deepEqual(await tab.evaluate('delivery.errors'), []);
        await tab.close();
    }
    await backend.close();
    assert.deepEqual(backend.refused, []);
    assert.deepEqual(backend.envelopes().flatMap(envelopeProblems), []);
    assert.deepEqual(trailProblems(backend.envelopes()), []);
}

test('delivers in order, with the headers of the contract and no credentials', async () => {
    const tab = await open();
    await add(tab, 12);
    await drained(tab);
    assert.deepEqual(seqs(backend.envelopes()), upTo(12));
    const { headers } = /** @type {any} */ (backend.requests.find(({ method }) => method === 'POST'));
    assert.deepEqual([headers['content-type'], headers.authorization, headers['x-audit-qs-version'], headers.cookie, headers.referer],
        ['application/json', 'Bearer test-key', '0.4.0', undefined, undefined]);
    assert.equal(backend.count('POST'), 12);
    assert.deepEqual(await stored(tab), []);
    await end(tab);
});

test('batches when they are announced', async () => {
    backend.options.batch = true;
    const tab = await open();
    await add(tab, 130);
    await drained(tab);
    assert.deepEqual(seqs(backend.envelopes()), upTo(130));
    assert.ok(backend.count('POST') <= 3);
    await end(tab);
});

test('offline, then online: everything once', async () => {
    const tab = await open();
    await add(tab, 3);
    await drained(tab);
    await tab.offline(true);
    await add(tab, 20);
    await tab.waitFor("delivery.outbox.status().circuit === 'open'");
    assert.equal((await stored(tab)).length, 20);
    assert.equal((await status(tab)).net, 'offline');
    await tab.offline(false);
    await drained(tab);
    assert.deepEqual(seqs(backend.envelopes()), upTo(23));
    await end(tab);
});

for (const expose of [true, false]) {
    test(`429 with ${expose ? 'a readable' : 'an unreadable'} header`, async () => {
        Object.assign(backend.options, { expose });
        let refusals = 1;
        backend.script = ({ method }) =>
            (method === 'POST' && refusals-- > 0 ? { status: 429, headers: { 'Retry-After': '7' } } : undefined);
        const tab = await open({}, pageClockScript(Date.now()));
        await add(tab, 2);
        await advance(tab, 5_000);
        assert.deepEqual([(await status(tab)).circuit, backend.count('POST')], ['open', 1]);
        await advance(tab, 5_000);
        assert.equal(backend.count('POST'), expose ? 3 : 1);
        await advance(tab, expose ? 0 : 70_000);
        await drained(tab);
        assert.deepEqual(seqs(backend.envelopes()), [1, 2]);
        await end(tab);
    });
}

test('503 and dropped connections: again later, in order', async () => {
    backend.script = ({ method, number }) =>
        (method === 'POST' ? { 1: { status: 503 }, 2: { status: 503 }, 4: { drop: true }, 6: { drop: true, keep: true } }[number] : undefined);
    const tab = await open({}, pageClockScript(Date.now()));
    await add(tab, 5);
    await advance(tab, 10 * MINUTE);
    await drained(tab);
    assert.deepEqual(seqs(backend.envelopes()), upTo(5));
    await end(tab);
});

test('a wrong key, then mended: nothing but a probe goes out meanwhile', async () => {
    backend.options.token = 'other';
    const tab = await open({}, pageClockScript(Date.now()));
    await add(tab, 4);
    await advance(tab, 11 * MINUTE);
    assert.deepEqual([(await status(tab)).why, backend.count('POST')], ['auth', 0]);
    backend.options.token = 'test-key';
    await advance(tab, 6 * MINUTE);
    await drained(tab);
    assert.deepEqual(seqs(backend.envelopes()), upTo(4));
    await end(tab);
});

test('413: object data goes first', async () => {
    backend.options.bytes = 3_000;
    const tab = await open();
    const { objectData } = sample('event.objectdata.captured').payload.event;
    await add(tab, 1, { type: 'event.objectdata.captured', priority: 1, event: { objectData: { ...objectData, filler: 'x'.repeat(5_000) } } });
    await add(tab, 1);
    await drained(tab);
    const [bare] = backend.envelopes();
    assert.deepEqual([bare.payload.event.objectData, bare.payload.event.objectDataReason], [null, 'tooLarge']);
    assert.ok(bare.payload.context.replaces);
    assert.deepEqual(seqs(backend.envelopes()), [1, 2]);
    await end(tab);
});

test('a policy of the page that forbids the server is recognised, and everything is kept', async () => {
    world.site.headers['Content-Security-Policy'] = `connect-src 'self'`;
    const tab = await open();
    await add(tab, 2);
    await tab.waitFor("delivery.outbox.status().circuit === 'halted'");
    const { why, net, waiting } = await status(tab);
    assert.deepEqual([why, net, waiting], ['barred', 'csp', 2]);
    assert.equal((await tab.evaluate('delivery.outbox.test()')).problem, 'csp');
    delete world.site.headers['Content-Security-Policy'];
    await tab.reload();
    await ready(tab);
    await until(() => backend.envelopes().length === 2);
    await end(tab);
});

test('the test of the connection tells causes apart', async () => {
    const tab = await open();
    const found = async () => (await tab.evaluate('delivery.outbox.test()')).problem;
    assert.equal(await found(), null);
    backend.options.origins = ['https://elsewhere.example'];
    assert.equal(await found(), 'network');
    backend.options.origins = ['*'];
    backend.options.token = 'other';
    assert.equal(await found(), 'auth');
    await tab.offline(true);
    assert.equal(await found(), 'offline');
    await tab.offline(false);
    await backend.close();
    assert.equal(await found(), 'network');
    await tab.close();
});

test('without a database it delivers from memory', async () => {
    const tab = await open({ database: 'none' });
    assert.equal((await status(tab)).durable, false);
    await add(tab, 5);
    await drained(tab);
    assert.deepEqual(seqs(backend.envelopes()), upTo(5));
    await end(tab);
});

test('with a full disk it goes on from memory, and back when there is room', async () => {
    const tab = await open();
    const origin = world.site.origin;
    await tab.cdp('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await tab.offline(true);
    await add(tab, 25, { event: { filler: 'x'.repeat(30_000) } });
    await tab.waitFor('delivery.outbox.status().durable === false');
    assert.equal((await status(tab)).waiting, 25);
    await tab.cdp('Storage.overrideQuotaForOrigin', { origin });
    await tab.offline(false);
    await drained(tab);
    assert.deepEqual(seqs(backend.envelopes()), upTo(25));
    await add(tab, 1);
    await drained(tab);
    assert.equal((await status(tab)).durable, true);
    await end(tab);
});

for (const locks of ['on', 'off']) {
    test(`two tabs and a dead one, locks ${locks}: its events come once`, async () => {
        const clock = pageClockScript(Date.now());
        backend.script = ({ method }) => (method === 'POST' ? { status: 503 } : undefined);
        const dead = await open({ locks }, clock);
        await add(dead, 15);
        await dead.evaluate('delivery.outbox.checkpoints.save({ sessionKey: delivery.sessionKey, views: [] })');
        await until(async () => (await stored(dead)).length === 15);
        await dead.crash();
        const one = await open({ locks }, clock);
        const two = await open({ locks }, clock);
        backend.script = () => undefined;
        await add(one, 2);
        await add(two, 2);
        for (let i = 0; i < 6; i += 1) for (const tab of [one, two]) await advance(tab, 30_000);
        await until(() => backend.envelopes().length === 19, 30_000);
        await drained(one);
        await drained(two);
        assert.deepEqual(await stored(one), []);
        const told = [...await one.evaluate('delivery.leftovers'), ...await two.evaluate('delivery.leftovers')];
        assert.equal(told.length, 1);
        const ids = backend.requests.filter(({ method, status: code }) => method === 'POST' && code === 202)
            .map(({ body }) => JSON.parse(body).eventId);
        assert.equal(new Set(ids).size, ids.length, 'no event was sent twice');
        await end(one, two);
    });
}

test('a restored page goes on', async () => {
    const tab = await open();
    await add(tab, 2);
    await drained(tab);
    await tab.goto(`${world.site.origin}/delivery-support.js`);
    await tab.evaluate('history.back()');
    await tab.waitFor("location.pathname.endsWith('.html') && !!window.delivery");
    const restored = await tab.evaluate("delivery.facts.some((fact) => fact.state === 'restored')");
    assert.equal(restored, true, 'the page came from the back/forward cache');
    await add(tab, 2);
    await drained(tab);
    assert.deepEqual(seqs(backend.envelopes()), upTo(4));
    await end(tab);
});
