/** The clock of a page. Nothing else sets timers. */

/**
 * @param {Window} window
 * @param {import('../core/ports.js').Guard} guard
 * @returns {import('../core/ports.js').Clock}
 */
export function createClock(window, guard) {
    return {
        now: () => Date.now(),
        mono: () => window.performance.now(),
        after(ms, work) {
            const timer = window.setTimeout(() => guard(work), ms);
            return () => window.clearTimeout(timer);
        },
    };
}
