import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from '../../src/core/verdict.js';

const DONE = { do: 'done' };
const REFUSED = { do: 'drop', why: 'refused' };
/** @param {string} why @param {number} [ms] */
const wait = (why, ms = 0) => ({ do: 'wait', why, ms });
/** @param {string} why */
const halt = (why) => ({ do: 'halt', why });

/** @type {[string, any, object][]} */
const ROWS = [
    ['200', { status: 200 }, DONE], ['202', { status: 202 }, DONE], ['204', { status: 204 }, DONE],
    ['202 again', { status: 202, body: { duplicate: true } }, DONE],
    ['a web page instead of an answer', { status: 200, html: true }, halt('config')],
    ['400', { status: 400 }, REFUSED], ['415', { status: 415 }, REFUSED], ['422', { status: 422 }, REFUSED],
    ['422 with errors', { status: 422, body: { details: { errors: [] } } }, REFUSED],
    ['422 for the version', { status: 422, body: { details: { compatible: false } } }, halt('incompatible')],
    ['401', { status: 401 }, halt('auth')], ['403', { status: 403 }, halt('auth')],
    ['404', { status: 404 }, halt('config')], ['405', { status: 405 }, halt('config')],
    ['301', { status: 301 }, halt('config')], ['308', { status: 308 }, halt('config')],
    ['410, which the contract does not know', { status: 410 }, halt('config')],
    ['409', { status: 409 }, { do: 'drop', why: 'conflict' }],
    ['413', { status: 413 }, { do: 'shrink', why: undefined }],
    ['429 with a readable header', { status: 429, retryAfterMs: 7_000 }, wait('limit', 7_000)],
    ['429 with header and body', { status: 429, retryAfterMs: 7_000, body: { details: { retryAfter: 9 } } }, wait('limit', 7_000)],
    ['429 with the body only', { status: 429, body: { details: { retryAfter: 9 } } }, wait('limit', 9_000)],
    ['429 with neither', { status: 429 }, wait('limit', 60_000)],
    ['429 with nonsense', { status: 429, retryAfterMs: NaN, body: { details: { retryAfter: 'soon' } } }, wait('limit', 60_000)],
    ['429 with a year', { status: 429, retryAfterMs: 3e10 }, wait('limit', 3_600_000)],
    ['503', { status: 503 }, wait('busy')], ['503 with a header', { status: 503, retryAfterMs: 30_000 }, wait('busy', 30_000)],
    ...[500, 502, 504, 408, 425, 507, 520].map((status) =>
        /** @type {[string, any, object]} */ ([String(status), { status }, wait('fault')])),
    ['no answer', { status: 0 }, wait('network')], ['no answer: offline', { status: 0, net: 'offline' }, wait('network')],
    ['no answer: too late', { status: 0, net: 'timeout' }, wait('network')],
    ['no answer: policy', { status: 0, net: 'csp' }, halt('barred')],
    ['no answer: mixed content', { status: 0, net: 'mixed' }, halt('barred')],
    ['no answer: no address', { status: 0, net: 'endpoint' }, halt('barred')],
    ['no answer: local network denied', { status: 0, net: 'local' }, halt('barred')],
];
for (const [name, reply, verdict] of ROWS) test(name, () => assert.deepEqual(judge(reply), verdict));
