/** What everything on a page shares: the clock, ids, the guard with its counts, and the debug log. */
import { createDebugLog } from './debug-log.js';
import { createGuard } from './guard.js';
import { createClock } from './web/clock.js';
import { createIds } from './web/ids.js';

/**
 * @typedef {Object} Services
 * @property {Window & typeof globalThis} window
 * @property {import('./core/ports.js').Clock} clock
 * @property {import('./core/ports.js').Ids} ids
 * @property {import('./core/ports.js').Guard} guard
 * @property {() => number} errors  caught since the page began
 * @property {(on: boolean) => void} setVerbose
 */

/**
 * @param {Window & typeof globalThis} window
 * @param {() => void} onTooMuch  too many errors: shut down
 * @returns {Services}
 */
export function createServices(window, onTooMuch) {
    const log = createDebugLog(window);
    const { guard, count } = createGuard({ mono: () => window.performance.now(), log: log.write, onTooMuch });
    return { window, guard, errors: count, clock: createClock(window, guard), ids: createIds(window.crypto),
        setVerbose: log.setVerbose };
}
