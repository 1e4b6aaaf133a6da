/** Order and bounds of all that waits to be sent. */

import { SCREENSHOT } from './rewrite.js';

/** @typedef {import('./entry.js').Entry} Entry */

/**
 * An envelope that the server failed at so often may be the cause itself: it lets the others pass, and comes again
 * when they have failed as often, or when nothing else waits.
 */
const PATIENCE = 3;

/** @param {Iterable<Entry>} entries */
export const bytesOf = (entries) => [...entries].reduce((sum, { bytes }) => sum + bytes, 0);

/** @param {Iterable<Entry>} entries  what flies is spared: it may be arriving now */
const resting = (entries) => [...entries].filter(({ flying }) => !flying);

/**
 * What goes next: what lapses soon, then this page's own by number, then what dead pages left, page by page.
 * @param {Iterable<Entry>} entries
 * @param {string} own  key of this page
 * @param {number} events  at most
 * @param {number} bytes  at most, but one is always given
 */
export function pick(entries, own, events, bytes) {
    const rank = (/** @type {Entry} */ { type, faults, session }) =>
        4 * Math.floor(faults / PATIENCE) + (type === SCREENSHOT ? 0 : 2) + (session === own ? 0 : 1);
    const sorted = resting(entries).sort((a, b) => rank(a) - rank(b)
        || (a.session === b.session ? a.seq - b.seq : a.session < b.session ? -1 : 1));
    let size = 0;
    const end = sorted.findIndex((entry, i) => (size += entry.bytes) > bytes && i > 0);
    return sorted.slice(0, end < 0 ? events : Math.min(end, events));
}

/**
 * What must go so that the rest fits: of the lowest class the oldest first.
 * @param {Map<string, Entry>} entries
 * @param {number} events
 * @param {number} bytes
 */
export function overflow(entries, events, bytes) {
    let [count, size] = [entries.size, bytesOf(entries.values())];
    if (count <= events && size <= bytes) return [];
    return resting(entries.values()).sort((a, b) => b.priority - a.priority || a.expires - b.expires || a.seq - b.seq)
        .filter((entry) => {
            if (count <= events && size <= bytes) return false;
            count -= 1;
            size -= entry.bytes;
            return true;
        });
}
