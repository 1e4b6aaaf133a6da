import assert from 'node:assert/strict';
import { test } from 'node:test';
import { baseOf, problemOf, readState } from '../../src/web/connection.js';
import { createIds } from '../../src/web/ids.js';
import { readLines } from '../../src/web/settler.js';
import { createTransport } from '../../src/web/transport.js';
import { isUuid } from '../contract/check.js';
import { FakeClock } from './fake-clock.js';

for (const written of ['https://audit.example', ' https://audit.example/ ', 'https://audit.example//', 'https://audit.example/api/v1',
    'https://audit.example/api/v1/audit-event', 'https://audit.example/api/v1/audit-events/', 'https://audit.example/api/v1/test-connection']) {
    test(`"${written}" is the server https://audit.example`, () => assert.equal(baseOf(written), 'https://audit.example'));
}

test('a path before the interface stays', () => assert.equal(baseOf('https://proxy.example/audit/'), 'https://proxy.example/audit'));

/** Address, page, problem. @type {[string, string, string | null][]} */
const PROBLEMS = [['', 'http://s/', 'endpoint'], ['audit.example', 'http://s/', 'endpoint'], ['javascript:alert(1)', 'http://s/', 'endpoint'],
    ['http://audit.example', 'http://s/', null], ['http://audit.example', 'https://s/', 'mixed'], ['http://localhost:8787', 'https://s/', null],
    ['http://127.0.0.1:8787', 'https://s/', null], ['http://[::1]:8787', 'https://s/', null], ['http://127.evil.example', 'https://s/', 'mixed']];
for (const [endpoint, pageUrl, problem] of PROBLEMS) {
    test(`"${endpoint}" on ${pageUrl}: ${problem}`, () => assert.equal(problemOf(endpoint, pageUrl), problem ?? undefined));
}

test('reads the state of the server without trusting it', () => {
    const answer = (/** @type {any} */ body) => readState({ status: 200, body }).report;
    assert.deepEqual(answer({ status: 'ok', butlerSosVersion: '15.0.1', compatible: true, capabilities: ['batch'], collect: false }),
        { serverVersion: '15.0.1', collect: false, batch: true, problem: null });
    assert.deepEqual(answer({ status: 'ok' }), { serverVersion: null, collect: true, batch: false, problem: null });
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
const guard = (/** @type {() => void} */ work) => work();
const REQUEST = /** @type {const} */ (['https://a/x', {}, '{}']);

for (const [header, ms] of /** @type {[string | null, number][]} */ ([['7', 7_000], [' 7 ', 7_000], ['0', 0], [null, 0]])) {
    test(`Retry-After ${header} is ${ms}`, async () => {
        const clock = new FakeClock();
        const headers = new Headers(header === null ? {} : { 'Retry-After': header });
        const transport = createTransport(windowWith(async () => new Response('', { status: 429, headers })), clock, guard);
        assert.equal((await transport.send(...REQUEST)).retryAfterMs, ms);
    });
}

test('sends with the options that the contract and privacy ask for', async () => {
    /** @type {any} */
    let seen;
    const transport = createTransport(windowWith(async (_, options) => ((seen = options), new Response('{}'))), new FakeClock(), guard);
    await transport.send(...REQUEST);
    const { signal, ...options } = seen;
    assert.ok(signal);
    assert.deepEqual(options, { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', redirect: 'error', mode: 'cors',
        method: 'POST', headers: {}, body: '{}', keepalive: false, priority: 'low' });
});

test('gives up after ten seconds', async () => {
    const clock = new FakeClock();
    const never = (/** @type {string} */ _, /** @type {any} */ { signal }) =>
        new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const sent = createTransport(windowWith(never), clock, guard).send(...REQUEST);
    await clock.advance(9_999);
    await clock.advance(1);
    assert.deepEqual(await sent, { status: 0, text: '', net: 'timeout' });
});

test('hidden pages send small bodies so that they outlive them', async () => {
    /** @type {boolean[]} */
    const seen = [];
    const window = windowWith(async (_, { keepalive }) => (seen.push(keepalive), new Response('')));
    const transport = createTransport(window, new FakeClock(), guard);
    await transport.send(...REQUEST);
    window.document.visibilityState = 'hidden';
    await transport.send(...REQUEST);
    await transport.send('https://a/x', {}, 'x'.repeat(9_000));
    assert.deepEqual(seen, [false, true, false]);
});

test('ids are UUIDs and differ', () => {
    const ids = createIds(globalThis.crypto);
    const made = Array.from({ length: 200 }, () => ids.uuid());
    assert.ok(made.every((id) => isUuid(id) && id === id.toLowerCase() && id[14] === '4' && '89ab'.includes(id[19])));
    assert.equal(new Set(made).size, 200);
});
