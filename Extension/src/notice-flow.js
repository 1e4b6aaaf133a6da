/**
 * Shows the notice as the settings want it: once, to those who have not answered yet, as soon as it is known who reads.
 */
import { say } from './ext/texts.js';
import { fingerprint } from './core/limits.js';
import { guarded } from './entry.js';
import { showBanner } from './web/notice.js';
import { remember } from './web/remember.js';

/**
 * @param {Window & typeof globalThis} window
 * @param {import('./runtime.js').Runtime} runtime
 * @returns {import('./core/ports.js').Cancel}
 */
export function showNotice(window, runtime) {
    const storage = () => window.localStorage;
    let done = false;
    let remove = () => {};

    const look = () => guarded(undefined, () => {
        const { settings, sums } = runtime.snapshot();
        // The answer is this user's; until somebody is known, nobody is asked.
        if (done || !settings || !sums?.identified) return;
        done = true;
        const { notice, text, version } = settings.privacy;
        if (/off|badge/.test(notice)) return;
        // Another version of the text asks again; where the page may not store, each page asks.
        const name = `notice.${fingerprint(`${sums.user ?? ''}|${version}`)}`;
        const known = /** @type {any} */ (remember(storage, name));
        if (/^(acknowledged|declined)$/.test(known)) return runtime.answer(known);
        const asks = notice === 'acknowledge';
        remove = showBanner(window.document, (work) => guarded(undefined, work),
            text || `${say('tile', 'badge')} ${say('banner', 'text')}`,
            asks ? [[say('banner', 'accept'), 'acknowledged'], [say('banner', 'decline'), 'declined']]
                : [[say('banner', 'close'), 'acknowledged']],
            (answer) => {
                remember(storage, name, answer);
                if (asks) runtime.answer(answer);
            });
    });
    const stop = runtime.watch(look);
    look();
    return () => {
        stop();
        remove();
    };
}
