/** Sets of sequence numbers as sorted closed ranges that neither touch nor overlap. */

/** @typedef {[number, number][]} Ranges */

/**
 * Ranges of one set at most. Beyond, the nearest two become one: then numbers that did arrive are named too, which the
 * server can tell, while a number left out could never be explained.
 */
export const RANGES = 2_000;

/**
 * Adds the numbers from `first` to `last`.
 * @param {Ranges} ranges  changed @param {number} first @param {number} [last]
 */
export function addRange(ranges, first, last = first) {
    let at = ranges.findIndex(([, end]) => end >= first - 1);
    if (at < 0) at = ranges.length;
    let until = at;
    while (until < ranges.length && ranges[until][0] <= last + 1) {
        first = Math.min(first, ranges[until][0]);
        last = Math.max(last, ranges[until][1]);
        until += 1;
    }
    ranges.splice(at, until - at, [first, last]);
    if (ranges.length > RANGES) joinNearest(ranges);
}

/**
 * What is left of a set without another.
 * @param {Ranges} ranges
 * @param {Ranges} without
 * @returns {Ranges}
 */
export function withoutRanges(ranges, without) {
    return without.reduce((left, [first, last]) => left.flatMap(([from, to]) => {
        /** @type {Ranges} */
        const parts = [[from, Math.min(to, first - 1)], [Math.max(from, last + 1), to]];
        return parts.filter(([a, b]) => a <= b);
    }), ranges);
}

/** @param {unknown} raw  from a store, so nothing is certain @returns {Ranges} */
export function readRanges(raw) {
    /** @type {Ranges} */
    const ranges = [];
    for (const pair of Array.isArray(raw) ? raw.slice(0, RANGES) : []) {
        const [first, last] = Array.isArray(pair) ? pair : [];
        if (Number.isSafeInteger(first) && Number.isSafeInteger(last) && first >= 1 && first <= last) {
            addRange(ranges, first, last);
        }
    }
    return ranges;
}

/** @param {Ranges} ranges */
function joinNearest(ranges) {
    let best = 1;
    for (let i = 2; i < ranges.length; i += 1) {
        if (ranges[i][0] - ranges[i - 1][1] < ranges[best][0] - ranges[best - 1][1]) best = i;
    }
    ranges.splice(best - 1, 2, [ranges[best - 1][0], ranges[best][1]]);
}
