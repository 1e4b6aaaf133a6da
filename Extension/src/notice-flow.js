/**
 * Shows the notice as the settings want it: once, to those who have not answered yet, as soon as it is known who reads.
 */
import { say } from './ext/texts.js';
import { createAnswers, showBanner } from './web/notice.js';
import { guarded } from './entry.js';

/**
 * @param {Window & typeof globalThis} window
 * @param {import('./runtime.js').Runtime} runtime
 * @returns {import('./core/ports.js').Cancel}
 */
export function showNotice(window, runtime) {
    const answers = createAnswers(() => window.localStorage);
    let done = false;
    let remove = () => {};

    const look = () => guarded(undefined, () => {
        const { settings, sums } = runtime.snapshot();
        // The answer is this user's; until somebody is known, nobody is asked.
        if (done || !settings || !sums?.identified) return;
        done = true;
        const { user = '' } = sums;
        const { notice, text, version } = settings.privacy;
        if (notice === 'off') return;
        if (notice === 'badge') return runtime.answer('shown');
        const known = answers.get(user, version);
        if (known) return runtime.answer(known);
        const asks = notice === 'acknowledge';
        if (!asks) runtime.answer('shown');
        remove = showBanner(window.document, (_, work) => guarded(undefined, work), {
            text: text || `${say('tile', 'badge')} ${say('banner', 'text')}`, label: say('banner', 'label'),
            buttons: asks ? [[say('banner', 'accept'), 'acknowledged'], [say('banner', 'decline'), 'declined']]
                : [[say('banner', 'close'), 'acknowledged']],
            onAnswer: (answer) => {
                answers.set(user, version, answer);
                if (asks) runtime.answer(answer);
            },
        });
    });
    const stop = runtime.watch(look);
    look();
    return () => {
        stop();
        remove();
    };
}
