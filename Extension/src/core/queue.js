/**
 * All that waits to be sent, in order and bounded. Pure: it holds entries and says which goes next and which must go.
 *
 * Order: what lapses soon, then this page's own by number, then what dead pages left, page by page by number. When the
 * first one fails several times, it may be the cause itself: then another one is let before it, once, as a scout.
 */
import { settleForSpare } from './entry.js';

/** @typedef {import('./entry.js').Entry} Entry */
/** @typedef {{ events: number, bytes: number }} QueueBounds */

/** Failures in a row that may be an envelope's own fault, after which a scout goes before it. */
const SUSPECT_FAILURES = 3;
/** How often scouts must have passed where it failed, until it is given up. */
const STRIKES = 3;

/**
 * @typedef {Object} Queue
 * @property {(entry: Entry) => void} add  may exceed the bounds; `overflow` says what has to go
 * @property {(entry: Entry) => boolean} has
 * @property {(session: string, seq: number) => Entry | undefined} find
 * @property {(entry: Entry) => void} remove
 * @property {(bounds: QueueBounds) => { shed: Entry[], evicted: Entry[] }} overflow  what gave up its version in
 *     memory, and what is no longer in the queue
 * @property {(wall: number) => Entry[]} expired  still in the queue
 * @property {(limits?: Pick) => Entry[]} next  in order; nothing that flies; one when no limits are given
 * @property {(entry: Entry, proven: boolean) => boolean} failed  maybe by its own fault; `proven`: another one passed
 *     just before. Answers whether it has to be given up
 * @property {() => Entry[]} all  in the order of adding
 * @property {() => number} size
 * @property {() => number} bytes
 */

/**
 * `scout`: nothing has passed since the last failure, so the suspect waits behind another.
 * @typedef {{ events?: number, bytes?: number, urgentOnly?: boolean, scout?: boolean }} Pick
 */

/** @param {string} own  key of this page @returns {Queue} */
export function createQueue(own) {
    /** @type {Map<string, Entry>} */
    const entries = new Map();
    const key = (/** @type {string} */ session, /** @type {number} */ seq) => `${session} ${seq}`;
    const all = () => [...entries.values()];
    const bytes = () => all().reduce((sum, entry) => sum + entry.bytes, 0);

    /** @param {Entry} entry */
    const remove = (entry) => void entries.delete(key(entry.session, entry.seq));
    /**
     * What flies is spared: it may be arriving now.
     * @returns {Entry | undefined}
     */
    const victim = () => best(all().filter((entry) => !entry.flying), (a, b) => b.priority - a.priority
        || a.added - b.added || compareOrder(a, b, own));
    return {
        add: (entry) => void entries.set(key(entry.session, entry.seq), entry),
        has: (entry) => entries.get(key(entry.session, entry.seq)) === entry,
        find: (session, seq) => entries.get(key(session, seq)),
        remove,
        overflow({ events, bytes: most }) {
            /** @type {{ shed: Entry[], evicted: Entry[] }} */
            const gone = { shed: [], evicted: [] };
            let size = bytes();
            for (const entry of entries.size && size > most ? all() : []) {
                if (size <= most) break;
                const before = entry.bytes;
                if (entry.flying || !settleForSpare(entry)) continue;
                size -= before - entry.bytes;
                gone.shed.push(entry);
            }
            while (entries.size > events || size > most) {
                const entry = victim();
                if (!entry) break;
                remove(entry);
                size -= entry.bytes;
                gone.evicted.push(entry);
            }
            return gone;
        },
        expired: (wall) => all().filter((entry) => !entry.flying && entry.expires <= wall),
        next({ events = 1, bytes: most = Infinity, urgentOnly = false, scout = false } = {}) {
            const sorted = all().filter((entry) => !entry.flying && (!urgentOnly || entry.urgent))
                .sort((a, b) => (scout ? Number(isSuspect(a)) - Number(isSuspect(b)) : 0) || compareOrder(a, b, own));
            const picked = [];
            let size = 0;
            for (const entry of sorted) {
                size += entry.bytes;
                // A suspect goes alone, so that it takes no other with it.
                if (picked.length === events || (picked.length && (size > most || isSuspect(entry)))) break;
                picked.push(entry);
                if (isSuspect(entry)) break;
            }
            return picked;
        },
        failed(entry, proven) {
            if (isSuspect(entry) && proven) {
                entry.strikes += 1;
                entry.failures = 0;
            }
            for (const other of entries.values()) if (other !== entry) other.failures = 0;
            entry.failures += 1;
            return entry.strikes >= STRIKES;
        },
        all,
        size: () => entries.size,
        bytes,
    };
}

/** @param {Entry} entry */
const isSuspect = (entry) => entry.failures >= SUSPECT_FAILURES;

/** @param {Entry} a @param {Entry} b @param {string} own */
function compareOrder(a, b, own) {
    return Number(b.urgent) - Number(a.urgent) || Number(a.session !== own) - Number(b.session !== own)
        || (a.session === b.session ? a.seq - b.seq : a.session < b.session ? -1 : 1);
}

/**
 * The first in this order.
 * @template T @param {T[]} items @param {(a: T, b: T) => number} compare
 */
function best(items, compare) {
    return items.reduce((/** @type {T | undefined} */ found, item) =>
        (found === undefined || compare(item, found) < 0 ? item : found), undefined);
}
