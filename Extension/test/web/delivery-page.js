/**
 * A page with nothing but the outbox in it, on the real browser. `window.delivery` is what tests drive.
 * The query says: `endpoint`, `key`, `events` (bound), `locks=off`, `database=none`.
 */
import { createClock } from '/src/web/clock.js';
import { createIds } from '/src/web/ids.js';
import { watchLifecycle } from '/src/web/lifecycle.js';
import { createOutbox } from '/src/web/outbox.js';
import { openStore } from '/src/web/store-idb.js';
import { createTransport } from '/src/web/transport.js';

const query = new URLSearchParams(location.search);
/** @type {string[]} */
const errors = [];
const guard = (/** @type {() => void} */ work) => {
    try {
        work();
    } catch (error) {
        errors.push(`${/** @type {Error} */ (error).stack}`);
    }
};
const clock = createClock(window, guard);
const ids = createIds(window.crypto);
const sessionKey = ids.uuid();
/** @type {any[]} */
const facts = [];
/** @type {unknown[]} */
const leftovers = [];
const store = await openStore('delivery-test', query.get('database') === 'none' ? () => /** @type {any} */ ({}) : undefined);
const outbox = createOutbox({
    clock, ids, guard, sessionKey, store, endpoint: query.get('endpoint') ?? '', key: query.get('key') ?? 'test-key',
    bounds: { events: Number(query.get('events') ?? 2_000), megabytes: 8, days: 7 },
    transport: createTransport(window, clock, guard), locks: query.get('locks') === 'off' ? undefined : navigator.locks,
    onFact: (fact) => void facts.push(fact), onLeftovers: (records) => void leftovers.push(...records),
});
let seq = 0;
/** @type {any[]} */
let pending = [];

/** @param {any[]} templates  envelopes without number and session @param {any} [posting] */
function add(templates, posting = { priority: 0 }) {
    for (const envelope of templates) {
        Object.assign(envelope.payload.context, { sessionKey, seq: (seq += 1) });
        envelope.eventId = ids.uuid();
        outbox.add(envelope, posting);
    }
    return seq;
}

const stopLifecycle = watchLifecycle(window, guard, (fact) => {
    facts.push(fact);
    if (fact.kind !== 'page') return;
    if (fact.state === 'restored') void outbox.start();
    if (fact.state !== 'leaving') return;
    // As the auditor does with the views that are still open.
    add(pending.splice(0), { priority: 1 });
    outbox.leave();
});
await outbox.start();

/** @type {any} */ (window).delivery = {
    sessionKey, outbox, store, facts, leftovers, errors, add, stopLifecycle,
    atTheEnd: (/** @type {any[]} */ templates) => void (pending = templates),
};
