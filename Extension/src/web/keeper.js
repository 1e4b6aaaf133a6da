/** Keeps what waits, the store and the ledger in step: every change of what waits goes through here. */
import { clamp } from '../core/limits.js';
import { isFor, readEntry, rewriteEntry, storedForm, storeKey } from '../core/entry.js';
import { overflow } from '../core/queue.js';
import { addRange, isWithin, readRanges } from '../core/ranges.js';

/** @typedef {import('../core/entry.js').Entry} Entry */
/** @typedef {import('../core/ledger.js').Loss} Loss */
/** @typedef {import('../core/ranges.js').Ranges} Ranges */
/** @typedef {ReturnType<typeof createKeeper>} Keeper */

const MEGABYTE = 1_048_576;
/** Without durable storage that much waits in memory at most. */
const MEMORY = [500, 2 * MEGABYTE];

/**
 * @param {import('./outbox.js').OutboxGiven} given
 * @param {string} target
 * @param {ReturnType<typeof import('../core/ledger.js').createLedger>} ledger
 * @param {number} maxAge  milliseconds
 */
export function createKeeper({ store, bounds, clock, ids, sessionKey }, target, ledger, maxAge) {
    /** @type {Map<string, Entry>} */
    const queue = new Map();
    const most = [clamp(bounds.events, 1, 100_000, 2_000), clamp(bounds.megabytes, 0.1, 100, 8) * MEGABYTE];
    let writing = false;
    let healthy = store.durable;

    const fit = () => {
        const [events, bytes] = most.map((bound, i) => (healthy ? bound : Math.min(bound, MEMORY[i])));
        lose(overflow(queue, events, bytes), 'evicted');
    };
    /** @param {Entry} entry */
    const put = (entry) => {
        if (!writing || !store.durable) return;
        store.keep('entries', entry.key, storedForm(entry, bounds.keepOnDisk, ids.uuid)).then(() => {
            healthy = entry.kept = true;
        }, () => {
            healthy = false;
            fit();
        });
    };
    /** @param {Entry[]} entries */
    const remove = (entries) => {
        for (const { key } of entries) queue.delete(key);
        store.remove('entries', entries.map(({ key }) => key)).catch(() => {});
    };
    const losses = createLosses(store, target, () => clock.now() + maxAge);
    /** @param {Entry[]} entries @param {Loss} reason */
    const lose = (entries, reason) => {
        // First the names of what is lost, then the loss: a page that dies between says too much, never too little.
        losses.name(entries);
        for (const entry of entries) ledger.lose(entry, reason);
        if (entries.length) remove(entries);
    };
    return {
        queue, put, fit, lose,
        /**
         * From now on everything is stored at once, and what waited for it now. Where the page was away, another one
         * may have delivered or lost something of it meanwhile.
         */
        async write() {
            const there = new Set(await store.keys('entries').catch(() => [...queue.keys()]));
            const [record] = await store.read('losses', [storeKey(sessionKey, target)]).catch(() => []);
            ledger.learn(record?.value);
            writing = true;
            for (const entry of queue.values()) {
                if (!entry.kept) put(entry);
                else if (!entry.flying && !there.has(entry.key)) queue.delete(entry.key);
            }
        },
        /** @param {Entry} entry */
        add(entry) {
            queue.set(entry.key, entry);
            fit();
            if (queue.has(entry.key)) put(entry);
        },
        /** @param {Entry} entry */
        delivered(entry) {
            ledger.sent();
            remove([entry]);
            if (entry.text.includes('"lost":[')) losses.strike(JSON.parse(entry.text));
        },
        /** @param {Entry} entry @param {import('../core/ports.js').Envelope} envelope */
        rewrite(entry, envelope) {
            rewriteEntry(entry, envelope);
            put(entry);
        },
        durable: () => healthy,
    };
}

/**
 * Deletes what is stored of everybody, and names what is lost by it. What is under way stays.
 * @param {import('./store.js').Store} store
 * @param {string} target
 * @param {Keeper} keeper
 * @param {string} [spare]  key of a page whose events stay
 */
export async function purge(store, target, { queue, lose, put }, spare) {
    const keys = (await store.keys('entries')).filter((key) => !queue.has(key) && isFor(target, key));
    const others = (await store.read('entries', keys)).flatMap((raw, i) => readEntry(raw, keys[i]) ?? []);
    const spared = [...queue.values()].filter(({ flying, session }) => flying || session === spare);
    lose([...others, ...queue.values()].filter((entry) => !spared.includes(entry)), 'purged');
    await store.clear();
    spared.forEach(put);
}

/**
 * The names of what is lost, in the store, until an account that names them was delivered.
 * @param {import('./store.js').Store} store
 * @param {string} target
 * @param {() => number} expires  of what is stored now
 */
function createLosses(store, target, expires) {
    /** @type {(session: string, work: (lost: Ranges) => Ranges) => void} */
    const change = (session, work) => void store.update('losses', storeKey(session, target), (old) => {
        const lost = work(readRanges(old?.value));
        return lost.length ? { expires: expires(), value: lost } : undefined;
    }).catch(() => {});
    return {
        /** @param {Entry[]} entries */
        name(entries) {
            for (const session of new Set(entries.map((entry) => entry.session))) {
                const seqs = entries.filter((entry) => entry.session === session).map(({ seq }) => seq);
                change(session, (lost) => seqs.reduce((all, seq) => addRange(all, seq), lost));
            }
        },
        /** @param {any} account  that was delivered */
        strike({ payload: { context, event } }) {
            for (const { sessionKey, lost } of [{ ...context, lost: event.lost }, ...event.others ?? []]) {
                change(sessionKey, (left) => (isWithin(left, readRanges(lost)) ? [] : left));
            }
        },
    };
}
