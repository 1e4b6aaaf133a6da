/** The account of what became of envelopes: counts, and the name of every sequence number that will never arrive. */
import { addRange, readRanges } from './ranges.js';

/** Names of types and reasons that are counted apart; the rest is `other`. Types come from the core, so few exist. */
const NAMES = 50;
/** Sessions of other pages that one account names. */
const OTHERS = 50;

/**
 * Why a number is lost: pushed out by newer ones, too old, refused, stored with other content, too large, the only one
 * that the server fails at, deleted by hand, or of a type that the server never takes.
 * @typedef {'evicted' | 'expired' | 'refused' | 'conflict' | 'tooLarge' | 'blocked' | 'purged' | 'stopped'} Loss
 */

/**
 * What is lost of a page that is gone.
 * @typedef {{ sessionKey: string, lost: [number, number][] }} OtherLoss
 */

/**
 * @typedef {Object} LedgerBook
 * @property {() => void} sent
 * @property {() => void} retried
 * @property {(type: string, seq: number, reason: Loss) => void} lose  of this page
 * @property {(type: string, reason: Loss) => void} loseOther  of a page that is gone; its numbers are kept in the store
 * @property {(type: string, reason: 'notPersisted') => void} change  content had to go, the envelope stays
 * @property {(records: unknown[]) => void} tellOthers  losses of pages that are gone, for the next account
 * @property {() => [number, number][]} lost
 * @property {() => boolean} isDue  something is lost that no account has named yet
 * @property {(state: Pick<import('./ports.js').Ledger, 'circuit' | 'lastStatus' | 'internalErrors'>)
 *     => import('./ports.js').Ledger} account  and nothing is due any more
 * @property {() => import('./ports.js').Ledger['dropReasons']} reasons
 */

/** @returns {LedgerBook} */
export function createLedger() {
    let [sent, retried, dead] = [0, 0, 0];
    /** @type {Record<string, number>} */
    const dropped = {};
    /** @type {Record<string, number>} */
    const reasons = {};
    /** @type {[number, number][]} */
    const lost = [];
    /** @type {OtherLoss[]} */
    let others = [];
    let due = false;

    /** @param {string} type @param {Loss} reason */
    const drop = (type, reason) => {
        add(dropped, type);
        add(reasons, reason);
        if (reason === 'refused' || reason === 'tooLarge' || reason === 'blocked') dead += 1;
        due = true;
    };
    return {
        sent: () => void (sent += 1),
        retried: () => void (retried += 1),
        lose(type, seq, reason) {
            drop(type, reason);
            addRange(lost, seq);
        },
        loseOther: drop,
        change: (type, reason) => add(reasons, reason),
        tellOthers(records) {
            const read = records.map(readOther).filter((other) => other !== null);
            others = others.concat(/** @type {OtherLoss[]} */ (read)).slice(-OTHERS);
            due = due || read.length > 0;
        },
        lost: () => lost.map(([first, last]) => [first, last]),
        reasons: () => ({ ...reasons }),
        isDue: () => due,
        account(state) {
            const told = others;
            others = [];
            due = false;
            return { sent, retried, dead, dropped: { ...dropped }, dropReasons: { ...reasons },
                lost: lost.map(([first, last]) => [first, last]), ...(told.length && { others: told }), ...state };
        },
    };
}

/** @param {Record<string, number>} counts @param {string} name */
function add(counts, name) {
    const key = name in counts || Object.keys(counts).length < NAMES ? name : 'other';
    counts[key] = (counts[key] || 0) + 1;
}

/** @param {any} record  of the store @returns {OtherLoss | null} */
function readOther(record) {
    const lost = readRanges(record?.lost);
    return typeof record?.sessionKey === 'string' && lost.length ? { sessionKey: record.sessionKey, lost } : null;
}
