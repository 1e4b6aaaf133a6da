/** Rows of straight cubes and of list objects. Pure. */
import { at, itemsOf, membersOf } from './untrusted.js';

/** @typedef {{ qTop: number, qLeft: number, qWidth: number, qHeight: number }} Area */

/** What the engine takes in one call. */
export const MAXIMUM_CELLS = 10_000;

/**
 * `qText` always: texts are flagged null among measures.
 * @param {unknown} cell
 */
export const textOfCell = (cell) => {
    const text = membersOf(cell).qText;
    return typeof text === 'string' ? text : '-';
};

/**
 * Where each wanted column stands in the matrix.
 * @param {unknown} cube @param {number} width  of the matrix @param {number[]} wanted  counted dimensions first
 */
export function placesOf(cube, width, wanted) {
    const order = itemsOf(at(cube, 'qColumnOrder'), width);
    return wanted.map((column) => (order.length === width ? order.indexOf(column) : column));
}

/**
 * The rows of pages, by number; the first that has a row counts.
 * @param {unknown} pages @param {number[]} places @param {Map<number, string[]>} [rows]
 */
export function rowsOf(pages, places, rows = new Map()) {
    for (const page of itemsOf(pages, 100)) {
        const top = Number(at(page, 'qArea', 'qTop')) || 0;
        const left = Number(at(page, 'qArea', 'qLeft')) || 0;
        if (left !== 0) continue;
        itemsOf(at(page, 'qMatrix'), MAXIMUM_CELLS).forEach((row, i) => {
            const cells = itemsOf(row, MAXIMUM_CELLS);
            if (!cells.length || rows.has(top + i)) return;
            rows.set(top + i, places.map((place) => textOfCell(cells[place])));
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
    const height = Math.floor(MAXIMUM_CELLS / width);
    /** @type {Area[]} */
    const areas = [];
    let row = from;
    while (row < to && height > 0) {
        if (known.has(row)) {
            row += 1;
            continue;
        }
        if (areas.length === calls) break;
        const qHeight = Math.min(height, to - row);
        areas.push({ qTop: row, qLeft: 0, qWidth: width, qHeight });
        row += qHeight;
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
