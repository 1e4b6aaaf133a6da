/** Draws the object's own place on the sheet: nothing, a line of text, or the status for who edits the sheet. */
import { make, shadow } from './elements.js';

/**
 * @typedef {{ kind: 'none' } | { kind: 'text', text: string }
 *     | { kind: 'status', title: string, level: 'good' | 'warn' | 'bad', lines: string[], heading: string, list: {
 * text: string, good: boolean }[],
 *         buttons: { text: string, work: () => void }[] }} Tile
 */

const CSS = `:host{display:block;height:100%}
div{font:13px/1.45 "Source Sans Pro",Arial,sans-serif;color:#404040;height:100%;overflow:auto;box-sizing:border-box}
.text{display:grid;place-items:center;text-align:center;padding:4px;color:#595959;font-size:12px;white-space:pre-line}
.status{padding:6px 10px}h2{font-size:14px;margin:0 0 4px}h2::before{content:"\\25cf  ";color:#009845}
.warn h2::before{color:#e6a100}.bad h2::before{color:#c8102e}p{margin:2px 0}h3{font-size:12px;margin:8px 0 2px}
ul{list-style:"\\2713  ";margin:0;padding:0 1em}.no{list-style:"\\2013  ";color:#737373}
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
    if (tile.kind === 'none') return before?.remove();
    const host = before ?? make(document, 'vidimus-tile');
    host.dataset.drawn = drawn;
    if (!before) element.replaceChildren(host);
    if (tile.kind === 'text') return shadow(host, CSS, make(document, 'div', { class: 'text' }, tile.text));
    const items = tile.list.map(({ text, good }) => make(document, 'li', { class: good ? '' : 'no' }, text));
    shadow(host, CSS, make(document, 'div', { class: `status ${tile.level}` },
        make(document, 'h2', {}, tile.title), ...tile.lines.map((line) => make(document, 'p', {}, line)),
        ...(items.length ? [make(document, 'h3', {}, tile.heading), make(document, 'ul', {}, ...items)] : []),
        ...tile.buttons.map(({ text, work }) =>
            make(document, 'button', { type: 'button', click: () => guard('tile', work) }, text))));
}
