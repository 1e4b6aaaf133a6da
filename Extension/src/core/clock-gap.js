/**
 * Notices that the machine slept: nothing ran for much longer than it should have. Either clock may stand still during
 * sleep, so both are looked at.
 */

/** @typedef {import('./moment.js').Moment} Moment */

/** Milliseconds between two ticks, and how late one may be. */
export const TICK = 5_000;
const LATE = 15_000;

export function createClockGap() {
    /** @type {Moment | null} */
    let last = null;
    return {
        /**
         * @param {Moment} now @returns {Moment | null} when things last ran for certain, if a sleep lies between
         */
        seen(now) {
            const before = last;
            last = now;
            if (!before) return null;
            const gap = Math.max(now.mono - before.mono, now.wall - before.wall);
            return gap > TICK + LATE ? before : null;
        },
        /** @returns {number} monotonic time of the next tick */
        due: () => (last ? last.mono + TICK : -Infinity),
    };
}
