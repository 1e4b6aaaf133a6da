/**
 * The one door through which everything from outside comes in: catches, counts, tells nobody but the browser console,
 * and there one line an hour, unless an app developer asked for more. When too much goes wrong it says so once, and
 * whoever is told shuts everything down.
 */

/** So many errors within so many milliseconds are too much; milliseconds between two lines. */
const BOUNDS = { errors: 20, window: 10 * 60_000, pause: 3_600_000 };

/**
 * @typedef {Object} GuardBox
 * @property {import('./core/ports.js').Guard} guard
 * @property {() => number} count  of errors since the page began
 * @property {(on: boolean) => void} setVerbose
 */

/**
 * @param {Pick<Window & typeof globalThis, 'performance' | 'console'>} window
 * @param {() => void} onTooMuch
 * @returns {GuardBox}
 */
export function createGuard({ performance, console }, onTooMuch) {
    /** @type {number[]} */
    let newest = [];
    let [total, quietUntil, verbose, over] = [0, 0, false, false];

    /** @param {unknown} error */
    const caught = (error) => {
        total += 1;
        const now = performance.now();
        newest = [...newest, now].slice(-BOUNDS.errors);
        if (!over && newest.length === BOUNDS.errors && now - newest[0] < BOUNDS.window) {
            over = true;
            onTooMuch();
        }
        if (!verbose && now < quietUntil) return;
        quietUntil = now + BOUNDS.pause;
        console.warn('Vidimus:', verbose ? error : 'error');
    };

    return {
        guard(work) {
            try {
                work();
            } catch (error) {
                try {
                    caught(error);
                } catch {
                    // Telling failed as well; there is nobody left to tell.
                }
            }
        },
        count: () => total,
        setVerbose: (on) => void (verbose = on),
    };
}
