/**
 * The report on what was lost on the way, and why. It is cumulative, so a lost report is made good by the next one.
 */

import { CAPS, countOf, cut, firstOf, isUuid } from './limits.js';
import { readRanges } from './ranges.js';

/** @typedef {import('./ports.js').Ledger} Ledger */

/** Milliseconds between two reports; names and pages that are gone in one. */
const BOUNDS = { pause: 5 * 60_000, names: 60, others: 50 };

/** @param {unknown} counts @returns {Record<string, number>} */
const countsOf = (counts) => Object.fromEntries(Object.entries(counts && typeof counts === 'object' ? counts : {})
    .slice(0, BOUNDS.names).map(([name, count]) => [cut(name, CAPS.name), countOf(count)])
    .filter(([, count]) => count !== 0));

/** @typedef {{ sessionKey: string, lost: [number, number][] }} OtherLoss */

/**
 * What is lost of pages that are gone. The outbox names them once.
 * @param {any} raw @returns {OtherLoss[]}
 */
const othersOf = (raw) => firstOf(raw?.others, BOUNDS.others).flatMap((/** @type {any} */ one) =>
    (isUuid(one?.sessionKey) ? [{ sessionKey: one.sessionKey, lost: readRanges(one.lost) }] : []));

/** @param {Partial<Ledger> | undefined} raw @returns {Ledger} */
export function ledgerOf(raw) {
    const circuit = raw?.circuit === 'open' || raw?.circuit === 'halted' ? raw.circuit : 'closed';
    return { sent: countOf(raw?.sent), retried: countOf(raw?.retried), dead: countOf(raw?.dead),
        dropped: countsOf(raw?.dropped), dropReasons: countsOf(raw?.dropReasons), lost: readRanges(raw?.lost), circuit,
        lastStatus: Number.isSafeInteger(raw?.lastStatus) ? /** @type {number} */ (raw?.lastStatus) : null,
        internalErrors: countOf(raw?.internalErrors) };
}

/** @param {Record<string, number>} unfit events that could not be built, by type */
export function createHealth(unfit) {
    let ledger = ledgerOf(undefined);
    let next = -Infinity;
    /** @type {OtherLoss[]} */
    let others = [];
    /** The losses; whatever else a ledger says is no reason for a report. */
    const losses = () =>
        JSON.stringify([ledger.dead, ledger.dropped, ledger.lost, ledger.internalErrors, others]);
    const unfitOnes = () => Object.values(unfit).reduce((sum, count) => sum + count, 0);
    let current = losses(); // kept, because it is asked for at every fact
    let told = current;
    let toldUnfit = 0;
    const isTold = () => current === told && unfitOnes() === toldUnfit;
    const report = (level = 'warn') => {
        const dropped = { ...ledger.dropped };
        const count = unfitOnes();
        for (const [type, more] of Object.entries(unfit)) dropped[type] = (dropped[type] ?? 0) + more;
        return { type: 'client.health', level, ...ledger, dropped,
            dropReasons: { ...ledger.dropReasons, ...(count > 0 ? { unfit: count } : {}) },
            ...(others.length ? { others } : {}) };
    };
    return {
        /** @type {(raw: Partial<Ledger> | undefined) => { before: Ledger, after: Ledger }} */
        take(raw) {
            const before = ledger;
            ledger = ledgerOf(raw);
            others = others.concat(othersOf(raw)).slice(-BOUNDS.others);
            current = losses();
            return { before, after: ledger };
        },
        due: () => (isTold() ? Infinity : next),
        report,
        /** @type {(mono: number) => Record<string, unknown> | null} */
        tell(mono) {
            if (mono < next || isTold()) return null;
            const event = report();
            others = [];
            told = current = losses();
            toldUnfit = unfitOnes();
            next = mono + BOUNDS.pause;
            return event;
        },
        lost: () => ledger.lost,
    };
}
