import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sample } from '../contract/samples.js';
import { envelopeProblems, trailProblems } from '../contract/validator.js';
import { FakeWorld } from './fake-world.js';

const MINUTE = 60_000;

/** A world with one started page. @param {object} [options] */
async function begin(options) {
    const world = new FakeWorld();
    const page = world.page(options);
    void page.outbox.start();
    await world.clock.advance(1_000);
    return { world, page, server: world.server, clock: world.clock };
}
/** @param {import('./fake-world.js').FakeServer} server */
const seqs = (server) => server.kept.map((envelope) => envelope.payload.context.seq);
/** @param {any} page @param {number} count */
const addMany = (page, count) => Array.from({ length: count }, () => page.add(sample('event.bookmark')));
/** @param {number} n */
const upTo = (n) => Array.from({ length: n }, (_, i) => i + 1);
/** @param {any} page */
const ledgers = (page) => page.facts.filter((/** @type {any} */ fact) => fact.state === 'ledger').map((/** @type {any} */ f) => f.ledger);

test('sends in order, each once, one request each where there are no batches', async () => {
    const { page, server, clock } = await begin();
    addMany(page, 12);
    await clock.advance(MINUTE);
    assert.deepEqual(seqs(server), upTo(12));
    assert.equal(server.requests.filter(({ method }) => method === 'POST').length, 12);
    assert.deepEqual([page.outbox.status().waiting, await page.world.store.keys('entries')], [0, []]);
    assert.deepEqual(page.errors, []);
    assert.equal(server.requests[0].method, 'GET');
});

test('uses batches when the server announces them', async () => {
    const { page, server, clock } = await begin();
    server.batch = true;
    await clock.advance(15 * MINUTE);
    addMany(page, 120);
    await clock.advance(2 * MINUTE);
    assert.deepEqual(seqs(server), upTo(120));
    const posts = server.requests.filter(({ method }) => method === 'POST');
    assert.ok(posts.length <= 4, `${posts.length} requests`);
    assert.ok(posts.every(({ lines }) => lines <= 100));
});

test('paces single requests: thirty at once, then one a second', async () => {
    const { page, server, clock } = await begin();
    server.delay = () => 0;
    addMany(page, 60);
    await clock.advance(5_000);
    assert.ok(server.kept.length >= 34 && server.kept.length <= 37, String(server.kept.length));
    await clock.advance(30_000);
    assert.deepEqual(seqs(server), upTo(60));
});

for (const status of [429, 503, 500, 502, 504, 408, 425]) {
    test(`after ${status} the same event comes again later, and order is kept`, async () => {
        const { page, server, clock } = await begin();
        let failures = 2;
        server.onEvent = ({ payload }) => (payload.context.seq === 3 && failures-- > 0 ? { status } : undefined);
        const ids = addMany(page, 6).map((envelope) => envelope.eventId);
        await clock.advance(500);
        assert.deepEqual(seqs(server), [1, 2]);
        assert.equal(page.outbox.status().circuit, 'open');
        await clock.advance(10 * MINUTE);
        assert.deepEqual(server.kept.map((envelope) => envelope.eventId), ids);
        assert.deepEqual(page.outbox.status().lastStatus, 202);
    });
}

for (const status of [400, 415, 422]) {
    test(`after ${status} an event never comes again, and is named`, async () => {
        const { page, server, clock } = await begin();
        server.onEvent = ({ payload }) => (payload.context.seq === 2 ? { status, body: { reason: 'no' } } : undefined);
        addMany(page, 3);
        await clock.advance(5 * MINUTE);
        assert.deepEqual(seqs(server), [1, 3]);
        assert.deepEqual(ledgers(page).map(({ lost, dead, dropReasons }) => [lost, dead, dropReasons]), [[[[2, 2]], 1, { refused: 1 }]]);
        assert.equal(page.outbox.status().lost, 1);
    });
}

test('five refusals in a row of one type stop that type, and its numbers are named', async () => {
    const { page, server, clock } = await begin();
    server.onEvent = ({ type }) => (type === 'event.bookmark' ? { status: 422 } : undefined);
    for (let i = 0; i < 7; i += 1) {
        page.add(sample('event.bookmark'));
        page.add(sample());
        await clock.advance(2_000);
    }
    assert.equal(server.requests.filter(({ method }) => method === 'POST').length, 5 + 7);
    page.outbox.leave();
    const last = ledgers(page).at(-1);
    assert.deepEqual([last.lost, last.dropReasons], [[1, 3, 5, 7, 9, 11, 13].map((n) => [n, n]), { refused: 5, stopped: 2 }]);
});

test('409 is final: deleted and counted', async () => {
    const { page, server, clock } = await begin();
    server.onEvent = ({ payload }) => (payload.context.seq === 1 ? { status: 409 } : undefined);
    addMany(page, 2);
    await clock.advance(2 * MINUTE);
    assert.deepEqual(seqs(server), [2]);
    assert.deepEqual(ledgers(page)[0].dropReasons, { conflict: 1 });
    assert.deepEqual(await page.world.store.keys('entries'), []);
});

for (const [status, body, why, minutes] of /** @type {[number, any, string, number][]} */ ([[401, undefined, 'auth', 5],
    [403, undefined, 'auth', 5], [404, undefined, 'config', 10], [422, { details: { compatible: false } }, 'incompatible', 10]])) {
    test(`after ${status} (${why}) everything waits until a probe says it is mended`, async () => {
        const { page, server, clock } = await begin();
        server.onRequest = () => ({ status, body });
        addMany(page, 4);
        await clock.advance(3 * minutes * MINUTE + 1_000);
        assert.deepEqual([page.outbox.status().circuit, page.outbox.status().why], ['halted', why]);
        assert.equal(server.requests.filter(({ method }) => method === 'POST').length, 1);
        server.onRequest = () => undefined;
        await clock.advance((minutes + 1) * MINUTE);
        assert.deepEqual(seqs(server), upTo(4));
        assert.equal(page.outbox.status().circuit, 'closed');
        assert.deepEqual(ledgers(page), []);
    });
}

test('413: first without object data, under a new id that names the old', async () => {
    const { page, server, clock } = await begin();
    server.onEvent = ({ payload }) => (payload.event.objectData ? { status: 413 } : undefined);
    const full = page.add(sample('event.objectdata.captured'), { priority: 1 });
    addMany(page, 1);
    await clock.advance(MINUTE);
    const [bare, next] = server.kept;
    assert.deepEqual([bare.payload.context.seq, next.payload.context.seq], [1, 2]);
    assert.deepEqual([bare.payload.context.replaces, bare.payload.event.objectDataReason], [full.eventId, 'tooLarge']);
    assert.notEqual(bare.eventId, full.eventId);
    assert.deepEqual(envelopeProblems(bare), []);
});

test('413: then without selection values; then it is named as lost', async () => {
    const { page, server, clock } = await begin();
    server.onEvent = ({ payload: { event, context } }) =>
        (context.seq === 2 || event.details?.[0].qSelected === 'Åbo, Ystad' ? { status: 413 } : undefined);
    page.add(sample('selection.state.changed'));
    page.add(sample('selection.state.changed'));
    page.add(sample());
    await clock.advance(2 * MINUTE);
    assert.deepEqual(seqs(server), [1, 3]);
    assert.equal(server.kept[0].payload.event.details[0].qSelected, '2 of 9');
    assert.deepEqual(ledgers(page)[0].dropReasons, { tooLarge: 1 });
});

test('a batch that is too large is sent in halves', async () => {
    const { page, server, clock } = await begin();
    server.batch = true;
    await clock.advance(15 * MINUTE);
    server.onRequest = ({ body }) => (body && body.split('\n').length > 4 ? { status: 413 } : undefined);
    addMany(page, 20);
    await clock.advance(5 * MINUTE);
    assert.deepEqual(seqs(server), upTo(20));
    assert.deepEqual(ledgers(page), []);
});

test('each line of a batch is judged alone', async () => {
    const { page, server, clock } = await begin();
    server.batch = true;
    await clock.advance(15 * MINUTE);
    let busy = 1;
    server.onEvent = ({ payload: { context: { seq } } }) =>
        (seq === 2 ? { status: 422 } : seq === 3 ? { status: 409 } : seq >= 5 && busy-- > 0 ? { status: 429 } : undefined);
    addMany(page, 6);
    await clock.advance(500);
    assert.deepEqual(seqs(server).sort(), [1, 4, 6]);
    await clock.advance(5 * MINUTE);
    assert.deepEqual(seqs(server).sort(), [1, 4, 5, 6]);
    assert.deepEqual(ledgers(page).at(-1).lost, [[2, 3]]);
});

for (const [name, answer] of /** @type {[string, any][]} */ ([['breaks off', (/** @type {string} */ text) => text.slice(0, text.length / 2)],
    ['is no JSON', () => '<html>'], ['is empty', () => '']])) {
    test(`a batch whose answer ${name} comes again under the same ids`, async () => {
        const { page, server, clock } = await begin();
        server.batch = true;
        await clock.advance(15 * MINUTE);
        const honest = server.answer.bind(server);
        let spoil = 1;
        server.answer = (request) => {
            const reply = honest(request);
            return request.url.endsWith('events') && spoil-- > 0 ? { ...reply, text: answer(reply.text) } : reply;
        };
        addMany(page, 10);
        await clock.advance(10 * MINUTE);
        assert.deepEqual(seqs(server), upTo(10));
        assert.equal(page.outbox.status().waiting, 0);
    });
}

for (const status of [404, 405, 415]) {
    test(`a batch endpoint that answers ${status} is given up for single events`, async () => {
        const { page, server, clock } = await begin();
        server.batch = true;
        await clock.advance(15 * MINUTE);
        server.onRequest = ({ url }) => (url.endsWith('events') ? { status } : undefined);
        addMany(page, 5);
        await clock.advance(MINUTE);
        assert.deepEqual(seqs(server), upTo(5));
        assert.equal(page.outbox.status().circuit, 'closed');
    });
}

test('an answer that was lost does no harm', async () => {
    const { page, server, clock } = await begin();
    let lost = 3;
    server.onRequest = ({ method }) => (method === 'POST' && lost-- > 0 ? { status: 0, net: 'timeout', keep: true } : undefined);
    addMany(page, 3);
    await clock.advance(10 * MINUTE);
    assert.deepEqual(seqs(server), upTo(3));
    assert.deepEqual(trailProblems(server.kept), []);
});

test('hours offline, then everything once and in order; the browser\'s word ends the wait', async () => {
    const { world, page, server, clock } = await begin();
    world.offline = true;
    for (let i = 0; i < 50; i += 1) {
        addMany(page, 2);
        await clock.advance(4 * MINUTE);
    }
    assert.equal(server.kept.length, 0);
    world.offline = false;
    page.onlineWork();
    await clock.advance(3 * MINUTE);
    assert.deepEqual(seqs(server), upTo(100));
    assert.deepEqual([ledgers(page), page.outbox.status().waiting], [[], 0]);
});

test('an event that the server always fails at does not hold up the others, and lasts until it is too old', async () => {
    const { page, server, clock } = await begin({ bounds: { events: 2_000, megabytes: 8, days: 1 } });
    server.onEvent = ({ payload }) => (payload.context.seq === 3 ? { status: 500 } : undefined);
    addMany(page, 12);
    await clock.advance(120 * MINUTE);
    assert.deepEqual(seqs(server), upTo(12).filter((seq) => seq !== 3));
    assert.equal(page.outbox.status().waiting, 1);
    await clock.advance(24 * 60 * MINUTE);
    addMany(page, 1);
    await clock.advance(10 * MINUTE);
    assert.deepEqual(ledgers(page).at(-1).lost, [[3, 3]]);
    assert.deepEqual(ledgers(page).at(-1).dropReasons, { expired: 1 });
});

test('a server that fails at everything for hours costs no event', async () => {
    const { page, server, clock } = await begin();
    addMany(page, 1);
    await clock.advance(1_000);
    server.onEvent = () => ({ status: 502 });
    addMany(page, 20);
    await clock.advance(300 * MINUTE);
    server.onEvent = () => undefined;
    await clock.advance(30 * MINUTE);
    assert.deepEqual(seqs(server).sort((a, b) => a - b), upTo(21));
    assert.deepEqual(ledgers(page), []);
});

test('a picture goes before all others; past its minute it is told without its address', async () => {
    const { world, page, server, clock } = await begin();
    world.offline = true;
    addMany(page, 2);
    page.add(sample('screenshot.url.received'), { priority: 1 });
    await clock.advance(500);
    world.offline = false;
    await clock.advance(10_000);
    assert.deepEqual(seqs(server), [3, 1, 2]);
    world.offline = true;
    const old = page.add(sample('screenshot.url.received'), { priority: 1 });
    await clock.advance(10 * MINUTE);
    world.offline = false;
    await clock.advance(10 * MINUTE);
    assert.deepEqual([server.kept[3].type, server.kept[3].payload.context.replaces], ['event.screenshot.expired', old.eventId]);
    assert.deepEqual(trailProblems(server.kept), []);
});

test('what is too old goes and is named', async () => {
    const { world, page, server, clock } = await begin();
    world.offline = true;
    page.add(sample('audit.event'), { priority: 3 });
    page.add(sample('event.bookmark'), { priority: 0 });
    await clock.advance(70 * MINUTE);
    world.offline = false;
    await clock.advance(10 * MINUTE);
    assert.deepEqual(seqs(server), [2]);
    assert.deepEqual([ledgers(page)[0].lost, ledgers(page)[0].dropReasons], [[[1, 1]], { expired: 1 }]);
});

test('what does not fit goes, lowest class first, and is named when that can be told', async () => {
    const { world, page, server, clock } = await begin({ bounds: { events: 10, megabytes: 8, days: 7 } });
    world.offline = true;
    for (let i = 0; i < 20; i += 1) page.add(sample('object.visibility.changed'), { priority: i % 2 ? 2 : 0 });
    await clock.advance(30 * MINUTE);
    assert.deepEqual(ledgers(page), [], 'nothing is told that would be lost as well');
    world.offline = false;
    await clock.advance(10 * MINUTE);
    assert.deepEqual(seqs(server), upTo(20).filter((seq) => seq % 2));
    assert.deepEqual(ledgers(page).length, 1);
    assert.deepEqual(ledgers(page)[0].lost, upTo(10).map((i) => [2 * i, 2 * i]));
    assert.deepEqual(ledgers(page)[0].dropped, { 'object.visibility.changed': 10 });
});

test('the server may want no events, and want them again', async () => {
    const { page, server, clock } = await begin();
    assert.deepEqual(page.facts, []);
    server.collect = false;
    await clock.advance(15 * MINUTE);
    assert.deepEqual(page.facts, [{ kind: 'delivery', state: 'stop' }]);
    addMany(page, 1);
    await clock.advance(15 * MINUTE);
    assert.deepEqual(seqs(server), [1], 'what was collected before is sent');
    server.collect = true;
    await clock.advance(15 * MINUTE);
    assert.deepEqual(page.facts.at(-1), { kind: 'delivery', state: 'go' });
    assert.equal(page.facts.length, 2);
});

test('at the start as well', async () => {
    const world = new FakeWorld();
    world.server.collect = false;
    const page = world.page();
    void page.outbox.start();
    await world.clock.advance(1_000);
    assert.deepEqual(page.facts, [{ kind: 'delivery', state: 'stop' }]);
});

test('what a page left is sent by the next, then its losses are told', async () => {
    const { world, page, server, clock } = await begin({ bounds: { events: 5, megabytes: 8, days: 7 } });
    world.offline = true;
    addMany(page, 8);
    page.outbox.checkpoints.save(/** @type {any} */ ({ sessionKey: page.key, views: [1] }));
    await clock.advance(1_000);
    page.crash();
    world.offline = false;
    const next = world.page();
    void next.outbox.start();
    await clock.advance(2 * MINUTE);
    assert.deepEqual(seqs(server), [4, 5, 6, 7, 8]);
    assert.deepEqual(next.leftovers, [{ sessionKey: page.key, views: [1] }]);
    assert.deepEqual(ledgers(next).map(({ others, lost }) => [others, lost]), [[[{ sessionKey: page.key, lost: [[1, 3]] }], []]]);
    assert.deepEqual([await world.store.keys('entries'), await world.store.keys('checkpoints')], [[], []]);
    assert.deepEqual((await world.store.keys('losses')).map((key) => key.slice(0, 36)), [page.key], 'until an account was delivered');
    next.add(sample('audit.event', { event: ledgers(next)[0] }), { priority: 3 });
    await clock.advance(2 * MINUTE);
    assert.deepEqual(await world.store.keys('losses'), []);
    assert.deepEqual(trailProblems(server.kept), []);
    assert.equal(ledgers(next).length, 1);
});

test('a page that lives is left alone, whoever leads', async () => {
    const { world, page, server, clock } = await begin();
    server.onRequest = () => ({ status: 503 });
    addMany(page, 3);
    await clock.advance(1_000);
    const next = world.page();
    void next.outbox.start();
    await clock.advance(3 * MINUTE);
    assert.equal(next.outbox.status().waiting, 0);
    page.crash();
    server.onRequest = () => undefined;
    await clock.advance(10 * MINUTE);
    assert.deepEqual(seqs(server), [1, 2, 3]);
});

for (const locks of [true, false]) {
    test(`of five pages one inherits, with ${locks ? 'locks' : 'signs of life'}`, async () => {
        const world = new FakeWorld();
        const options = locks ? {} : { locks: undefined };
        const dying = world.page(options);
        void dying.outbox.start();
        await world.clock.advance(500);
        world.offline = true;
        addMany(dying, 10);
        dying.outbox.checkpoints.save(/** @type {any} */ ({ sessionKey: dying.key }));
        await world.clock.advance(1_000);
        const pages = upTo(5).map(() => world.page(options));
        for (const page of pages) void page.outbox.start();
        await world.clock.advance(2 * MINUTE);
        dying.crash();
        world.offline = false;
        const before = world.server.requests.length;
        await world.clock.advance(10 * MINUTE);
        assert.deepEqual(seqs(world.server), upTo(10));
        assert.equal(pages.flatMap((page) => page.leftovers).length, 1);
        assert.equal(world.server.requests.slice(before).filter(({ method }) => method === 'POST').length, 10);
    });
}

test('a page that goes and comes back sends the rest itself, or finds it sent', async () => {
    const { world, page, server, clock } = await begin();
    server.onRequest = ({ method }) => (method === 'POST' ? { status: 503 } : undefined);
    addMany(page, 3);
    await clock.advance(1_000);
    page.outbox.leave();
    server.onRequest = () => undefined;
    await clock.advance(5 * MINUTE);
    assert.deepEqual(seqs(server), [], 'nothing runs while it is away');
    const other = world.page();
    void other.outbox.start();
    await clock.advance(2 * MINUTE);
    assert.deepEqual(seqs(server), [1, 2, 3]);
    void page.outbox.start();
    addMany(page, 1);
    await clock.advance(5 * MINUTE);
    assert.deepEqual(seqs(server), [1, 2, 3, 4]);
    assert.equal(server.requests.filter(({ method }) => method === 'POST').length, 1 + 3 + 1);
});

test('a page that goes sends small things that matter at once, and keeps the rest', async () => {
    const { page, server, clock } = await begin();
    for (let i = 0; i < 100; i += 1) page.add(sample('object.view.duration'), { priority: i % 10 === 9 ? 2 : 1 });
    page.outbox.leave();
    const sent = server.requests.filter(({ keepalive }) => keepalive);
    assert.ok(sent.reduce((sum, { bytes }) => sum + bytes, 0) <= 48 * 1024);
    assert.ok(sent.length > 20);
    await clock.advance(MINUTE);
    assert.equal(server.kept.length, sent.length);
    assert.ok(server.kept.every((envelope) => envelope.payload.context.seq % 10 !== 0));
    assert.equal((await page.world.store.keys('entries')).length, 100 - sent.length);
});

test('in one request where there are batches', async () => {
    const { page, server, clock } = await begin();
    server.batch = true;
    await clock.advance(15 * MINUTE);
    addMany(page, 12);
    page.outbox.leave();
    assert.deepEqual(server.requests.filter(({ keepalive }) => keepalive).map(({ lines }) => lines), [12]);
});

test('losses are told when the page goes, even if nothing can be delivered', async () => {
    const { world, page, clock } = await begin({ bounds: { events: 2, megabytes: 8, days: 7 } });
    world.offline = true;
    addMany(page, 4);
    await clock.advance(1_000);
    page.outbox.leave();
    assert.deepEqual(ledgers(page).map(({ lost }) => lost), [[[1, 2]]]);
});

test('without durable storage five hundred wait in memory', async () => {
    const world = new FakeWorld();
    world.store.durable = false;
    const page = world.page();
    void page.outbox.start();
    await world.clock.advance(100);
    world.offline = true;
    addMany(page, 600);
    await world.clock.advance(1_000);
    assert.deepEqual([page.outbox.status().waiting, page.outbox.status().durable], [500, false]);
    world.offline = false;
    await world.clock.advance(20 * MINUTE);
    assert.deepEqual(seqs(world.server), upTo(600).slice(100));
    assert.deepEqual(ledgers(page)[0].lost, [[1, 100]]);
});

test('a store that fails makes it memory, one that recovers makes it durable again', async () => {
    const { world, page, server, clock } = await begin();
    const { keep } = world.store;
    world.store.keep = async () => { throw new Error('QuotaExceededError'); };
    addMany(page, 3);
    await clock.advance(5_000);
    assert.deepEqual([seqs(server), page.outbox.status().durable], [[1, 2, 3], false]);
    world.store.keep = keep;
    addMany(page, 1);
    await clock.advance(5_000);
    assert.deepEqual([seqs(server), page.outbox.status().durable], [[1, 2, 3, 4], true]);
});

test('a store that answers nothing but errors stops nothing', async () => {
    const { world, page, server, clock } = await begin();
    for (const name of ['keep', 'keys', 'read', 'remove', 'update', 'clear']) {
        /** @type {any} */ (world.store)[name] = async () => { throw new Error('broken'); };
    }
    addMany(page, 5);
    page.outbox.checkpoints.save({ sessionKey: page.key });
    await clock.advance(3 * MINUTE);
    await page.outbox.purge();
    page.outbox.leave();
    void page.outbox.start();
    addMany(page, 1);
    await clock.advance(3 * MINUTE);
    assert.deepEqual(seqs(server), upTo(6));
    assert.deepEqual(page.errors, []);
});

test('purge deletes everything and names it, of other pages too', async () => {
    const { world, page, clock } = await begin();
    world.offline = true;
    addMany(page, 3);
    page.outbox.checkpoints.save({ sessionKey: page.key });
    await clock.advance(1_000);
    const other = world.page();
    void other.outbox.start();
    await clock.advance(1_000);
    addMany(other, 2);
    await clock.advance(1_000);
    page.crash();
    void other.outbox.purge();
    await clock.advance(1_000);
    assert.deepEqual([await world.store.keys('entries'), await world.store.keys('checkpoints')], [[], []]);
    other.outbox.leave();
    const { lost, dropReasons } = ledgers(other).at(-1);
    assert.deepEqual([lost, dropReasons], [[[1, 2]], { purged: 5 }]);
    const keys = await world.store.keys('losses');
    const boxes = await world.store.read('losses', keys);
    assert.deepEqual(new Map(boxes.map(({ value }, i) => [keys[i].slice(0, 36), value])),
        new Map([[page.key, [[1, 3]]], [other.key, [[1, 2]]]]));
});

test('purge may spare what this page collected, and stores it again', async () => {
    const { world, page, server, clock } = await begin();
    world.offline = true;
    page.add(sample('event.bookmark', { event: { filler: 'x'.repeat(20_000) } }));
    addMany(page, 2);
    await clock.advance(1_000);
    void page.outbox.purge(true);
    await clock.advance(1_000);
    assert.equal((await world.store.keys('entries')).length, 3);
    world.offline = false;
    await clock.advance(5 * MINUTE);
    assert.deepEqual(seqs(server), [1, 2, 3]);
    assert.deepEqual(ledgers(page), []);
});

test('stop sends the last things and lets another outbox of the same page go on', async () => {
    const { world, page, server, clock } = await begin();
    world.offline = true;
    page.add(sample('event.bookmark', { event: { filler: 'x'.repeat(20_000) } }));
    await clock.advance(1_000);
    page.outbox.stop();
    world.offline = false;
    const next = world.page();
    void next.outbox.start();
    addMany(next, 1);
    await clock.advance(2 * MINUTE);
    assert.deepEqual(server.kept.map(({ payload: { context } }) => context.sessionKey), [next.key, page.key]);
});

test('what is meant for another server is left alone until it is too old', async () => {
    const { world, page, clock } = await begin();
    world.offline = true;
    addMany(page, 2);
    page.outbox.checkpoints.save({ sessionKey: page.key });
    await clock.advance(1_000);
    page.crash();
    world.offline = false;
    const other = world.page({ endpoint: 'http://127.0.0.1:10' });
    void other.outbox.start();
    await clock.advance(10 * MINUTE);
    assert.deepEqual([world.server.kept, other.leftovers, (await world.store.keys('entries')).length], [[], [], 2]);
    await clock.advance(7 * 24 * 60 * MINUTE);
    assert.deepEqual([world.server.kept, await world.store.keys('entries'), await world.store.keys('checkpoints')], [[], [], []]);
});

for (const [endpoint, pageUrl] of [['', 'http://sense/'], ['no address', 'http://sense/'], ['ftp://x', 'http://sense/'],
    ['http://audit.example', 'https://sense/']]) {
    test(`"${endpoint}" on ${pageUrl} is never asked, and everything is kept`, async () => {
        const { page, server, clock } = await begin({ endpoint, pageUrl });
        addMany(page, 2);
        await clock.advance(180 * MINUTE);
        assert.deepEqual(server.requests, []);
        assert.deepEqual([page.outbox.status().waiting, page.outbox.status().why], [2, 'barred']);
    });
}

test('tells what the test of the connection found', async () => {
    const { page, server } = await begin();
    const ask = async (/** @type {any} */ scripted) => {
        server.onRequest = () => scripted;
        const test = page.outbox.test();
        await page.world.clock.advance(1_000);
        return (await test).problem;
    };
    assert.equal(await ask(undefined), null);
    assert.equal(await ask({ status: 401 }), 'auth');
    assert.equal(await ask({ status: 404 }), 'config');
    assert.equal(await ask({ status: 422 }), 'config');
    assert.equal(await ask({ status: 200, body: 'hello' }), 'config');
    assert.equal(await ask({ status: 429 }), 'limit');
    assert.equal(await ask({ status: 503 }), 'server');
    assert.equal(await ask({ status: 500 }), 'server');
    assert.equal(await ask({ status: 0, net: 'csp' }), 'csp');
    assert.equal(await ask({ status: 200, body: { status: 'ok', compatible: false } }), 'incompatible');
});

test('a test of the connection that finds it mended ends the halt', async () => {
    const { page, server, clock } = await begin();
    server.onRequest = () => ({ status: 401 });
    addMany(page, 1);
    await clock.advance(1_000);
    assert.equal(page.outbox.status().circuit, 'halted');
    server.onRequest = () => undefined;
    void page.outbox.test();
    await clock.advance(1_000);
    assert.deepEqual(seqs(server), [1]);
});
