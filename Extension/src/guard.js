/**
 * The one door through which everything from outside comes in: catches, counts, tells nobody but the debug log. When
 * too much goes wrong it says so once, and whoever is told shuts everything down.
 */

/** Errors, within milliseconds, that are too much. */
const BOUNDS = { errors: 20, window: 10 * 60_000 };

/**
 * @typedef {Object} GuardBox
 * @property {import('./core/ports.js').Guard} guard
 * @property {() => number} count  of errors since the page began
 */

/**
 * @param {{ mono: () => number, log: (place: string, error: unknown) => void, onTooMuch: () => void }} options
 * @returns {GuardBox}
 */
export function createGuard({ mono, log, onTooMuch }) {
    /** @type {number[]} */
    let recent = [];
    let total = 0;
    let over = false;

    /** @param {string} place @param {unknown} error */
    const caught = (place, error) => {
        total += 1;
        log(place, error);
        const now = mono();
        recent = [...recent.filter((at) => now - at < BOUNDS.window), now];
        if (recent.length < BOUNDS.errors || over) return;
        over = true;
        onTooMuch();
    };

    return {
        guard(place, work) {
            try {
                work();
            } catch (error) {
                try {
                    caught(place, error);
                } catch {
                    // Telling failed as well; there is nobody left to tell.
                }
            }
        },
        count: () => total,
    };
}
