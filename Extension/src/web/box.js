/**
 * The one form in which people see anything of ours on the page: lines of text and buttons under them. Texts of apps
 * stay texts, the styles of the page do not reach inside, and no policy for styles is in the way.
 */

/**
 * Buttons have a caption and work.
 * @typedef {{ lines: string[], buttons?: [string, () => void][] }} Content
 */

/** What the page has set for everything is taken back first. */
const STYLE = 'all:initial;font:13px/1.5 "Source Sans Pro",Arial,sans-serif;color:#404040;white-space:pre-line;'
    + 'overflow:auto;padding:6px 10px;';

/**
 * Makes an element say this and nothing else.
 * @param {HTMLElement} host
 * @param {string} style  beside that of all
 * @param {Content} content
 * @param {import('../core/ports.js').Guard} guard
 */
export function fill(host, style, { lines, buttons = [] }, guard) {
    const make = (/** @type {string} */ tag, /** @type {string} */ text) =>
        Object.assign(host.ownerDocument.createElement(tag), { textContent: text });
    host.style.cssText = STYLE + style;
    (host.shadowRoot ?? host.attachShadow({ mode: 'open' })).replaceChildren(
        ...lines.map((line) => make('div', line)), ...buttons.flatMap(([caption, work]) => {
            const button = make('button', caption);
            button.onclick = () => guard(work);
            return [button, ' '];
        }));
}
