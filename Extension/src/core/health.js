/**
 * The report on what was lost on the way, and why. It is cumulative, so a lost report is made good by the next one.
 */

import { emit } from './trail.js';

/** @typedef {import('./state.js').Audit} Audit */

/** Milliseconds between two reports. */
const PAUSE = 5 * 60_000;

/** @param {Audit} a @returns {import('./state.js').Task} our outbox tells its ledger when there are new losses */
export const healthTask = (a) => [a.on && a.losses ? a.healthNext : Infinity, (at) => {
    tellHealth(a, 'warn');
    a.losses = false;
    a.healthNext = at.mono + PAUSE;
}];

/** @param {Audit} a @param {'warn' | 'error'} level @param {string} [reason] */
export function tellHealth(a, level, reason) {
    const { ledger, unfit } = a;
    const dropped = { ...ledger.dropped };
    const dropReasons = { ...ledger.dropReasons };
    for (const [type, count] of Object.entries(unfit)) {
        dropped[type] = (dropped[type] || 0) + count;
        dropReasons.unfit = (dropReasons.unfit || 0) + count;
    }
    emit(a, 3, 'audit.event', { type: 'client.health', level, reason, ...ledger, dropped, dropReasons });
}
