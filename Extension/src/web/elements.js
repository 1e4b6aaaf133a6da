/** Makes elements without markup: texts of apps stay texts. */

/**
 * @param {Document} document
 * @param {string} tag
 * @param {Record<string, string | (() => void)>} [attributes]  functions listen to the event of their name
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function make(document, tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === 'function') element.addEventListener(name, value, { passive: true });
        else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
}

/** Of every root. */
const CSS = `:host{all:initial}button{font:inherit;border:1px solid #8c8c8c;border-radius:3px;background:#fff;
color:#333;cursor:pointer}button:focus-visible{outline:2px solid #006580;outline-offset:2px}`;

/**
 * A root whose styles touch nothing else, and which the styles of the page do not touch. Where the browser can make
 * style sheets, no content security policy for styles is in the way.
 * @param {HTMLElement} host
 * @param {string} css
 * @param {...Node} children
 */
export function shadow(host, css, ...children) {
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    root.replaceChildren(...children);
    try {
        if (!root.adoptedStyleSheets.length) {
            const sheet = new CSSStyleSheet();
            /** @type {any} */ (sheet).replaceSync(CSS + css);
            root.adoptedStyleSheets = [sheet];
        }
    } catch {
        root.prepend(make(host.ownerDocument, 'style', {}, CSS + css));
    }
}
