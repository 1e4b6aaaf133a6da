/**
 * The report on what was lost on the way, and why. It is cumulative, so a lost report is made good by the next one.
 */

import { CAPS, countOf, cut, firstOf } from './limits.js';

/** @typedef {import('./ports.js').Ledger} Ledger */

/** Milliseconds between two reports; ranges and names in one. */
const BOUNDS = { pause: 5 * 60_000, ranges: 500, names: 50 };

/** @param {unknown} counts @returns {Record<string, number>} */
const countsOf = (counts) => Object.fromEntries(Object.entries(counts && typeof counts === 'object' ? counts : {})
    .slice(0, BOUNDS.names).map(([name, count]) => [cut(name, CAPS.name), countOf(count)]));

/** @param {unknown} ranges @returns {[number, number][]} */
const rangesOf = (ranges) => firstOf(/** @type {[number, number][]} */ (ranges), BOUNDS.ranges)
    .filter((range) => Array.isArray(range) && range.length === 2 && range[0] >= 1 && range[1] >= range[0]
        && range.every(Number.isSafeInteger));

/** @param {Partial<Ledger> | undefined} raw @returns {Ledger} */
export function ledgerOf(raw) {
    const circuit = raw?.circuit === 'open' || raw?.circuit === 'halted' ? raw.circuit : 'closed';
    return { sent: countOf(raw?.sent), retried: countOf(raw?.retried), dead: countOf(raw?.dead),
        dropped: countsOf(raw?.dropped), dropReasons: countsOf(raw?.dropReasons), lost: rangesOf(raw?.lost), circuit,
        lastStatus: Number.isSafeInteger(raw?.lastStatus) ? /** @type {number} */ (raw?.lastStatus) : null,
        internalErrors: countOf(raw?.internalErrors) };
}

/** @param {Record<string, number>} unfit events that could not be built, by type */
export function createHealth(unfit) {
    let ledger = ledgerOf(undefined);
    let told = '';
    let next = -Infinity;
    /** The losses; whatever else a ledger says is no reason for a report. */
    const losses = () => JSON.stringify([ledger.dead, ledger.dropped, ledger.lost, ledger.internalErrors, unfit]);
    told = losses();
    const report = (level = 'warn') => {
        const dropped = { ...ledger.dropped };
        let count = 0;
        for (const [type, more] of Object.entries(unfit)) {
            dropped[type] = (dropped[type] ?? 0) + more;
            count += more;
        }
        return { type: 'client.health', level, ...ledger, dropped,
            dropReasons: { ...ledger.dropReasons, ...(count > 0 ? { unfit: count } : {}) } };
    };
    return {
        /** @type {(raw: Partial<Ledger> | undefined) => { before: Ledger, after: Ledger }} */
        take(raw) {
            const before = ledger;
            ledger = ledgerOf(raw);
            return { before, after: ledger };
        },
        due: () => (losses() === told ? Infinity : next),
        report,
        /** @type {(mono: number) => Record<string, unknown> | null} */
        tell(mono) {
            if (mono < next || losses() === told) return null;
            told = losses();
            next = mono + BOUNDS.pause;
            return report();
        },
        lost: () => ledger.lost,
    };
}
