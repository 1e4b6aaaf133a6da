/** Sets of sequence numbers as sorted closed ranges that neither touch nor overlap. */

/** @typedef {[number, number][]} Ranges */

/**
 * Ranges of one set at most. Beyond, the oldest two become one: then numbers that did arrive are named too, which the
 * server can tell, while a number left out could never be explained.
 */
export const RANGES = 2_000;

/**
 * With the numbers from `first` to `last` too.
 * @param {Ranges} ranges @param {number} first @param {number} [last] @returns {Ranges}  a new one
 */
export function addRange(ranges, first, last = first) {
    const apart = ranges.filter(([from, to]) => {
        if (to < first - 1 || from > last + 1) return true;
        first = Math.min(first, from);
        last = Math.max(last, to);
    });
    apart.push([first, last]);
    apart.sort(([a], [b]) => a - b);
    return apart.length > RANGES ? [[apart[0][0], apart[1][1]], ...apart.slice(2)] : apart;
}

/**
 * @param {unknown} raw  from a store, so nothing is certain
 * @param {Ranges} [ranges]  to add them to
 * @returns {Ranges}
 */
export function readRanges(raw, ranges = []) {
    for (const pair of Array.isArray(raw) ? raw.slice(0, RANGES) : []) {
        const [first, last] = Array.isArray(pair) ? pair : [];
        if (Number.isSafeInteger(first) && Number.isSafeInteger(last) && first >= 1 && first <= last) {
            ranges = addRange(ranges, first, last);
        }
    }
    return ranges;
}

/**
 * Whether all of one set is in another.
 * @param {Ranges} part @param {Ranges} whole
 */
export const isWithin = (part, whole) =>
    part.every(([first, last]) => whole.some(([from, to]) => from <= first && last <= to));
