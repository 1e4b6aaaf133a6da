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
 * @property {(ranges: [number, number][]) => void} learn  of this page, lost by another one that looked after it
 * @property {(type: string, reason: 'notPersisted') => void} change  content had to go, the envelope stays
 * @property {(records: unknown[]) => void} tellOthers  all losses of pages that are gone and that no account delivered
 *     so far has named
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
    let toldOthers = '[]';
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
        learn(ranges) {
            const before = JSON.stringify(lost);
            for (const [first, last] of ranges) addRange(lost, first, last);
            due = due || JSON.stringify(lost) !== before;
        },
        change: (type, reason) => add(reasons, reason),
        tellOthers(records) {
            others = records.flatMap((record) => readOther(record) ?? []).slice(0, OTHERS);
            due = due || (others.length > 0 && JSON.stringify(others) !== toldOthers);
        },
        lost: () => lost.map(([first, last]) => [first, last]),
        reasons: () => ({ ...reasons }),
        isDue: () => due,
        account(state) {
            toldOthers = JSON.stringify(others);
            due = false;
            return { sent, retried, dead, dropped: { ...dropped }, dropReasons: { ...reasons },
                lost: lost.map(([first, last]) => [first, last]), ...state,
                ...(others.length && { others: JSON.parse(toldOthers) }) };
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
