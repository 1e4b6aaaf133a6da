/**
 * The report on what was lost on the way, and why. It is cumulative, so a lost report is made good by the next one.
 */

import { emit } from './trail.js';

/** @typedef {import('./state.js').Audit} Audit */

/** Milliseconds between two reports; pages that are gone in one. */
const BOUNDS = { pause: 5 * 60_000, others: 50 };

/**
 * The ledger of our own outbox.
 * @param {Audit} a @param {Partial<import('./ports.js').Ledger>} ledger
 */
export function takeLedger(a, { others = [], ...ledger }) {
    Object.assign(a.ledger = { ...a.ledger }, ledger);
    a.others = a.others.concat(others).slice(-BOUNDS.others); // the outbox names them once
    weigh(a);
}

/**
 * Only losses are a reason for a report, and only new ones.
 * @param {Audit} a
 */
function weigh(a) {
    const { dead, dropped, lost, internalErrors } = a.ledger;
    const any = dead || internalErrors || lost.length || a.others.length || Object.values(dropped).some(Boolean);
    a.losses = any || unfitOf(a) ? JSON.stringify([dead, dropped, lost, internalErrors, a.others, a.unfit]) : '';
}

/** @param {Audit} a events that could not be built */
const unfitOf = (a) => Object.values(a.unfit).reduce((sum, count) => sum + count, 0);

/** @param {Audit} a @returns {import('./state.js').Task} */
export const healthTask = (a) => [a.on && a.losses !== a.lossesTold ? a.healthNext : Infinity, (at) => {
    tellHealth(a, { level: 'warn' });
    a.others = [];
    weigh(a);
    a.lossesTold = a.losses;
    a.healthNext = at.mono + BOUNDS.pause;
}];

/** @param {Audit} a @param {Record<string, unknown>} more */
export function tellHealth(a, more) {
    const { ledger, unfit, others } = a;
    const dropped = { ...ledger.dropped };
    for (const [type, count] of Object.entries(unfit)) dropped[type] = (dropped[type] ?? 0) + count;
    emit(a, 3, 'audit.event', { type: 'client.health', ...ledger, dropped,
        dropReasons: { ...ledger.dropReasons, unfit: unfitOf(a) || undefined },
        others: others.length ? others : undefined, ...more });
}
