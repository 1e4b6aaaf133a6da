/**
 * Shows the notice as the settings want it: once, to those who have not answered yet, as soon as it is known who reads.
 */
import { say } from './ext/texts.js';
import { createAnswers, showBanner } from './web/notice.js';
import { guarded } from './entry.js';

/**
 * @param {Window & typeof globalThis} window
 * @param {import('./runtime.js').Runtime} runtime
 * @returns {{ stop: () => void }}
 */
export function createNotice(window, runtime) {
    const answers = createAnswers(() => window.localStorage);
    let done = false;
    let remove = () => {};

    const look = () => guarded(undefined, () => {
        const { settings, sums } = runtime.snapshot();
        if (done || !settings || !sums) return;
        const { notice, text, version } = settings.privacy;
        if (notice === 'off') return void (done = true);
        // The answer is this user's; until somebody is known, nobody is asked.
        if (!sums.identified) return;
        done = true;
        const user = sums.user ?? '';
        if (notice === 'badge') return runtime.answer('shown');
        const known = answers.get(user, version);
        if (known) return runtime.answer(known);
        if (notice === 'banner') runtime.answer('shown');
        remove = showBanner(window.document, (_, work) => guarded(undefined, work), {
            text: text || say('notice.banner'), label: say('notice.label'),
            buttons: notice === 'banner' ? [{ text: say('notice.close'), answer: 'acknowledged', main: true }]
                : [{ text: say('notice.accept'), answer: 'acknowledged', main: true },
                    { text: say('notice.decline'), answer: 'declined' }],
            onAnswer: (answer) => {
                answers.set(user, version, answer);
                if (notice === 'acknowledge') runtime.answer(answer);
            },
        });
    });
    const stop = runtime.watch(look);
    look();
    return { stop: () => { stop(); remove(); } };
}
