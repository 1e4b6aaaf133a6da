/**
 * The time that something was looked at, and under which selections and data: a stopwatch whose laps are segments.
 */

/** @typedef {import('./moment.js').Moment} Moment */

/** Segments of one view; what comes later is added to the last one, which then says how many it stands for. */
const MAXIMUM_SEGMENTS = 50;

/** Milliseconds that the two clocks may differ. */
const CLOCKS_APART = 50;

/** @typedef {{ selectionTxnId: string | null, dataStateId: number | null, ms: number, merged?: number }} Segment */

/**
 * What is on screen.
 * @typedef {{ selectionTxnId: string | null, dataStateId: number | null }} Shown
 */

/**
 * @typedef {Object} ViewTime
 * @property {number} enteredAt  wall time
 * @property {string | null} enterTxn
 * @property {Segment[]} segments
 * @property {Shown} shown  what has been on screen since the last lap
 * @property {boolean} running
 * @property {Moment} left  until when all is counted
 * @property {number} exact  milliseconds, with fractions
 * @property {number} duration  the same, whole: the sum of the segments
 */

/** @param {Shown} shown @param {Moment} at @param {boolean} [running] @returns {ViewTime} */
export const startTime = (shown, at, running = true) => ({ enteredAt: at.wall, enterTxn: shown.selectionTxnId,
    segments: [], shown, running, left: at, exact: 0, duration: 0 });

/**
 * Counts what went by until `at`.
 * @param {ViewTime} time @param {Moment} at
 */
export function lap(time, at) {
    if (!time.running) return;
    const { segments, shown } = time;
    time.exact += Math.max(0, at.mono - time.left.mono);
    time.left = at;
    // Running totals are rounded, not parts, so the segments add up exactly.
    const ms = Math.round(time.exact) - time.duration;
    if (ms === 0) return;
    time.duration += ms;
    const last = segments[segments.length - 1];
    const same = last && last.selectionTxnId === shown.selectionTxnId && last.dataStateId === shown.dataStateId;
    if (same) last.ms += ms;
    else if (segments.length < MAXIMUM_SEGMENTS) segments.push({ ...shown, ms });
    else Object.assign(last, shown, { ms: last.ms + ms, merged: (last.merged ?? 1) + 1 });
}

/** @param {ViewTime} time @param {Moment} at */
export function stopTime(time, at) {
    lap(time, at);
    time.running = false;
}

/** @param {ViewTime} time @param {Moment} at */
export function goOn(time, at) {
    if (time.running) return;
    time.running = true;
    time.left = at;
}

/**
 * When it was left, and how much of the time between was not looked at.
 * @param {ViewTime} time @returns {{ leftAt: number, pausedMs: number }}
 */
export function endOf({ enteredAt, duration, left }) {
    // The two clocks tick apart by a millisecond now and then; more means that the wall clock was set back.
    const counted = enteredAt + duration;
    const leftAt = left.wall > counted - CLOCKS_APART ? left.wall : counted;
    return { leftAt, pausedMs: Math.max(0, Math.round(leftAt) - Math.round(enteredAt) - duration) };
}
