/** Where an object is on screen and, for tables, how far it is scrolled. Says nothing that it is not certain of. */
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
 * The core takes what servers can take of it.
 * @param {HTMLElement | null} element
 * @param {string} type  of the visualization
 * @returns {ObjectGeometry | null}  null when it has no size
 */
export function geometryOf(element, type) {
    const box = element?.getBoundingClientRect();
    if (!element || !box?.width || !box.height) return null;
    const [width, height] = [Math.round(box.width), Math.round(box.height)];
    const scroll = TABLE.type.test(type) && tableScroll(element);
    if (!scroll) return { width, height, crop: null };
    const [top, bottom] = edgesOf(scroll);
    // The printing service draws the last row whole; on screen a part of it is cut off.
    const cut = scroll.rows.map((row) => row.getBoundingClientRect()).find((row) => row.top < bottom
        && row.bottom > bottom);
    return { width, height, crop: { top: 0, left: 0, width, height, scrollTop: Math.max(0, scroll.area.scrollTop),
        scrollAreaOffsetY: Math.max(0, top - box.top), renderingOverflow: cut ? cut.bottom - bottom : 0 } };
}

/** @param {TableScroll} scroll @returns {[top: number, bottom: number]} of what is seen of its area */
function edgesOf({ area }) {
    const { top } = area.getBoundingClientRect();
    return [top, top + area.clientHeight];
}

/**
 * Which rows of a table are on screen; null when the document does not show all `total` rows one by one.
 * @param {HTMLElement | null} element @param {number} total
 * @returns {{ from: number, to: number } | null}  `to` is exclusive
 */
export function rowsOnScreen(element, total) {
    const scroll = element && tableScroll(element);
    if (!scroll || scroll.rows.length !== total) return null;
    const [top, bottom] = edgesOf(scroll);
    const seen = scroll.rows.map((row) => row.getBoundingClientRect())
        .flatMap((row, i) => (row.bottom > top + 1 && row.top < bottom - 1 ? [i] : []));
    return seen.length ? { from: seen[0], to: seen[seen.length - 1] + 1 } : null;
}
