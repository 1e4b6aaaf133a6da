/** The outbox of a page: takes envelopes, keeps them until the server has them, and tells what became of them. */
import { clamp } from '../core/limits.js';
import { createBucket } from '../core/bucket.js';
import { createDelivery } from '../core/delivery.js';
import { makeEntry } from '../core/entry.js';
import { createLedger } from '../core/ledger.js';
import { createQueue } from '../core/queue.js';
import { readConnection, testConnection } from './connection.js';
import { createHeir } from './heir.js';
import { createKeeper } from './keeper.js';
import { createLeader } from './leader.js';
import { createPump } from './pump.js';
import { box, boxKey } from './store.js';

/** Between two looks at what dead pages left and at what has grown too old. */
const TICK_MS = 60_000;
/** Between two accounts of losses. */
const ACCOUNT_MS = 60_000;

/**
 * @typedef {Object} OutboxGiven
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Ids} ids
 * @property {import('../core/ports.js').Guard} guard
 * @property {string} endpoint  address of the server as a person wrote it
 * @property {string} key  the ingestion key; empty for none
 * @property {string} contractLevel
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
 * @property {number} bytes
 * @property {boolean} durable  what waits outlives the page
 * @property {boolean} leads  looks after what dead pages left
 * @property {boolean} batch
 * @property {boolean} collect
 * @property {import('./pump.js').DeadNote[]} dead  the newest refusals
 */

/**
 * @typedef {import('../core/ports.js').Outbox & {
 *     start: () => Promise<void>,
 *     leave: () => void,
 *     hurry: () => void,
 *     purge: () => Promise<void>,
 *     test: () => Promise<import('./connection.js').ConnectionReport>,
 *     status: () => OutboxStatus,
 *     stop: () => void,
 *     checkpoints: { save: (record: { sessionKey: string }) => void },
 * }} PageOutbox
 *
 * - `start`: at the beginning, and again when the page was restored.
 * - `leave`: when the page goes away, after the auditor has given its last envelopes. It may come back.
 * - `hurry`: when the page is hidden: everything is sent that may be sent now.
 * - `purge`: deletes all that is stored in this browser, of every page.
 * - `stop`: for good; what waits stays stored.
 * - `checkpoints.save`: kept until `leave`; those of pages that die are given to `onLeftovers`.
 */

/**
 * @param {OutboxGiven} given
 * @returns {PageOutbox}
 */
export function createOutbox(given) {
    const { clock, ids, guard, sessionKey, bounds, store, transport, onFact, internalErrors = () => 0 } = given;
    const { pageUrl = globalThis.location?.href ?? '' } = given;
    const connection = readConnection({ ...given, pageUrl });
    const random = () => parseInt(ids.uuid().slice(0, 8), 16) / 2 ** 32;
    const days = clamp(bounds.days, 0.01, 90, 7);
    const target = connection.base;
    const queue = createQueue(sessionKey);
    const ledger = createLedger();
    const delivery = createDelivery(random, clock.mono());
    const keeper = createKeeper({ store, queue, ledger, sessionKey, target, clock, bounds });
    const leader = createLeader({ ...given, locks: given.locks, name: `vidimus:${target}`,
        onLead: () => void heir.look().then(run) });
    const mayTell = () => delivery.circuit() === 'closed' && delivery.proven();
    const heir = createHeir({ store, leader, sessionKey, target, clock, queue, keeper, ledger, mayTell, maxAge: days * 86_400_000,
        onLeftovers: (records) => guard('leftovers', () => given.onLeftovers?.(records)) });
    const pump = createPump({ clock, guard, ids, sessionKey, queue, keeper, mine: heir.mine, ledger, delivery,
        bucket: createBucket(clock.mono()), connection, transport,
        onCollect: (collect) => onFact({ kind: 'delivery', state: collect ? 'go' : 'stop' }),
        onSettled: () => account(false) });

    let here = false;
    let begun = false;
    let accountedAt = -Infinity;
    let cancelTick = () => {};
    let stopOnline = () => {};
    const run = () => here && pump.run();

    /**
     * Tells the core what is lost, when that can be delivered; otherwise it would only be lost as well.
     * @param {boolean} last  the page goes away
     */
    const account = (last) => {
        const now = clock.mono();
        if (!ledger.isDue() || (!last && (!mayTell() || now - accountedAt < ACCOUNT_MS))) return;
        accountedAt = now;
        const state = { circuit: delivery.circuit(), lastStatus: pump.seen().lastStatus, internalErrors: internalErrors() };
        onFact({ kind: 'delivery', state: 'ledger', ledger: ledger.account(state) });
    };
    const tick = () => {
        cancelTick = clock.after(TICK_MS, tick);
        account(false);
        void heir.look().then(run);
        run();
    };
    const rest = () => {
        here = false;
        cancelTick();
        stopOnline();
        pump.pause();
        leader.leave();
    };

    return {
        add: (envelope, posting) => guard('outbox', () => {
            const { type, payload: { context: { seq } } } = envelope;
            if (pump.isStopped(type)) return ledger.lose(type, seq, 'stopped');
            keeper.add(makeEntry(envelope, posting, { target, wall: clock.now(), uuid: ids.uuid,
                days, keepOnDisk: bounds.keepOnDisk === true }));
            if (here) pump.soon();
        }),
        async start() {
            if (here) return;
            here = true;
            // Nothing is stored before the others can see that this page lives; they would take it for a dead one's.
            await leader.join();
            if (begun) await keeper.reconcile().catch(() => {});
            if (!here) return;
            begun = true;
            keeper.flush();
            stopOnline = transport.onOnline(() => {
                delivery.nudge();
                run();
            });
            guard('tick', tick);
        },
        leave: () => guard('leave', () => {
            if (!here) return;
            account(true);
            pump.farewell();
            store.take('checkpoints', [boxKey(sessionKey, target)]).catch(() => {});
            rest();
        }),
        hurry: () => guard('hurry', run),
        async purge() {
            await store.clear().catch(() => {});
            guard('purge', () => keeper.lose(queue.all().filter((entry) => !entry.flying), 'purged'));
        },
        test: () => testConnection(connection, transport),
        status: () => ({ ...pump.seen(), circuit: delivery.circuit(), why: delivery.why(), waiting: queue.size(),
            bytes: queue.bytes(), durable: keeper.durable(), leads: leader.leads() }),
        stop() {
            guard('stop', rest);
            transport.stop();
        },
        checkpoints: { save: (record) => void store.keep('checkpoints', boxKey(sessionKey, target), box(clock.now(), record)).catch(() => {}) },
    };
}
