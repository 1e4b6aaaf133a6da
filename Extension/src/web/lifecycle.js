/** What happens to the document, and whether somebody is there, as facts for the core. */

import { hear } from './listen.js';

/** Facts of input go out once in this time at most. */
const INPUT_MS = 1_000;
const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel'];

/**
 * Begins with the state the document is in. No `unload` nor `beforeunload`: they would cost the back/forward cache.
 * @param {Window} window
 * @param {import('../core/ports.js').Guard} guard
 * @param {(fact: import('../core/ports.js').Fact) => void} take
 * @returns {import('../core/ports.js').Cancel}
 */
export function watchLifecycle(window, guard, take) {
    const { document } = window;
    /** @type {import('../core/ports.js').Cancel[]} */
    const cancels = [];
    /**
     * @param {EventTarget} target
     * @param {string} name
     * @param {(event: any) => void} work
     */
    const on = (target, name, work) => {
        cancels.push(hear(target, name, (event) => guard(() => work(event))));
    };
    /** @param {import('../core/ports.js').PageFact['state']} state */
    const page = (state) => take({ kind: 'page', state });
    const visibility = () => page(document.visibilityState === 'hidden' ? 'hidden' : 'visible');

    on(document, 'visibilitychange', visibility);
    on(document, 'freeze', () => page('frozen'));
    on(document, 'resume', () => page('resumed'));
    on(window, 'pagehide', () => page('leaving'));
    on(window, 'pageshow', (event) => event.persisted && page('restored'));

    let last = -Infinity;
    for (const name of INPUTS) {
        on(window, name, (event) => {
            if (!event.isTrusted) return;
            const now = window.performance.now();
            if (now - last < INPUT_MS) return;
            last = now;
            take({ kind: 'input' });
        });
    }
    guard(visibility);
    return () => cancels.splice(0).forEach((cancel) => cancel());
}
