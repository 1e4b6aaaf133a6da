/**
 * The time that something was looked at, and under which selections and data: a stopwatch whose laps are segments.
 */

import { isoOf } from './limits.js';
import { shownOf } from './state.js';

/** @typedef {import('./state.js').Audit} Audit */

/** Segments of one view; what comes later is added to the last one, which then says how many it stands for. */
const MAXIMUM_SEGMENTS = 50;

/** @typedef {{ selectionTxnId: string | null, dataStateId: number | null, ms: number, merged?: number }} Segment */

/**
 * What is on screen.
 * @typedef {{ selectionTxnId: string | null, dataStateId: number | null }} Shown
 */

/**
 * @typedef {Object} ViewTime
 * @property {number} begun
 * @property {number} wallBegun  the same by the wall clock
 * @property {string | null} enterTxn
 * @property {Segment[]} segments
 * @property {Shown} shown  what has been on screen since the last lap
 * @property {boolean} ticking
 * @property {number} counted  until when all is counted
 * @property {number} looked  milliseconds looked at, with fractions
 */

/** @param {Audit} a @param {boolean} [running] @param {number} [begun] @returns {ViewTime} */
export const startTime = (a, running = true, begun = a.at) => ({ begun, wallBegun: begun + a.offset, enterTxn: a.txn,
    segments: [], shown: shownOf(a), ticking: running, counted: begun, looked: 0 });

/**
 * Counts what went by, and goes on or not.
 * @param {Audit} a @param {ViewTime} time @param {boolean} [running]
 */
export function lap({ at }, time, running = time.ticking) {
    const { segments, shown, looked } = time;
    if (time.ticking) time.looked += at - time.counted;
    if (time.ticking || running) time.counted = at;
    time.ticking = running;
    // Running totals are rounded, not parts, so the segments add up exactly.
    const ms = Math.round(time.looked) - Math.round(looked);
    if (!ms) return;
    const last = segments[segments.length - 1];
    if (last && last.selectionTxnId === shown.selectionTxnId && last.dataStateId === shown.dataStateId) last.ms += ms;
    else if (segments.length < MAXIMUM_SEGMENTS) segments.push({ ...shown, ms });
    else Object.assign(last, shown, { ms: last.ms + ms, merged: (last.merged ?? 1) + 1 });
}

/**
 * As events tell it. The wall clock may have been set meanwhile; the other one has not.
 * @param {ViewTime} time
 */
export function timesOf({ begun, wallBegun, counted, looked }) {
    const wallLeft = wallBegun + counted - begun;
    const duration = Math.round(looked);
    return { enteredAt: isoOf(wallBegun), leftAt: isoOf(wallLeft), duration,
        pausedMs: Math.max(0, Math.round(wallLeft) - Math.round(wallBegun) - duration) };
}
