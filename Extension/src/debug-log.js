/** The only writer to the browser console: one line an hour, unless an app developer asked for more. */

const PAUSE = 3_600_000;

/** @param {Window & typeof globalThis} window */
export function createDebugLog({ performance, console }) {
    let next = -Infinity;
    let verbose = false;
    return {
        /** @param {boolean} on */
        setVerbose(on) {
            verbose = on;
        },
        /**
         * @param {string} place
         * @param {unknown} error
         */
        write(place, error) {
            if (!verbose && performance.now() < next) return;
            next = performance.now() + PAUSE;
            console.warn('Vidimus:', place, verbose ? error : '');
        },
    };
}
