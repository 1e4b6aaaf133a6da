/** Draws the object's own place on the sheet: nothing, a line of text, or the status for who edits the sheet. */
import { fill } from './box.js';

/**
 * Nothing when null. The colour at its edge says at a glance how it stands.
 * @typedef {import('./box.js').Content & { colour?: string } | null} Tile
 */

/**
 * @param {HTMLElement} element
 * @param {Tile} tile
 * @param {import('../core/ports.js').Guard} guard
 */
export function drawTile(element, tile, guard) {
    const drawn = JSON.stringify(tile);
    const before = /** @type {HTMLElement | null} */ (element.querySelector(':scope > vidimus-tile'));
    // Drawing the same again would take the focus from its buttons.
    if (before?.dataset.drawn === drawn) return;
    if (!tile) return before?.remove();
    const host = before ?? element.ownerDocument.createElement('vidimus-tile');
    if (!before) element.replaceChildren(host);
    // Without a colour the edge is no valid style, and there is none.
    fill(host, `display:block;height:100%;box-sizing:border-box;border-left:4px solid ${tile.colour}`, tile, guard);
    host.dataset.drawn = drawn;
}
