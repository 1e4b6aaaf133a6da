/** The only writer to the browser console: one line an hour, unless an app developer asked for more. */

const PAUSE = 3_600_000;

/**
 * @param {{ mono: () => number, console: Pick<Console, 'warn'> }} options
 */
export function createDebugLog({ mono, console }) {
    let next = -Infinity;
    let verbose = false;
    return {
        /** @param {boolean} on */
        setVerbose(on) {
            verbose = on;
        },
        /** @param {string} place @param {unknown} [detail] */
        write(place, detail) {
            if (!verbose && mono() < next) return;
            next = mono() + PAUSE;
            if (verbose) console.warn('Vidimus:', place, detail);
            else console.warn('Vidimus:', place);
        },
    };
}
