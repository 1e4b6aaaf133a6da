/** The account of what became of envelopes: counts, and the name of every sequence number that will never arrive. */
import { addRange, readRanges } from './ranges.js';

/** Sessions of other pages that one account names. */
const OTHERS = 50;

/**
 * Why a number is lost: pushed out by newer ones, too old, refused, stored with other content, too large, deleted by
 * hand, or of a type that the server never takes.
 * @typedef {'evicted' | 'expired' | 'refused' | 'conflict' | 'tooLarge' | 'purged' | 'stopped'} Loss
 */

/** @typedef {import('./ports.js').Ledger} Ledger */
/** @typedef {Pick<Ledger, 'circuit' | 'lastStatus' | 'internalErrors'>} LedgerState */

/** @param {string} own  key of this page */
export function createLedger(own) {
    let [sent, retried, dead, losses] = [0, 0, 0, 0];
    /** @type {Record<string, number>} */
    const dropped = {};
    /** @type {Record<string, number>} */
    const dropReasons = {};
    /** @type {import('./ranges.js').Ranges} */
    let lost = [];
    /** @type {{ sessionKey: string, lost: import('./ranges.js').Ranges }[]} */
    let others = [];
    let told = '[]';
    let due = false;
    return {
        sent: () => void (sent += 1),
        retried: () => void (retried += 1),
        /** @type {(entry: import('./entry.js').Entry, reason: Loss) => void} what other pages lose the store names */
        lose({ session, seq, type }, reason) {
            for (const [counts, name] of /** @type {const} */ ([[dropped, type], [dropReasons, reason]])) {
                counts[name] = (counts[name] || 0) + 1;
            }
            losses += 1;
            if (reason === 'refused' || reason === 'tooLarge') dead += 1;
            if (session === own) lost = addRange(lost, seq);
            due = true;
        },
        /** @param {unknown} raw  ranges of this page that another one lost, which looked after it */
        learn(raw) {
            due ||= !!raw;
            lost = readRanges(raw, lost);
        },
        /** @param {[string, unknown][]} records  of pages that are gone, which no account delivered so far has named */
        tellOthers(records) {
            others = records.slice(0, OTHERS).map(([sessionKey, raw]) => ({ sessionKey, lost: readRanges(raw) }));
            due ||= others.length > 0 && JSON.stringify(others) !== told;
        },
        /** How many are lost. */
        losses: () => losses,
        /** Something is lost that no account has named yet. */
        isDue: () => due,
        /** @type {(state: LedgerState) => Ledger} and nothing is due any more */
        account(state) {
            told = JSON.stringify(others);
            due = false;
            return JSON.parse(JSON.stringify({ sent, retried, dead, dropped, dropReasons, lost, ...state,
                others: others.length ? others : undefined }));
        },
    };
}
