/** The clock of a page. Nothing else sets timers. */

/** The longest that a browser's timer can count. */
const LONGEST_MS = 2 ** 31 - 1;

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
            const timer = window.setTimeout(() => guard('timer', work), Math.min(Math.max(0, ms), LONGEST_MS));
            return () => window.clearTimeout(timer);
        },
    };
}
