/**
 * The only place that knows the document of the Qlik clients. Ids come from the engine, never from here; this only
 * finds
 * the elements that go with them.
 *
 * Grid cells carry the id of their object as `tid`; the object inside carries the class `qv-object-<id>`, and a second
 * one
 * of the same pattern made of its type. Both are there on client-managed and on Cloud (looked at in February 2026).
 */

/** What lies over everything when it is shown: dialogs, an object in full screen. */
const OVERLAYS = '.lui-modal-background, .lui-dialog-container, .qv-object-zoomed, .qv-fullscreen-object, '
    + '[role="dialog"][aria-modal="true"]';

/** Rows of tables, and what scrolls them. */
export const TABLE = { row: '[role="row"], tr', head: '[role="columnheader"], th', type: /table/i };

/**
 * Inside a name or in quotes, where a digit needs no more than itself.
 * @param {string} text
 */
const escaped = (text) => text.replace(/[^\w-]/g, '\\$&');

/** @param {Document} document @returns {Element[]} */
export const overlays = (document) => [...document.querySelectorAll(OVERLAYS)].slice(0, 10);

/**
 * @param {Document} document
 * @param {string} id
 * @param {ReadonlySet<string>} types  of visualizations on the sheet: an object whose id is also one of these has its
 *     cell only
 * @returns {Element | null}
 */
export function elementOf(document, id, types) {
    const cell = document.querySelector(`.qv-gridcell[tid="${escaped(id)}"]`);
    if (cell || types.has(id)) return cell;
    return document.querySelector(`.qv-object-${escaped(id)}`);
}
