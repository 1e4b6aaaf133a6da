/** Where an object is on screen and, for tables, how far it is scrolled. Says nothing that it is not certain of. */
import { TABLE } from './selectors.js';

/** Rows that are looked at. */
const MAXIMUM_ROWS = 2000;

/**
 * What scrolls rows of data, from where to where it is seen, and the rows.
 * @param {Element} element
 * @returns {{ area: Element, top: number, bottom: number, rows: DOMRect[] } | null}  null unless exactly one area does
 */
function tableScroll(element) {
    const rows = [...element.querySelectorAll(TABLE.row)].slice(0, MAXIMUM_ROWS)
        .filter((row) => !row.querySelector(TABLE.head));
    const areas = [];
    for (let node = rows[0]?.parentElement; node && node !== element; node = node.parentElement) {
        if (node.scrollHeight > node.clientHeight
            && /auto|scroll|overlay/.test(getComputedStyle(node).overflowY)) areas.push(node);
    }
    const [area] = areas;
    if (areas.length !== 1 || !rows.every((row) => area.contains(row))) return null;
    const { top } = area.getBoundingClientRect();
    return { area, top, bottom: top + area.clientHeight, rows: rows.map((row) => row.getBoundingClientRect()) };
}

/**
 * The core takes what servers can take of it.
 * @param {Element | null} element
 * @param {string} type  of the visualization
 * @returns {import('../core/ports.js').ObjectGeometry | null}  null when it has no size
 */
export function geometryOf(element, type) {
    const box = element?.getBoundingClientRect();
    if (!element || !box?.width || !box.height) return null;
    const size = { width: Math.round(box.width), height: Math.round(box.height) };
    const scroll = TABLE.type.test(type) && tableScroll(element);
    if (!scroll) return { ...size, crop: null };
    const { area, top, bottom, rows } = scroll;
    // The printing service draws the last row whole; on screen a part of it is cut off.
    const cut = rows.find((row) => row.top < bottom && row.bottom > bottom);
    return { ...size, crop: { top: 0, left: 0, ...size, scrollTop: Math.max(0, area.scrollTop),
        scrollAreaOffsetY: Math.max(0, top - box.top), renderingOverflow: cut ? cut.bottom - bottom : 0 } };
}

/**
 * Which rows of a table are on screen; null when the document does not show all `total` rows one by one.
 * @param {Element | null} element @param {number} total
 * @returns {{ from: number, to: number } | null}  `to` is exclusive
 */
export function rowsOnScreen(element, total) {
    const scroll = element && tableScroll(element);
    if (scroll?.rows.length !== total) return null;
    const { rows, top, bottom } = scroll;
    const seen = rows.flatMap((row, i) => (row.bottom > top + 1 && row.top < bottom - 1 ? [i] : []));
    return seen.length ? { from: seen[0], to: seen[seen.length - 1] + 1 } : null;
}
