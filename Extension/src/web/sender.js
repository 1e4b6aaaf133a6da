/** Sends what waits, one request after the other, and asks the server for its state. */
import { CONTRACT_LEVEL } from '../core/product.js';
import { pick } from '../core/queue.js';
import { asExpired, SCREENSHOT } from '../core/rewrite.js';
import { problemOf, readState } from './connection.js';
import { lose, rewrite } from './keeper.js';
import { settle } from './settler.js';

/** @typedef {import('../core/entry.js').Entry} Entry */
/** @typedef {import('./outbox.js').Box} Box */

/** Lines of a batch for the price of one request. */
const LINES_PER_TOKEN = 5;
/** For all requests together that outlive the page; the browser's own bound is 64 KiB and is given back late. */
/** Of one batch at most. */
const BATCH_BYTES = 262_144;
const KEEPALIVE_BYTES = 49_152;
const KEEPALIVE_EACH = 8_192;

/**
 * @param {Box} o @param {string} path @param {string} [type] @param {string} [body] @param {boolean} [keepalive]
 * @returns {Promise<import('./transport.js').Answer>}
 */
async function request(o, path, type, body, keepalive) {
    const { base, key, transport, pageUrl = globalThis.location?.href } = o;
    const net = problemOf(base, pageUrl ?? '');
    const answer = net ? { status: 0, text: '', net } : await transport.send(`${base}/api/v1/${path}`, {
        ...(type && { 'Content-Type': `application/${type}` }), ...(key && { Authorization: `Bearer ${key}` }),
        'X-Audit-QS-Version': CONTRACT_LEVEL }, body, keepalive);
    o.lastStatus = answer.status || o.lastStatus;
    o.net = answer.net ?? null;
    return answer;
}

/** @param {Box} o @param {Entry[]} entries  several as a batch @param {boolean} [keepalive] */
async function post(o, entries, keepalive) {
    for (const entry of entries) {
        entry.flying = true;
        if (entry.tries++) o.books.retried();
    }
    const lines = entries.map(({ text }) => text).join('\n');
    const answer = await (entries.length > 1 ? request(o, 'audit-events', 'x-ndjson', `${lines}\n`, keepalive)
        : request(o, 'audit-event', 'json', lines, keepalive));
    for (const entry of entries) entry.flying = false;
    o.guard(() => settle(o, entries, answer));
}

/**
 * Asks the server for its state, and tells the circuit.
 * @param {Box} o
 */
export async function probe(o) {
    const { verdict, report } = readState(await request(o, 'test-connection'));
    o.breaker.judged(verdict, o.clock.mono(), true);
    if (!report.problem) {
        o.batch = report.batch;
        if (report.collect !== o.collect) {
            o.collect = report.collect;
            o.onFact({ kind: 'delivery', state: report.collect ? 'go' : 'stop' });
        }
    }
    return report;
}

/** @param {Box} o @param {number} ms */
function sleep(o, ms) {
    o.cancel();
    if (o.sending) o.cancel = o.clock.after(ms, () => run(o));
}

/**
 * After the current task, so that what is added together goes together.
 * @param {Box} o
 */
export const soon = (o) => o.asking || sleep(o, 0);

/** @param {Box} o @param {Promise<unknown>} job */
async function work(o, job) {
    o.asking = true;
    // When the store does not answer, the same entries come again.
    await job.catch(() => o.breaker.judged({ do: 'wait', why: 'network' }, o.clock.mono()));
    o.asking = false;
    o.guard(o.account);
    o.guard(() => run(o));
}

/** @param {Box} o @param {Entry[]} entries */
async function fly(o, entries) {
    const mine = [];
    for (const entry of entries) {
        if (entry.session !== o.sessionKey && !await o.leader.claim(entry.session)) o.queue.delete(entry.key);
        else mine.push(entry);
    }
    if (mine.length) await post(o, mine);
}

/**
 * Sends what may be sent now, and wakes itself for the rest.
 * @param {Box} o
 */
export function run(o) {
    const { breaker, bucket, queue } = o;
    o.cancel();
    if (!o.sending || o.asking) return;
    expire(o);
    const now = o.clock.mono();
    const asked = breaker.ready(now);
    if (asked.wait) return sleep(o, asked.wait);
    if (asked.probe) return void work(o, probe(o));
    // After a failure one event alone tries whether it is over.
    const events = o.batch && breaker.circuit() === 'closed'
        ? Math.max(1, Math.min(o.lines, bucket.level(now) * LINES_PER_TOKEN)) : 1;
    const entries = pick(queue.values(), o.sessionKey, events, BATCH_BYTES);
    const wait = entries.length ? bucket.take(Math.ceil(entries.length / LINES_PER_TOKEN), now)
        : breaker.probeAt() - now;
    if (wait) sleep(o, wait);
    else void work(o, fly(o, entries));
}

/**
 * What is too old goes; a picture is told without its address.
 * @param {Box} o
 */
function expire(o) {
    const now = o.clock.now();
    const late = [...o.queue.values()].filter(({ flying, expires }) => !flying && expires <= now);
    lose(o, late.filter(({ type }) => type !== SCREENSHOT), 'expired');
    for (const picture of late) {
        if (picture.type !== SCREENSHOT) continue;
        picture.expires = now + o.maxAge;
        rewrite(o, picture, asExpired(JSON.parse(picture.text), o.ids.uuid()));
    }
}

/**
 * What goes into the last moment of a page: small events of its own that matter, in order, inside the browser's
 * allowance. They stay stored until they are answered; the next page sends them again under the same ids.
 * @param {Box} o
 */
export function sendLast(o) {
    const { queue, sessionKey } = o;
    let size = 0;
    // What is under way may still hold a part of the allowance.
    for (const { flying, bytes } of queue.values()) if (flying && bytes <= KEEPALIVE_EACH) size += bytes;
    const small = pick(queue.values(), sessionKey, Infinity, Infinity).filter(({ session, priority, bytes }) =>
        session === sessionKey && priority <= 1 && bytes <= KEEPALIVE_EACH && (size += bytes + 1) <= KEEPALIVE_BYTES);
    for (const group of o.batch && small.length ? [small] : small.map((one) => [one])) void post(o, group, true);
}
