/** Draws the object's own place on the sheet: nothing, a line of text, or the status for who edits the sheet. */
import { make, shadow } from './elements.js';

/**
 * Nothing when null. Buttons have a caption and work.
 * @typedef {{ look: 'text' | 'good' | 'warn' | 'bad', title?: string, lines: string[],
 *     buttons?: [string, () => void][] } | null} Tile
 */

const CSS = `:host{display:block;height:100%}
div{font:13px/1.45 "Source Sans Pro",Arial,sans-serif;color:#404040;height:100%;overflow:auto;box-sizing:border-box;
padding:6px 10px;white-space:pre-line}
.text{display:grid;place-items:center;text-align:center;color:#595959;font-size:12px}
h2{font-size:14px;margin:0 0 4px}h2::before{content:"\\25cf  ";color:#009845}
.warn h2::before{color:#e6a100}.bad h2::before{color:#c8102e}p{margin:2px 0}
button{font-size:12px;margin:8px 6px 0 0;padding:2px 10px}`;

/**
 * @param {HTMLElement} element
 * @param {Tile} tile
 * @param {import('../core/ports.js').Guard} guard
 */
export function drawTile(element, tile, guard) {
    const document = element.ownerDocument;
    const drawn = JSON.stringify(tile);
    const before = /** @type {HTMLElement | null} */ (element.querySelector(':scope > vidimus-tile'));
    // Drawing the same again would take the focus from its buttons.
    if (before?.dataset.drawn === drawn) return;
    if (!tile) return before?.remove();
    const host = before ?? make(document, 'vidimus-tile');
    host.dataset.drawn = drawn;
    if (!before) element.replaceChildren(host);
    const { look, title, lines, buttons = [] } = tile;
    shadow(host, CSS, make(document, 'div', { class: look }, ...(title ? [make(document, 'h2', {}, title)] : []),
        ...lines.map((line) => make(document, 'p', {}, line)), ...buttons.map(([caption, work]) =>
            make(document, 'button', { type: 'button', click: () => guard('tile', work) }, caption))));
}
