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
import { createPost, createProbe, sendLast } from './post.js';
import { createPump, unknownServer } from './pump.js';
import { createSettler } from './settler.js';
import { box, boxKey } from './store.js';

/** Between two looks at what dead pages left and at what has grown too old. */
const TICK_MS = 60_000;
const DAY_MS = 86_400_000;
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
    const { clock, ids, guard, sessionKey, store, transport } = given;
    const parts = assemble(given);
    const { connection, delivery, keeper, leader, heir, pump, settler, account, days } = parts;
    const how = { target: connection.base, uuid: ids.uuid, days, keepOnDisk: given.bounds.keepOnDisk === true };
    const ownKey = boxKey(sessionKey, connection.base);
    let here = false;
    let begun = false;
    let cancelTick = () => {};
    let stopOnline = () => {};

    const tick = () => {
        cancelTick = clock.after(TICK_MS, tick);
        account(false);
        void heir.look().then(() => here && pump.run());
        pump.run();
    };
    const start = async () => {
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
            pump.run();
        });
        guard('tick', tick);
    };
    const leave = () => {
        if (!here) return;
        account(true);
        sendLast({ ...parts, sessionKey });
        store.take('checkpoints', [ownKey]).catch(() => {});
        here = false;
        cancelTick();
        stopOnline();
        pump.pause();
        leader.leave();
    };
    return {
        add: (envelope, posting) => guard('outbox', () => {
            const entry = makeEntry(envelope, posting, { ...how, wall: clock.now() });
            if (settler.isStopped(entry.type)) return keeper.lose([entry], 'stopped');
            keeper.add(entry);
            pump.soon();
        }),
        start,
        leave: () => guard('leave', leave),
        hurry: () => guard('hurry', () => here && begun && pump.run()),
        purge: (keepOwn = false) => keeper.purge(keepOwn).catch(() => {}),
        test: () => testConnection(connection, transport),
        status: () => statusOf(parts),
        stop: () => guard('stop', () => {
            leave();
            transport.stop();
        }),
        checkpoints: {
            save: (record) => void store.keep('checkpoints', ownKey, box(clock.now(), record)).catch(() => {}),
        },
    };
}

/**
 * Makes the parts and joins them.
 * @param {OutboxGiven} given
 */
function assemble(given) {
    const { clock, ids, guard, sessionKey, store, onFact } = given;
    const connection = readConnection({ ...given, pageUrl: given.pageUrl ?? globalThis.location?.href ?? '' });
    const target = connection.base;
    const days = clamp(given.bounds.days, 0.01, 90, 7);
    const queue = createQueue(sessionKey);
    const ledger = createLedger();
    const delivery = createDelivery(() => parseInt(ids.uuid().slice(0, 8), 16) / 2 ** 32, clock.mono());
    const server = unknownServer();
    const common = { ...given, connection, target, queue, ledger, delivery, server, maxAge: days * DAY_MS,
        bucket: createBucket(clock.mono()),
        onCollect: (/** @type {boolean} */ collect) => onFact({ kind: 'delivery', state: collect ? 'go' : 'stop' }) };
    const keeper = createKeeper(common);
    const settler = createSettler({ ...common, keeper });
    const post = createPost({ ...common, settler });
    const mayTell = () => delivery.circuit() === 'closed' && delivery.proven();
    const account = createAccount(given, ledger, delivery, server, mayTell);
    const leader = createLeader({ ...common, locks: given.locks, name: `vidimus:${target}`,
        onLead: () => void heir.look().then(() => pump.soon()) });
    const heir = createHeir({ ...common, keeper, leader,
        onLeftovers: (records) => guard('leftovers', () => given.onLeftovers?.(records)) });
    const pump = createPump({ ...common, keeper, mine: heir.mine, post, probe: createProbe({ ...common, settler }),
        onSettled: () => account(false) });
    return { connection, days, queue, ledger, delivery, server, keeper, settler, post, leader, heir, pump, account };
}

/**
 * @param {ReturnType<typeof assemble>} parts
 * @returns {OutboxStatus}
 */
function statusOf({ delivery, server, queue, keeper, leader, settler }) {
    const { net, batch, lastStatus, collect } = server;
    return { circuit: delivery.circuit(), why: delivery.why(), net, batch, lastStatus, collect, waiting: queue.size(),
        bytes: queue.bytes(), durable: keeper.durable(), leads: leader.leads(), dead: settler.dead() };
}

/**
 * Tells the core what is lost, when that can be delivered; otherwise the account would only be lost as well.
 * @param {OutboxGiven} given
 * @param {import('../core/ledger.js').LedgerBook} ledger
 * @param {import('../core/delivery.js').Delivery} delivery
 * @param {import('./pump.js').Server} server
 * @param {() => boolean} mayTell
 * @returns {(last: boolean) => void} `last`: the page goes away
 */
function createAccount({ clock, onFact, internalErrors = () => 0 }, ledger, delivery, server, mayTell) {
    let accountedAt = -Infinity;
    return (last) => {
        const now = clock.mono();
        if (!ledger.isDue() || (!last && (!mayTell() || now - accountedAt < ACCOUNT_MS))) return;
        accountedAt = now;
        const { lastStatus } = server;
        onFact({ kind: 'delivery', state: 'ledger',
            ledger: ledger.account({ circuit: delivery.circuit(), lastStatus, internalErrors: internalErrors() }) });
    };
}
