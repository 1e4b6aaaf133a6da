/** The outbox of a page: takes envelopes, keeps them until the server has them, and tells what became of them. */
import { clamp } from '../core/limits.js';
import { createDelivery } from '../core/delivery.js';
import { makeEntry, storeKey } from '../core/entry.js';
import { createLedger } from '../core/ledger.js';
import { baseOf } from './connection.js';
import { createHeir } from './heir.js';
import { createKeeper, purge } from './keeper.js';
import { byBeats, byLocks } from './leader.js';
import { createPost, createSender, sendLast } from './sender.js';

/** Between two looks at what dead pages left, and between two accounts of losses. */
const TICK_MS = 60_000;
const DAY_MS = 86_400_000;

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
 * @property {boolean} durable  what waits outlives the page
 * @property {boolean} batch
 * @property {boolean} collect
 * @property {import('./settler.js').DeadNote[]} dead  the newest refusals
 */

/**
 * @typedef {import('../core/ports.js').Outbox & {
 *     start: () => Promise<void>,
 *     leave: () => void,
 *     hurry: () => void,
 *     purge: (keepOwn?: boolean) => Promise<void>,
 *     test: () => Promise<import('./connection.js').ConnectionReport>,
 *     status: () => OutboxStatus,
 *     stop: () => void,
 *     checkpoints: { save: (record: { sessionKey: string }) => void },
 * }} PageOutbox
 *
 * - `start`: at the beginning, and again when the page was restored.
 * - `leave`: when the page goes away, after the auditor has given its last envelopes. It may come back.
 * - `hurry`: when the page is hidden: everything is sent that may be sent now.
 * - `purge`: deletes all that is stored in this browser; `keepOwn`: but not what this page collected.
 * - `stop`: for good; like `leave`, and what waits stays stored for another outbox.
 * - `checkpoints.save`: kept until `leave`; those of pages that die are given to `onLeftovers`.
 */

/**
 * @param {OutboxGiven} given
 * @returns {PageOutbox}
 */
export function createOutbox(given) {
    const { clock, ids, guard, sessionKey, store, transport, locks } = given;
    const target = baseOf(given.endpoint);
    const ownKey = storeKey(sessionKey, target);
    const maxAge = clamp(given.bounds.days, 0.01, 90, 7) * DAY_MS;
    const ledger = createLedger(sessionKey);
    const delivery = createDelivery(() => parseInt(ids.uuid().slice(0, 8), 16) / 2 ** 32, clock.mono());
    const keeper = createKeeper(given, target, ledger, maxAge);
    const leader = locks && store.durable ? byLocks(locks, sessionKey) : byBeats(store, clock, sessionKey);
    const look = createHeir(given, target, keeper, leader, ledger.tellOthers);
    const requests = createPost(given, delivery, keeper, ledger.retried);
    const { server, settler } = requests;
    let here = false;
    /** @type {import('../core/ports.js').Cancel[]} of the tick and of the network's return */
    const cancels = [];

    const account = createAccount(given, ledger, delivery, server);
    const sender = createSender(given, delivery, keeper, requests, leader.claim, maxAge, account);
    const tick = () => {
        cancels[0] = clock.after(TICK_MS, tick);
        account();
        look().catch(() => {}).then(sender.soon);
        sender.run();
    };
    const start = async () => {
        if (here) return;
        here = true;
        // Nothing is stored before the others can see that this page lives; they would take it for a dead one's.
        await leader.join();
        await keeper.write();
        if (!here) return;
        cancels[1] = transport.onOnline(() => (delivery.nudge(), sender.run()));
        sender.turn(true);
        guard('tick', tick);
    };
    const leave = () => {
        if (!here) return;
        account(true);
        if (server.lastStatus && delivery.circuit() === 'closed') sendLast(keeper, requests, sessionKey);
        store.remove('checkpoints', [ownKey]).catch(() => {});
        here = false;
        cancels.splice(0).forEach((cancel) => cancel());
        sender.turn(false);
        leader.leave();
    };
    return {
        add: (envelope, posting) => guard('outbox', () => {
            const entry = makeEntry(envelope, posting, target, clock.now(), maxAge);
            if (settler.isStopped(entry.type)) return keeper.lose([entry], 'stopped');
            keeper.add(entry);
            sender.soon();
        }),
        start,
        leave: () => guard('leave', leave),
        hurry: () => guard('hurry', sender.run),
        purge: (keepOwn) => purge(store, target, keeper, keepOwn ? sessionKey : '').catch(() => {}),
        test: () => requests.probe().finally(sender.soon),
        status: () => ({ ...server, circuit: delivery.circuit(), why: delivery.why(), waiting: keeper.queue.size,
            durable: keeper.durable(), dead: settler.dead }),
        stop: () => guard('stop', () => {
            leave();
            transport.stop();
        }),
        checkpoints: {
            save: (record) => void store.keep('checkpoints', ownKey, { expires: clock.now() + maxAge, value: record })
                .catch(() => {}),
        },
    };
}

/**
 * Tells the core what is lost, when that can be delivered; otherwise the account would only be lost as well.
 * @param {OutboxGiven} given
 * @param {ReturnType<typeof createLedger>} ledger
 * @param {import('../core/delivery.js').Delivery} delivery
 * @param {import('./sender.js').Server} server
 * @returns {(last?: boolean) => void} `last`: the page goes away
 */
function createAccount({ clock, onFact, internalErrors = () => 0 }, ledger, { circuit }, server) {
    let accountedAt = -Infinity;
    return (last) => {
        const { lastStatus } = server;
        const now = clock.mono();
        const wise = lastStatus && lastStatus < 300 && circuit() === 'closed' && now - accountedAt >= TICK_MS;
        if (!ledger.isDue() || !(last || wise)) return;
        accountedAt = now;
        onFact({ kind: 'delivery', state: 'ledger',
            ledger: ledger.account({ circuit: circuit(), lastStatus, internalErrors: internalErrors() }) });
    };
}
