/** Where an object is on screen and, for tables, how far it is scrolled. Says nothing that it is not certain of. */
import { CAPS } from '../core/limits.js';
import { TABLE } from './selectors.js';

/** @typedef {import('../core/ports.js').ObjectGeometry} ObjectGeometry */

/** Rows that are looked at. */
const MAXIMUM_ROWS = 2000;

/**
 * @typedef {Object} TableScroll
 * @property {HTMLElement} area  what scrolls
 * @property {Element[]} rows  of data, in order
 */

/** @param {HTMLElement} element @returns {TableScroll | null}  null unless exactly one area scrolls rows */
function tableScroll(element) {
    const rows = [...element.querySelectorAll(TABLE.row)].slice(0, MAXIMUM_ROWS)
        .filter((row) => !row.querySelector(TABLE.head));
    /** @type {Set<HTMLElement>} */
    const areas = new Set();
    for (let node = rows[0]?.parentElement; node && node !== element; node = node.parentElement) {
        if (node.scrollHeight > node.clientHeight
            && /auto|scroll|overlay/.test(getComputedStyle(node).overflowY)) areas.add(node);
    }
    const [area] = areas;
    return areas.size === 1 && rows.every((row) => area.contains(row)) ? { area, rows } : null;
}

/**
 * @param {HTMLElement | null} element
 * @param {string} type  of the visualization
 * @returns {ObjectGeometry | null}  null when it has no size
 */
export function geometryOf(element, type) {
    if (!element) return null;
    const box = element.getBoundingClientRect();
    const width = Math.round(Math.min(box.width, CAPS.pixels));
    const height = Math.round(Math.min(box.height, CAPS.pixels));
    if (!(width > 0 && height > 0)) return null;
    return { width, height, crop: TABLE.type.test(type) ? cropOf(element, box, width, height) : null };
}

/**
 * @param {HTMLElement} element @param {DOMRect} box @param {number} width @param {number} height @returns
 *     {ObjectGeometry['crop']}
 */
function cropOf(element, box, width, height) {
    const scroll = tableScroll(element);
    if (!scroll) return null;
    const area = scroll.area.getBoundingClientRect();
    const bottom = area.top + scroll.area.clientHeight;
    let renderingOverflow = 0;
    for (const row of scroll.rows) {
        const { top, bottom: end } = row.getBoundingClientRect();
        // The printing service draws the last row whole; on screen a part of it is cut off.
        if (top < bottom && end > bottom) renderingOverflow = end - bottom;
    }
    const scrollTop = Math.max(0, scroll.area.scrollTop);
    const scrollAreaOffsetY = Math.max(0, area.top - box.top);
    if (![scrollTop, scrollAreaOffsetY, renderingOverflow].every((value) => value <= CAPS.pixels)) return null;
    return { top: 0, left: 0, width, height, scrollTop, scrollAreaOffsetY, renderingOverflow };
}

/**
 * Which rows of a table are on screen; null when the document does not show all `total` rows one by one.
 * @param {HTMLElement | null} element @param {number} total
 * @returns {{ from: number, to: number } | null}  `to` is exclusive
 */
export function rowsOnScreen(element, total) {
    const scroll = element && tableScroll(element);
    if (!scroll || scroll.rows.length !== total) return null;
    const area = scroll.area.getBoundingClientRect();
    const bottom = area.top + scroll.area.clientHeight;
    const seen = scroll.rows.map((row) => row.getBoundingClientRect())
        .map(({ top, bottom: end }, i) => (end > area.top + 1 && top < bottom - 1 ? i : -1)).filter((i) => i >= 0);
    return seen.length ? { from: seen[0], to: seen[seen.length - 1] + 1 } : null;
}
