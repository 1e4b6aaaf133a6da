/** Sends what waits: in order one after the other, and beside it what lapses soon. Never more than two requests at once. */
import { judge } from '../core/verdict.js';
import { asExpired, hasData, hasValues, SCREENSHOT, withoutData, withoutValues } from '../core/rewrite.js';
import { readLines } from './batch.js';
import { reportOf } from './connection.js';

/** @typedef {import('../core/entry.js').Entry} Entry */
/** @typedef {{ entry: Entry, text: string }} Loaded */
/** @typedef {import('../core/verdict.js').Reply} Reply */

/** Of one batch. */
const BATCH_EVENTS = 100;
const BATCH_BYTES = 262_144;
/** Lines of a batch for the price of one request. */
const LINES_PER_TOKEN = 5;
/** For all requests together that go on without the page; the browser's own bound is 64 KiB and is given back late. */
const KEEPALIVE_BYTES = 49_152;
const KEEPALIVE_EACH = 8_192;
/** Refusals in a row after which events of that type are no longer sent. */
const REFUSALS = 5;
/** Refused envelopes that are remembered for people. */
const DEAD = 50;

/** @typedef {{ seq: number, id: string, type: string, status: number, reason: string }} DeadNote */

/**
 * @typedef {Object} Pump
 * @property {() => void} run  sends what may be sent now, and wakes itself for the rest
 * @property {() => void} soon  runs after the current task, so that what is added together goes together
 * @property {() => void} pause
 * @property {() => void} farewell  sends what goes into the last moment of a page
 * @property {(type: string) => boolean} isStopped  the server never takes this type
 * @property {() => { batch: boolean, collect: boolean, lastStatus: number | null, net: string | null, dead: DeadNote[] }} seen
 */

/**
 * @typedef {Object} PumpGiven
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Guard} guard
 * @property {import('../core/ports.js').Ids} ids
 * @property {string} sessionKey
 * @property {import('../core/queue.js').Queue} queue
 * @property {import('./keeper.js').Keeper} keeper
 * @property {(entries: Entry[]) => Promise<Entry[]>} mine  of the heir
 * @property {import('../core/ledger.js').LedgerBook} ledger
 * @property {import('../core/delivery.js').Delivery} delivery
 * @property {import('../core/bucket.js').Bucket} bucket
 * @property {import('./connection.js').Connection} connection
 * @property {import('./transport.js').Transport} transport
 * @property {(collect: boolean) => void} onCollect  the server wants events, or none, from now on
 * @property {() => void} onSettled  an answer was dealt with
 */

/**
 * @param {PumpGiven} given
 * @returns {Pump}
 */
export function createPump(given) {
    const { clock, guard, ids, sessionKey, queue, keeper, mine, ledger, delivery, bucket, connection, transport } = given;
    let running = false;
    let probing = false;
    const lanes = [false, false];
    let cancel = () => {};
    let batch = false;
    let batchEvents = BATCH_EVENTS;
    let collect = true;
    /** @type {number | null} */
    let lastStatus = null;
    /** @type {string | null} */
    let net = null;
    /** @type {DeadNote[]} */
    const dead = [];
    /**
     * In a row, by type.
     * @type {Map<string, number>}
     */
    const refusals = new Map();

    const run = () => {
        cancel();
        if (!running) return;
        expire();
        const now = clock.mono();
        const { go, probe, wait } = delivery.ready(now);
        if (probe && !probing) void ask();
        const again = go ? Math.min(wait, take(0, now), take(1, now)) : probe ? Infinity : wait;
        if (again < Infinity) cancel = clock.after(again, run);
    };

    const expire = () => {
        const late = queue.expired(clock.now());
        for (const entry of late.filter(({ type, text }) => type === SCREENSHOT && text !== undefined)) {
            keeper.rewrite(entry, asExpired(JSON.parse(/** @type {string} */ (entry.text)), ids.uuid()));
        }
        keeper.lose(queue.expired(clock.now()), 'expired');
    };

    /**
     * Begins the next request of a lane if it may.
     * @param {0 | 1} lane  1 only for what lapses soon
     * @param {number} now
     * @returns {number} after how long to ask again; an answer asks by itself
     */
    const take = (lane, now) => {
        // After a failure one request alone tries whether it is over.
        const careful = delivery.circuit() !== 'closed';
        if (lanes[lane] || (careful && lane === 1) || (careful && lanes[1])) return Infinity;
        const many = batch && lane === 0 && !careful;
        const events = many ? Math.max(1, Math.min(batchEvents, bucket.level(now) * LINES_PER_TOKEN)) : 1;
        const entries = queue.next({ events, bytes: BATCH_BYTES, urgentOnly: lane === 1, scout: !delivery.proven() });
        if (!entries.length) return Infinity;
        const wait = bucket.take(Math.ceil(entries.length / LINES_PER_TOKEN), now);
        if (!wait) void fly(lane, entries);
        return wait || Infinity;
    };

    /**
     * @param {0 | 1} lane
     * @param {Entry[]} entries
     */
    const fly = async (lane, entries) => {
        lanes[lane] = true;
        for (const entry of entries) entry.flying = true;
        try {
            const loaded = await keeper.load(await mine(entries));
            if (loaded.length) await post(loaded, false);
        } catch {
            // The store did not answer; the same entries come again.
            delivery.judged({ do: 'wait', kind: 'network', ms: 0 }, clock.mono());
        }
        for (const entry of entries) entry.flying = false;
        lanes[lane] = false;
        guard('settled', given.onSettled);
        guard('pump', run);
    };

    /**
     * @param {Loaded[]} loaded
     * @param {boolean} keepalive
     */
    const post = async (loaded, keepalive) => {
        for (const { entry } of loaded) if ((entry.tries += 1) > 1) ledger.retried();
        const many = loaded.length > 1;
        const answer = await transport.send({ url: connection.events(many), method: 'POST', keepalive,
            headers: connection.headers(many ? 'application/x-ndjson' : 'application/json'),
            body: many ? loaded.map(({ text }) => `${text}\n`).join('') : loaded[0].text });
        lastStatus = answer.status || lastStatus;
        net = answer.net ?? null;
        guard('answer', () => (many ? settleMany(loaded, answer) : settle(loaded, [answer])));
    };

    /**
     * @param {Loaded[]} loaded
     * @param {import('./transport.js').Answer} answer  to a batch
     */
    const settleMany = (loaded, answer) => {
        const { status } = answer;
        if (status === 413) batchEvents = Math.max(1, Math.floor(loaded.length / 2));
        // Whatever is wrong with batches, single events are the contract.
        else if ([400, 404, 405, 415, 422].includes(status)) batch = false;
        else if (status < 200 || status > 299) settle(loaded.slice(0, 1), [answer]);
        else {
            const replies = readLines(answer.text, loaded.length);
            batch = replies.length > 0;
            // Lines without an answer come again under the same ids.
            settle(loaded.slice(0, replies.length), replies);
            if (!replies.length) delivery.judged({ do: 'wait', kind: 'network', ms: 0 }, clock.mono());
        }
    };

    /**
     * @param {Loaded[]} loaded
     * @param {Reply[]} replies  to each
     */
    const settle = (loaded, replies) => {
        const proven = delivery.proven();
        const verdicts = loaded.map((one, i) => apply(one, replies[i], proven));
        const bad = verdicts.find((verdict) => verdict.do === 'halt' || verdict.do === 'wait');
        const good = verdicts.find((verdict) => verdict.do === 'done') ?? verdicts.find((verdict) => verdict !== bad);
        for (const verdict of [good, bad]) if (verdict) delivery.judged(verdict, clock.mono());
    };

    /**
     * @param {Loaded} one
     * @param {Reply} reply
     * @param {boolean} proven
     * @returns {import('../core/verdict.js').Verdict}
     */
    const apply = ({ entry, text }, reply, proven) => {
        const verdict = judge(reply);
        switch (verdict.do) {
            case 'done':
                ledger.sent();
                refusals.delete(entry.type);
                entry.failures = 0;
                keeper.forget([entry]);
                break;
            case 'drop':
                if (verdict.reason === 'refused') refusals.set(entry.type, (refusals.get(entry.type) ?? 0) + 1);
                giveUp(entry, reply, verdict.reason);
                break;
            case 'shrink': shrink(entry, text, reply); break;
            default:
                if (verdict.do === 'wait' && verdict.kind === 'limit') bucket.slow(clock.mono());
                if (!mayBeItsFault(verdict, entry) || !queue.failed(entry, proven)) break;
                giveUp(entry, reply, 'blocked');
                return { do: 'drop', reason: 'refused' };
        }
        return verdict;
    };

    /**
     * @param {Entry} entry
     * @param {Reply} reply
     * @param {import('../core/ledger.js').Loss} reason
     */
    const giveUp = (entry, { status, body }, reason) => {
        dead.push({ seq: entry.seq, id: entry.id, type: entry.type, status, reason: String(body?.reason ?? reason).slice(0, 200) });
        dead.splice(0, dead.length - DEAD);
        keeper.lose([entry], reason);
    };

    /**
     * @param {Entry} entry
     * @param {string} text  as it was sent
     * @param {Reply} reply
     */
    const shrink = (entry, text, reply) => {
        const envelope = JSON.parse(text);
        if (hasData(envelope)) keeper.rewrite(entry, withoutData(envelope, ids.uuid(), 'tooLarge'));
        else if (hasValues(envelope)) keeper.rewrite(entry, withoutValues(envelope, ids.uuid()));
        else giveUp(entry, reply, 'tooLarge');
    };

    const ask = async () => {
        probing = true;
        const { problem } = connection;
        const answer = problem ? { status: 0, text: '', net: problem }
            : await transport.send({ url: connection.probe, method: 'GET', headers: connection.headers() });
        probing = false;
        guard('probe', () => probed(answer));
        guard('pump', run);
    };

    /** @param {import('./transport.js').Answer} answer */
    const probed = (answer) => {
        lastStatus = answer.status || lastStatus;
        net = answer.net ?? null;
        const report = reportOf(answer);
        const verdict = judge(answer);
        const strange = verdict.do === 'done' && report.problem === 'config';
        delivery.probed(strange ? { do: 'halt', why: 'config' } : verdict, report.version === 'ok', clock.mono());
        if (!report.ok) return;
        batch = report.batch;
        if (report.collect !== collect) given.onCollect((collect = report.collect));
    };

    return {
        run: () => {
            running = true;
            run();
        },
        soon() {
            cancel();
            if (running) cancel = clock.after(0, run);
        },
        pause() {
            running = false;
            cancel();
        },
        farewell() {
            if (delivery.circuit() !== 'closed' || lastStatus === null) return;
            // What is under way may still hold a part of the allowance.
            let size = queue.all().reduce((sum, { flying, bytes }) => sum + (flying && bytes <= KEEPALIVE_EACH ? bytes : 0), 0);
            /** @type {Loaded[]} */
            const small = [];
            for (const entry of queue.next({ events: Infinity })) {
                const { text, bytes } = entry;
                const fits = entry.session === sessionKey && entry.priority <= 1 && bytes <= KEEPALIVE_EACH;
                if (!fits || text === undefined || size + bytes + 1 > KEEPALIVE_BYTES) continue;
                size += bytes + 1;
                entry.flying = true;
                small.push({ entry, text });
            }
            for (const group of batch && small.length ? [small] : small.map((one) => [one])) {
                void post(group, true).then(() => group.forEach(({ entry }) => (entry.flying = false)));
            }
        },
        isStopped: (type) => (refusals.get(type) ?? 0) >= REFUSALS,
        seen: () => ({ batch, collect, lastStatus, net, dead: [...dead] }),
    };
}

/** Below this size a request that gets no answer at all is not suspected to be the cause. */
const LARGE_BYTES = 65_536;

/**
 * Whether a failure may be this envelope's own fault: a filter on the way dislikes its text, or the server breaks on it.
 * @param {import('../core/verdict.js').Verdict} verdict  other than good or final
 * @param {Entry} entry
 */
function mayBeItsFault(verdict, entry) {
    if (verdict.do === 'halt') return verdict.why === 'auth' || verdict.why === 'config';
    return verdict.do === 'wait' && (verdict.kind === 'fault' || (verdict.kind === 'network' && entry.bytes > LARGE_BYTES));
}
