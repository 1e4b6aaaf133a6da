import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLines } from '../../src/web/batch.js';
import { readConnection, reportOf } from '../../src/web/connection.js';
import { createIds } from '../../src/web/ids.js';
import { createTransport } from '../../src/web/transport.js';
import { isUuid } from '../contract/check.js';
import { FakeClock } from './fake-clock.js';

/** @param {string} endpoint @param {Partial<{ key: string, pageUrl: string }>} [more] */
const connect = (endpoint, more) =>
    readConnection({ endpoint, key: 'k', contractLevel: '0.4.0', pageUrl: 'https://sense.example/', ...more });

for (const written of ['https://audit.example', ' https://audit.example/ ', 'https://audit.example//', 'https://audit.example/api/v1',
    'https://audit.example/api/v1/audit-event', 'https://audit.example/api/v1/audit-events/', 'https://audit.example/api/v1/test-connection']) {
    test(`"${written}" is the server https://audit.example`, () => {
        const { base, probe, problem, events } = connect(written);
        assert.deepEqual([base, probe, problem, events(), events(true)], ['https://audit.example',
            'https://audit.example/api/v1/test-connection', null, 'https://audit.example/api/v1/audit-event',
            'https://audit.example/api/v1/audit-events']);
    });
}

test('a path before the interface stays', () => {
    assert.equal(connect('https://proxy.example/audit/').events(), 'https://proxy.example/audit/api/v1/audit-event');
});

/** Address, page, problem. @type {[string, string, string | null][]} */
const PROBLEMS = [['', 'http://s/', 'endpoint'], ['audit.example', 'http://s/', 'endpoint'], ['javascript:alert(1)', 'http://s/', 'endpoint'],
    ['http://audit.example', 'http://s/', null], ['http://audit.example', 'https://s/', 'mixed'], ['http://localhost:8787', 'https://s/', null],
    ['http://127.0.0.1:8787', 'https://s/', null], ['http://[::1]:8787', 'https://s/', null], ['http://127.evil.example', 'https://s/', 'mixed']];
for (const [endpoint, pageUrl, problem] of PROBLEMS) {
    test(`"${endpoint}" on ${pageUrl}: ${problem}`, () => assert.equal(connect(endpoint, { pageUrl }).problem, problem));
}

test('no key, no header for it', () => {
    assert.deepEqual(connect('https://a', { key: '' }).headers(), { 'X-Audit-QS-Version': '0.4.0' });
    assert.deepEqual(connect('https://a').headers('application/json'),
        { 'Content-Type': 'application/json', Authorization: 'Bearer k', 'X-Audit-QS-Version': '0.4.0' });
});

test('reads the state of the server without trusting it', () => {
    const answer = (/** @type {any} */ body) => reportOf({ status: 200, text: '', body });
    assert.deepEqual(answer({ status: 'ok', butlerSosVersion: '15.0.1', compatible: true, capabilities: ['batch'], collect: false }),
        { ok: true, reachable: true, status: 200, token: 'ok', version: 'ok', serverVersion: '15.0.1', collect: false, batch: true, problem: null });
    assert.deepEqual([answer({ status: 'ok' }).ok, answer({ status: 'ok' }).collect, answer({ status: 'ok' }).batch], [true, true, false]);
    for (const body of [undefined, null, 'ok', [], { status: 'fine' }]) assert.equal(answer(body).problem, 'config');
    const odd = answer({ status: 'ok', butlerSosVersion: { a: 1 }, capabilities: 'batch', collect: 'no' });
    assert.deepEqual([odd.serverVersion, odd.batch, odd.collect], [null, false, true]);
});

test('reads lines of a batch up to the first that is none', () => {
    const line = (/** @type {any} */ code) => JSON.stringify({ code });
    assert.deepEqual(readLines(`${line(202)}\n${line(409)}\n`, 2).map(({ status }) => status), [202, 409]);
    assert.deepEqual(readLines(`${line(202)}\n{"code":20`, 2).map(({ status }) => status), [202]);
    assert.deepEqual(readLines(`${line('202')}\n${line(202)}\n`, 2), []);
    assert.deepEqual(readLines(`${line(202)}\n${line(202)}\n${line(202)}\n`, 2).length, 2);
    assert.deepEqual(readLines('', 2), []);
    assert.deepEqual(readLines('null\n', 1), []);
});

/** A window with nothing but a network. @param {(url: string, options: any) => Promise<any>} fetch @param {object} [navigator] */
function windowWith(fetch, navigator = { onLine: true }) {
    const document = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    return /** @type {any} */ (Object.assign(new EventTarget(), { fetch, AbortController, document, navigator }));
}
const guard = (/** @type {string} */ _, /** @type {() => void} */ work) => work();
const REQUEST = { url: 'https://a/x', method: /** @type {const} */ ('POST'), headers: {}, body: '{}' };

for (const [header, ms] of /** @type {[string | null, number | undefined][]} */ ([['7', 7_000], [' 7 ', 7_000], ['0', undefined],
    ['-3', undefined], ['soon', undefined], [null, undefined], ['Wed, 04 Mar 2026 05:01:00 GMT', 60_000], ['Wed, 04 Mar 2020 05:01:00 GMT', undefined]])) {
    test(`Retry-After ${header} is ${ms}`, async () => {
        const clock = new FakeClock();
        const headers = new Headers(header === null ? {} : { 'Retry-After': header });
        const transport = createTransport(windowWith(async () => new Response('', { status: 429, headers })), clock, guard);
        assert.equal((await transport.send(REQUEST)).retryAfterMs, ms);
    });
}

test('sends with the options that the contract and privacy ask for', async () => {
    /** @type {any} */
    let seen;
    const transport = createTransport(windowWith(async (_, options) => ((seen = options), new Response('{}'))), new FakeClock(), guard);
    await transport.send(REQUEST);
    const { signal, ...options } = seen;
    assert.ok(signal);
    assert.deepEqual(options, { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', redirect: 'error', mode: 'cors',
        method: 'POST', headers: {}, body: '{}', keepalive: false, priority: 'low' });
});

test('gives up after ten seconds', async () => {
    const clock = new FakeClock();
    const never = (/** @type {string} */ _, /** @type {any} */ { signal }) =>
        new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const sent = createTransport(windowWith(never), clock, guard).send(REQUEST);
    await clock.advance(9_999);
    await clock.advance(1);
    assert.deepEqual(await sent, { status: 0, text: '', net: 'timeout' });
});

test('an answer without an end is not read to its end', async () => {
    let cancelled = false;
    const endless = new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(65_536)), cancel: () => void (cancelled = true) });
    const transport = createTransport(windowWith(async () => new Response(endless, { status: 202 })), new FakeClock(), guard);
    const { status, text } = await transport.send(REQUEST);
    assert.deepEqual([status, text, cancelled], [202, '', true]);
});

test('hidden pages send small bodies so that they outlive them', async () => {
    /** @type {boolean[]} */
    const seen = [];
    const window = windowWith(async (_, { keepalive }) => (seen.push(keepalive), new Response('')));
    const transport = createTransport(window, new FakeClock(), guard);
    await transport.send(REQUEST);
    window.document.visibilityState = 'hidden';
    await transport.send(REQUEST);
    await transport.send({ ...REQUEST, body: 'x'.repeat(9_000) });
    assert.deepEqual(seen, [false, true, false]);
});

for (const [name, crypto] of /** @type {[string, any][]} */ ([['the browser', globalThis.crypto],
    ['random bytes', { getRandomValues: (/** @type {Uint8Array} */ a) => globalThis.crypto.getRandomValues(a) }], ['nothing', undefined]])) {
    test(`ids from ${name} are UUIDs and differ`, () => {
        const ids = createIds(crypto);
        const made = Array.from({ length: 200 }, () => ids.uuid());
        assert.ok(made.every((id) => isUuid(id) && id === id.toLowerCase() && id[14] === '4' && '89ab'.includes(id[19])));
        assert.equal(new Set(made).size, 200);
    });
}
