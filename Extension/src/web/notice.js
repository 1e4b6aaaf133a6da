/** Tells readers that they are recorded: a banner at the edge of the page, which never keeps anybody from the app. */
import { fingerprint } from '../core/limits.js';
import { make, shadow } from './elements.js';
import { remember } from './remember.js';

/** @typedef {'acknowledged' | 'declined'} Answer */

const CSS = `section{position:fixed;left:0;right:0;bottom:0;z-index:2147483000;display:flex;gap:12px;align-items:center;
justify-content:center;
padding:10px 16px;background:#fff;color:#333;border-top:2px solid #006580;box-shadow:0 -2px 8px rgba(0,0,0,.2);
font:14px/1.4 "Source Sans Pro",Arial,sans-serif}
p{margin:0;max-width:70ch;max-height:30vh;overflow:auto;white-space:pre-line}
button{padding:5px 14px;white-space:nowrap}p+button{background:#006580;border-color:#006580;color:#fff}`;

/**
 * @param {Document} document
 * @param {import('../core/ports.js').Guard} guard
 * @param {{ text: string, label: string, buttons: [caption: string, answer: Answer][],
 *     onAnswer: (answer: Answer) => void }} what  `label` is what a screen reader says first; the first button
 *     stands out
 * @returns {import('../core/ports.js').Cancel}  takes it away
 */
export function showBanner(document, guard, { text, label, buttons, onAnswer }) {
    const host = make(document, 'vidimus-notice');
    const remove = () => host.remove();
    const choices = buttons.map(([caption, answer]) => make(document, 'button', {
        type: 'button', click: () => guard('notice', () => {
            remove();
            onAnswer(answer);
        }),
    }, caption));
    shadow(host, CSS, make(document, 'section', { role: 'region', 'aria-label': label }, make(document, 'p', {}, text),
        ...choices));
    document.body.append(host);
    return remove;
}

/**
 * What a user answered before; asked again when the text has another version. Where the page may not store, never
 * known.
 * @param {() => Storage} storage  may throw
 */
export function createAnswers(storage) {
    /** @type {(user: string, version: string) => string} */
    const nameOf = (user, version) => `notice.${fingerprint(`${user}|${version}`)}`;
    return {
        /** @type {(user: string, version: string) => Answer | null} */
        get(user, version) {
            const known = remember(storage, nameOf(user, version));
            return known === 'acknowledged' || known === 'declined' ? known : null;
        },
        /** @type {(user: string, version: string, answer: Answer) => void} */
        set: (user, version, answer) => void remember(storage, nameOf(user, version), answer),
    };
}
