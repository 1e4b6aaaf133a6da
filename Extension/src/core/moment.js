/**
 * A point in time on both clocks: wall time names it, monotonic time measures from it.
 * @typedef {{ wall: number, mono: number }} Moment
 */

/** @param {import('./ports.js').Clock} clock @returns {Moment} */
export const momentOf = (clock) => ({ wall: clock.now(), mono: clock.mono() });

/**
 * The moment at which the monotonic clock showed `mono`, seen from `now`.
 * @param {Moment} now @param {number} mono @returns {Moment}
 */
export const momentAt = (now, mono) => ({ wall: now.wall - (now.mono - mono), mono });

/** @param {number} wall @returns {string} ISO 8601, UTC, milliseconds */
export const isoOf = (wall) => new Date(Math.round(wall)).toISOString();
