/** Sends what waits, one request after the other, and asks the server for its state. */
import { createBucket } from '../core/bucket.js';
import { pick } from '../core/queue.js';
import { asExpired, SCREENSHOT } from '../core/rewrite.js';
import { baseOf, problemOf, readState } from './connection.js';
import { createSettler } from './settler.js';

/** @typedef {import('../core/entry.js').Entry} Entry */

/** Of one batch. */
const BATCH_EVENTS = 100;
const BATCH_BYTES = 262_144;
/** Lines of a batch for the price of one request. */
const LINES_PER_TOKEN = 5;
/** For all requests together that outlive the page; the browser's own bound is 64 KiB and is given back late. */
const KEEPALIVE_BYTES = 49_152;
const KEEPALIVE_EACH = 8_192;

/**
 * What is known of the server.
 * @typedef {Object} Server
 * @property {boolean} batch  takes batches
 * @property {number} batchEvents  of one batch at most
 * @property {boolean} collect  wants events
 * @property {number | null} lastStatus
 * @property {import('../core/verdict.js').NetProblem | null} net  why the newest request had no answer
 *
 * @typedef {Promise<import('./transport.js').Answer>} Answering
 */

/** @param {Entry} entry */
const line = ({ text }) => `${text}\n`;

/**
 * @param {import('./outbox.js').OutboxGiven} given
 * @param {import('../core/delivery.js').Delivery} delivery
 * @param {import('./keeper.js').Keeper} keeper
 * @param {() => void} retried  an envelope goes out again
 */
export function createPost(given, delivery, keeper, retried) {
    const { clock, guard, transport, endpoint, key, onFact, pageUrl = globalThis.location?.href } = given;
    const api = `${baseOf(endpoint)}/api/v1/`;
    /** @type {Server} */
    const server = { batch: false, batchEvents: BATCH_EVENTS, collect: true, lastStatus: null, net: null };
    const bucket = createBucket(clock.mono());
    const settler = createSettler(given, delivery, bucket, keeper, server);
    /** @type {(path: string, type?: string, body?: string, keepalive?: boolean) => Answering} */
    const send = async (path, type, body, keepalive) => {
        const net = problemOf(baseOf(endpoint), pageUrl ?? '');
        const answer = net ? { status: 0, text: '', net } : await transport.send(api + path, {
            ...(type && { 'Content-Type': type }), ...(key && { Authorization: `Bearer ${key}` }),
            'X-Audit-QS-Version': given.contractLevel }, body, keepalive);
        server.lastStatus = answer.status || server.lastStatus;
        server.net = answer.net ?? null;
        return answer;
    };
    return {
        server, bucket, settler,
        /** @param {Entry[]} entries  several as a batch @param {boolean} [keepalive] */
        async post(entries, keepalive) {
            for (const entry of entries) {
                entry.flying = true;
                if (entry.tries++) retried();
            }
            const answer = await (entries.length > 1
                ? send('audit-events', 'application/x-ndjson', entries.map(line).join(''), keepalive)
                : send('audit-event', 'application/json', entries[0].text, keepalive));
            for (const entry of entries) entry.flying = false;
            guard('answer', () => settler.settle(entries, answer));
        },
        /** Asks the server for its state, and tells the circuit. */
        async probe() {
            const { verdict, report } = readState(await send('test-connection'));
            delivery.judged(verdict, clock.mono(), true);
            if (!report.problem) {
                server.batch = report.batch;
                if (report.collect !== server.collect) {
                    server.collect = report.collect;
                    onFact({ kind: 'delivery', state: report.collect ? 'go' : 'stop' });
                }
            }
            return report;
        },
    };
}

/**
 * @param {import('./outbox.js').OutboxGiven} given
 * @param {import('../core/delivery.js').Delivery} delivery
 * @param {import('./keeper.js').Keeper} keeper
 * @param {ReturnType<typeof createPost>} requests
 * @param {(session: string) => Promise<boolean>} claim  whether what another page left is ours to send
 * @param {number} maxAge  milliseconds
 * @param {() => void} onSettled  an answer was dealt with
 */
export function createSender({ clock, guard, ids, sessionKey }, delivery, keeper, requests, claim, maxAge, onSettled) {
    const { queue } = keeper;
    const { server, bucket, post, probe } = requests;
    let [running, busy] = [false, false];
    let cancel = () => {};

    /** @param {number} ms */
    const sleep = (ms) => {
        cancel();
        if (running) cancel = clock.after(ms, run);
    };
    /** @param {() => Promise<unknown>} job */
    const work = async (job) => {
        busy = true;
        // When the store does not answer, the same entries come again.
        await job().catch(() => delivery.judged({ do: 'wait', why: 'network' }, clock.mono()));
        busy = false;
        guard('settled', onSettled);
        guard('pump', run);
    };
    /** @param {Entry[]} entries */
    const fly = async (entries) => {
        const mine = [];
        for (const entry of entries) {
            if (entry.session === sessionKey || await claim(entry.session)) mine.push(entry);
            else queue.delete(entry.key);
        }
        if (mine.length) await post(mine);
    };
    /** Sends what may be sent now, and wakes itself for the rest. */
    const run = () => {
        cancel();
        if (!running || busy) return;
        expire(keeper, clock.now(), maxAge, ids.uuid);
        const now = clock.mono();
        const asked = delivery.ready(now);
        if (asked.wait) return sleep(asked.wait);
        if (asked.probe) return void work(probe);
        // After a failure one event alone tries whether it is over.
        const events = server.batch && delivery.circuit() === 'closed'
            ? Math.max(1, Math.min(server.batchEvents, bucket.level(now) * LINES_PER_TOKEN)) : 1;
        const entries = pick(queue.values(), sessionKey, events, BATCH_BYTES);
        if (!entries.length) return sleep(delivery.probeAt() - now);
        const wait = bucket.take(Math.ceil(entries.length / LINES_PER_TOKEN), now);
        if (wait) sleep(wait);
        else void work(() => fly(entries));
    };
    return {
        run,
        /** After the current task, so that what is added together goes together. */
        soon: () => busy || sleep(0),
        /** @param {boolean} on */
        turn(on) {
            running = on;
            run();
        },
    };
}

/**
 * What is too old goes; a picture is told without its address.
 * @param {import('./keeper.js').Keeper} keeper @param {number} wall @param {number} maxAge @param {() => string} uuid
 */
function expire({ queue, lose, rewrite }, wall, maxAge, uuid) {
    const late = [...queue.values()].filter(({ flying, expires }) => !flying && expires <= wall);
    lose(late.filter(({ type }) => type !== SCREENSHOT), 'expired');
    for (const picture of late.filter(({ type }) => type === SCREENSHOT)) {
        picture.expires = wall + maxAge;
        picture.urgent = false;
        rewrite(picture, asExpired(JSON.parse(picture.text), uuid()));
    }
}

/**
 * What goes into the last moment of a page: small events of its own that matter, in order, inside the browser's
 * allowance. They stay stored until they are answered; the next page sends them again under the same ids.
 * @param {import('./keeper.js').Keeper} keeper
 * @param {ReturnType<typeof createPost>} requests
 * @param {string} own  key of this page
 */
export function sendLast({ queue }, { server, post }, own) {
    let size = 0;
    // What is under way may still hold a part of the allowance.
    for (const { flying, bytes } of queue.values()) if (flying && bytes <= KEEPALIVE_EACH) size += bytes;
    const small = pick(queue.values(), own, Infinity, Infinity).filter(({ session, priority, bytes }) =>
        session === own && priority <= 1 && bytes <= KEEPALIVE_EACH && (size += bytes + 1) <= KEEPALIVE_BYTES);
    for (const group of server.batch && small.length ? [small] : small.map((one) => [one])) void post(group, true);
}
