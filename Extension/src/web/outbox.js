/** The outbox of a page: takes envelopes, keeps them until the server has them, and tells what became of them. */
import { createBucket } from '../core/bucket.js';
import { createDelivery } from '../core/delivery.js';
import { makeEntry, storeKey } from '../core/entry.js';
import { createLedger } from '../core/ledger.js';
import { baseOf } from './connection.js';
import { inherit } from './heir.js';
import { add, lose, purge, write } from './keeper.js';
import { byBeats, byLocks } from './leader.js';
import { probe, run, sendLast, soon } from './sender.js';
import { isStopped } from './settler.js';

/** Between two looks at what dead pages left, and between two accounts of losses. */
const TICK_MS = 60_000;
const DAY_MS = 86_400_000;
/** Events of one batch at most. */
const BATCH_LINES = 100;

/**
 * @typedef {Object} OutboxGiven
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Ids} ids
 * @property {import('../core/ports.js').Guard} guard
 * @property {string} endpoint  address of the server as a person wrote it
 * @property {string} key  the ingestion key; empty for none
 * @property {string} sessionKey  of this page
 * @property {{ events: number, megabytes: number, days: number, keepOnDisk?: boolean }} bounds  as in the settings
 * @property {import('./store.js').Store} store
 * @property {import('./transport.js').Transport} transport
 * @property {LockManager} [locks]  `navigator.locks`, where it exists
 * @property {string} [pageUrl]
 * @property {(fact: import('../core/ports.js').DeliveryFact) => void} onFact
 * @property {(records: unknown[]) => void} [onLeftovers]  checkpoints of pages that died; each record comes once
 * @property {() => number} [internalErrors]  counted by the guard, for the ledger
 */

/**
 * @typedef {Object} OutboxStatus
 * @property {'closed' | 'open' | 'halted'} circuit
 * @property {string | null} why  the circuit is not closed
 * @property {string | null} net  why the newest request had no answer, as far as it could be told
 * @property {number | null} lastStatus
 * @property {number} waiting  envelopes
 * @property {boolean} durable  what waits outlives the page
 * @property {boolean} batch
 * @property {boolean} collect
 * @property {number} lost  envelopes
 */

/**
 * @typedef {import('../core/ports.js').Outbox & {
 *     start: () => Promise<void>,
 *     leave: () => void,
 *     purge: (keepOwn?: boolean) => Promise<void>,
 *     test: () => Promise<import('./connection.js').ConnectionReport>,
 *     status: () => OutboxStatus,
 *     stop: () => void,
 *     checkpoints: { save: (record: { sessionKey: string }) => void },
 * }} PageOutbox
 *
 * - `start`: at the beginning, and again when the page was restored.
 * - `leave`: when the page goes away, after the auditor has given its last envelopes. It may come back.
 * - `purge`: deletes all that is stored in this browser; `keepOwn`: but not what this page collected.
 * - `stop`: for good; like `leave`, and what waits stays stored for another outbox.
 * - `checkpoints.save`: kept until `leave`; those of pages that die are given to `onLeftovers`.
 */

/**
 * Everything that is known of one outbox. The modules beside this one are functions over it.
 * @typedef {OutboxGiven & ReturnType<typeof createBox>} Box
 */

/** @param {OutboxGiven} given */
function createBox({ clock, ids, sessionKey, store, locks, endpoint, bounds }) {
    // It names the target in the store.
    const target = baseOf(endpoint);
    return {
        base: target, target, ownKey: storeKey(sessionKey, target), maxAge: bounds.days * DAY_MS,
        queue: /** @type {Map<string, import('../core/entry.js').Entry>} */ (new Map()),
        books: createLedger(sessionKey), bucket: createBucket(clock.mono()),
        breaker: createDelivery(() => parseInt(ids.uuid().slice(0, 8), 16) / 2 ** 32, clock.mono()),
        leader: locks && store.durable ? byLocks(locks, sessionKey) : byBeats(store, clock, sessionKey),
        account: () => {}, accountedAt: -Infinity,
        // keeper: whether things are stored yet, and whether that works
        writing: false, durable: store.durable,
        // heir: the look that goes on, and the dead pages of which everything has arrived
        looking: /** @type {Promise<void> | null} */ (null), heirOf: new Set(),
        // sender: the page is there; requests are made; one is under way; ends the pause; what is known of the server
        here: false, sending: false, asking: false, cancel: () => {},
        batch: false, collect: true, lines: BATCH_LINES,
        lastStatus: /** @type {number | null} */ (null),
        net: /** @type {import('../core/verdict.js').NetProblem | null} */ (null),
        // settler: refusals in a row, by type
        refusals: /** @type {Record<string, number>} */ ({}),
    };
}

/**
 * @param {OutboxGiven} given
 * @returns {PageOutbox}
 */
export function createOutbox(given) {
    const { clock, guard, sessionKey, store, transport } = given;
    /** @type {Box} */
    const o = { ...given, ...createBox(given) };
    const { breaker, leader, queue, ownKey, maxAge } = o;
    /** @type {import('../core/ports.js').Cancel[]} of the tick and of the network's return */
    const cancels = [];

    o.account = () => tellLosses(o);
    const tick = () => {
        cancels[0] = clock.after(TICK_MS, tick);
        o.account();
        inherit(o).catch(() => {}).then(() => soon(o));
        run(o);
    };
    const start = async () => {
        if (o.here) return;
        o.here = true;
        // Nothing is stored before the others can see that this page lives; they would take it for a dead one's.
        await leader.join();
        await write(o);
        if (!o.here) return;
        cancels[1] = transport.onOnline(() => (breaker.nudge(), run(o)));
        o.sending = true;
        guard(tick);
    };
    const leave = () => {
        if (!o.here) return;
        tellLosses(o, true);
        if (o.lastStatus && breaker.circuit() === 'closed') sendLast(o);
        store.remove('checkpoints', [ownKey]).catch(() => {});
        o.here = o.sending = false;
        cancels.splice(0).forEach((cancel) => cancel());
        o.cancel();
        leader.leave();
    };
    return {
        add: (envelope, posting) => guard(() => {
            const entry = makeEntry(envelope, posting, o.target, clock.now(), maxAge);
            if (isStopped(o, entry.type)) return lose(o, [entry], 'stopped');
            add(o, entry);
            soon(o);
        }),
        start,
        leave: () => guard(leave),
        purge: (keepOwn) => purge(o, keepOwn ? sessionKey : '').catch(() => {}),
        test: () => probe(o).finally(() => soon(o)),
        status: () => {
            const { net, lastStatus, durable, batch, collect, books } = o;
            return { net, lastStatus, durable, batch, collect, lost: books.losses(), circuit: breaker.circuit(),
                why: breaker.why(), waiting: queue.size };
        },
        stop: () => guard(() => {
            leave();
            transport.stop();
        }),
        checkpoints: {
            save: (value) => void store.keep('checkpoints', ownKey, { expires: clock.now() + maxAge, value })
                .catch(() => {}),
        },
    };
}

/**
 * Tells the core what is lost, when that can be delivered; otherwise the account would only be lost as well.
 * @param {Box} o
 * @param {boolean} [last]  the page goes away
 */
function tellLosses(o, last) {
    const { books, breaker, lastStatus, internalErrors = () => 0 } = o;
    const now = o.clock.mono();
    const wise = lastStatus && lastStatus < 300 && breaker.circuit() === 'closed' && now - o.accountedAt >= TICK_MS;
    if (!books.isDue() || !(last || wise)) return;
    o.accountedAt = now;
    o.onFact({ kind: 'delivery', state: 'ledger',
        ledger: books.account({ circuit: breaker.circuit(), lastStatus, internalErrors: internalErrors() }) });
}
