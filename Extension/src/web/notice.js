/** Tells readers that they are recorded: a banner at the edge of the page, which never keeps anybody from the app. */
import { fill } from './box.js';

/** @typedef {'acknowledged' | 'declined'} Answer */

/**
 * @param {Document} document
 * @param {import('../core/ports.js').Guard} guard
 * @param {string} text
 * @param {[caption: string, answer: Answer][]} choices
 * @param {(answer: Answer) => void} onAnswer
 * @returns {import('../core/ports.js').Cancel}  takes it away
 */
export function showBanner(document, guard, text, choices, onAnswer) {
    const host = document.createElement('vidimus-notice');
    const remove = () => host.remove();
    fill(host, 'position:fixed;left:0;right:0;bottom:0;max-height:40vh;z-index:2147483000;background:#fff;'
        + 'border-top:2px solid #006580', { lines: [text], buttons: choices.map(([caption, answer]) => [caption, () => {
        remove();
        onAnswer(answer);
    }]) }, guard);
    // Screen readers say it when it comes.
    host.setAttribute('role', 'alert');
    document.body.append(host);
    return remove;
}
