/**
 * The time that something was looked at, and under which selections and data: a stopwatch whose laps are segments.
 */

/** @typedef {import('./moment.js').Moment} Moment */

/** Segments of one view; what comes later is added to the last one, which then says how many it stands for. */
export const MAXIMUM_SEGMENTS = 50;

/** Milliseconds. */
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
 * @property {Segment[]} segments  closed ones; their times may have fractions
 * @property {Shown} shown
 * @property {Moment | null} running  since when the clock runs
 * @property {Moment} stopped  when it last did not
 */

/** @param {Shown} shown @param {Moment} at @returns {ViewTime} a running clock */
export const startTime = (shown, at) =>
    ({ enteredAt: at.wall, enterTxn: shown.selectionTxnId, segments: [], shown: { ...shown }, running: at,
        stopped: at });

/** @param {ViewTime} time @param {Moment} at */
export function stopTime(time, at) {
    if (!time.running) return;
    lap(time, at);
    time.running = null;
    time.stopped = at;
}

/** @param {ViewTime} time @param {Moment} at */
export function goOn(time, at) {
    if (!time.running) time.running = at;
}

/**
 * Other selections or other data are on screen from now on.
 * @param {ViewTime} time @param {Shown} shown @param {Moment} at
 */
export function showOther(time, shown, at) {
    if (time.running) lap(time, at);
    if (time.running) time.running = at;
    time.shown = { ...shown };
}

/** @param {ViewTime} time @param {Moment} at */
function lap(time, at) {
    const ms = Math.max(0, at.mono - /** @type {Moment} */ (time.running).mono);
    const last = time.segments[time.segments.length - 1];
    const { selectionTxnId, dataStateId } = time.shown;
    const same = last && last.selectionTxnId === selectionTxnId && last.dataStateId === dataStateId;
    if (ms === 0) return;
    if (!last || (!same && time.segments.length < MAXIMUM_SEGMENTS)) time.segments.push({ ...time.shown, ms });
    else Object.assign(last, time.shown, { ms: last.ms + ms }, same ? {} : { merged: (last.merged ?? 1) + 1 });
}

/**
 * Milliseconds until `at`, whole.
 * @param {ViewTime} time @param {Moment} at
 */
export const totalOf = (time, at) => summary(time, at).duration;

/**
 * What can be told of this view as of `at`. Times are rounded as running totals, so the segments add up exactly.
 * @param {ViewTime} time @param {Moment} at
 */
export function summary(time, at) {
    const copy = { ...time, segments: time.segments.map((segment) => ({ ...segment })) };
    const left = time.running ? at : time.stopped;
    stopTime(copy, at);
    let exact = 0;
    let told = 0;
    for (const segment of copy.segments) {
        exact += segment.ms;
        segment.ms = Math.round(exact) - told;
        told += segment.ms;
    }
    // The two clocks tick apart by a millisecond now and then; more means that the wall clock was set back.
    const leftAt = left.wall > time.enteredAt + told - CLOCKS_APART ? left.wall : time.enteredAt + told;
    return {
        enteredAt: time.enteredAt, leftAt, duration: told,
        pausedMs: Math.max(0, Math.round(leftAt) - Math.round(time.enteredAt) - told),
        enterTxn: time.enterTxn, shown: time.shown, segments: copy.segments,
    };
}
