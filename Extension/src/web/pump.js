/** Sends what waits: in order one after the other, and beside it what lapses soon. Two requests at most. */
import { asExpired, SCREENSHOT } from '../core/rewrite.js';

/** @typedef {import('../core/entry.js').Entry} Entry */
/** @typedef {import('./settler.js').Loaded} Loaded */

/** Of one batch. */
const BATCH_EVENTS = 100;
const BATCH_BYTES = 262_144;
/** Lines of a batch for the price of one request. */
const LINES_PER_TOKEN = 5;

/**
 * What is known of the server.
 * @typedef {Object} Server
 * @property {boolean} batch  takes batches
 * @property {number} batchEvents  of one batch at most
 * @property {boolean} collect  wants events
 * @property {number | null} lastStatus
 * @property {import('../core/verdict.js').NetProblem | null} net  why the newest request had no answer
 */

/** @returns {Server} */
export const unknownServer = () =>
    ({ batch: false, batchEvents: BATCH_EVENTS, collect: true, lastStatus: null, net: null });

/**
 * @typedef {Object} Pump
 * @property {() => void} run  sends what may be sent now, and wakes itself for the rest
 * @property {() => void} soon  runs after the current task, so that what is added together goes together
 * @property {() => void} pause
 */

/**
 * @typedef {Object} PumpGiven
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Guard} guard
 * @property {import('../core/ports.js').Ids} ids
 * @property {import('../core/queue.js').Queue} queue
 * @property {import('./keeper.js').Keeper} keeper
 * @property {(entries: Entry[]) => Promise<Entry[]>} mine  of the heir
 * @property {import('../core/delivery.js').Delivery} delivery
 * @property {import('../core/bucket.js').Bucket} bucket
 * @property {Server} server
 * @property {import('./post.js').Post} post
 * @property {number} maxAge  milliseconds
 * @property {() => Promise<void>} probe  asks the server for its state and tells the circuit
 * @property {() => void} onSettled  an answer was dealt with
 */

/**
 * @param {PumpGiven} given
 * @returns {Pump}
 */
export function createPump(given) {
    const { clock, guard, queue, keeper, mine, delivery, bucket, server, post } = given;
    let running = false;
    let probing = false;
    const lanes = [false, false];
    let cancel = () => {};

    const run = () => {
        cancel();
        if (!running) return;
        expire(given);
        const now = clock.mono();
        const { go, probe, wait } = delivery.ready(now);
        if (probe && !probing) void ask();
        const again = go ? Math.min(wait, take(0, now), take(1, now)) : probe ? Infinity : wait;
        if (again < Infinity) cancel = clock.after(again, run);
    };
    const ask = async () => {
        probing = true;
        await given.probe();
        probing = false;
        guard('pump', run);
    };
    /**
     * Begins the next request of a lane if it may; answers after how long to ask again. An answer asks by itself.
     * @type {(lane: 0 | 1, now: number) => number}  1 only for what lapses soon
     */
    const take = (lane, now) => {
        // After a failure one request alone tries whether it is over.
        const careful = delivery.circuit() !== 'closed';
        if (lanes[lane] || (careful && (lane === 1 || lanes[1]))) return Infinity;
        const many = server.batch && lane === 0 && !careful;
        const events = many ? Math.max(1, Math.min(server.batchEvents, bucket.level(now) * LINES_PER_TOKEN)) : 1;
        const entries = queue.next({ events, bytes: BATCH_BYTES, urgentOnly: lane === 1, scout: !delivery.proven() });
        if (!entries.length) return Infinity;
        const wait = bucket.take(Math.ceil(entries.length / LINES_PER_TOKEN), now);
        if (!wait) void fly(lane, entries);
        return wait || Infinity;
    };
    /** @type {(lane: 0 | 1, entries: Entry[]) => Promise<void>} */
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
    return {
        run() {
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
    };
}

/** @param {PumpGiven} given */
function expire({ clock, queue, keeper, ids, maxAge }) {
    const late = queue.expired(clock.now());
    const pictures = late.filter(({ type }) => type === SCREENSHOT);
    keeper.lose(late.filter((entry) => !pictures.includes(entry)), 'expired');
    for (const picture of pictures) {
        picture.expires = clock.now() + maxAge;
        picture.urgent = false;
        picture.flying = true;
        keeper.load([picture]).then((loaded) => {
            for (const { entry, text } of loaded) keeper.rewrite(entry, asExpired(JSON.parse(text), ids.uuid()));
        }).catch(() => {}).then(() => (picture.flying = false));
    }
}
