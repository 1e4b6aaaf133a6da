/** Rows of straight cubes and of list objects. Pure. */
import { list } from './untrusted.js';

/** @typedef {{ qTop: number, qLeft: number, qWidth: number, qHeight: number }} Area */

/** What the engine takes in one call. */
export const MAXIMUM_CELLS = 10_000;

/**
 * `qText` always: texts are flagged null among measures.
 * @param {any} cell @returns {string}
 */
export const textOfCell = (cell) => (typeof cell?.qText === 'string' ? cell.qText : '-');

/**
 * The rows of pages, by number; the first that has a row counts.
 * @param {unknown} pages @param {number[]} places  where each column stands @param {Map<number, string[]>} [rows]
 */
export function rowsOf(pages, places, rows = new Map()) {
    for (const page of list(pages)) {
        if (page?.qArea?.qLeft) continue;
        list(page?.qMatrix).forEach((row, i) => {
            const number = (Number(page.qArea?.qTop) || 0) + i;
            if (list(row).length && !rows.has(number)) rows.set(number, places.map((place) => textOfCell(row[place])));
        });
    }
    return rows;
}

/**
 * The windows that have to be asked for, each within what one call may hold.
 * @param {Map<number, unknown>} known @param {number} from @param {number} to  exclusive @param {number} width
 * @param {number} calls  at most
 * @returns {Area[]}
 */
export function windowsFor(known, from, to, width, calls) {
    /** @type {Area[]} */
    const areas = [];
    for (let row = from; row < to && areas.length < calls; row++) {
        if (known.has(row)) continue;
        const qHeight = Math.min(Math.floor(MAXIMUM_CELLS / width), to - row);
        areas.push({ qTop: row, qLeft: 0, qWidth: width, qHeight });
        row += qHeight - 1;
    }
    return areas;
}

/**
 * Rows in a stretch without gaps.
 * @param {Map<number, string[]>} rows @param {number} from @param {number} to
 */
export function stretch(rows, from, to) {
    const made = [];
    for (let i = from; i < to && rows.has(i); i++) made.push(/** @type {string[]} */ (rows.get(i)));
    return made;
}
