/**
 * Lets at most two of our calls into the engine at a time, gives each up after a while, and slows down when it is slow.
 */
import { membersOf } from './untrusted.js';

/** @typedef {import('../core/ports.js').Clock} Clock */

/** Calls under way, calls waiting, milliseconds. */
const BOUNDS = { lanes: 2, waiting: 200, timeout: 15_000, slow: 2000, longestPause: 10_000 };

/** What the engine says when a newer request made this one pointless. */
const ABORTED = 15;

/**
 * @typedef {Object} Calls
 * @property {(work: () => unknown, urgent?: boolean) => Promise<unknown>} run  rejects with what `work` threw, or an
 *     error;
 *     the caller must take the rejection. Urgent calls go before waiting ones.
 * @property {(model: unknown, urgent?: boolean) => Promise<Record<string, unknown>>} layout  `getLayout`, again once
 *     when aborted
 * @property {() => void} stop  rejects what waits; answers under way are ignored
 */

/**
 * @param {{ clock: Clock, guard: import('../core/ports.js').Guard }} ports
 * @returns {Calls}
 */
export function createCalls({ clock, guard }) {
    /** @type {{ start: () => void, refuse: (error: Error) => void }[]} */
    const waiting = [];
    let busy = 0;
    let pausedUntil = 0;
    let stopped = false;

    const next = () => guard('calls', () => {
        while (clock.mono() >= pausedUntil && busy < BOUNDS.lanes && waiting.length) waiting.shift()?.start();
    });

    /** @param {number} took */
    const rest = (took) => {
        if (took <= BOUNDS.slow) return;
        const pause = Math.min(took, BOUNDS.longestPause);
        pausedUntil = clock.mono() + pause;
        clock.after(pause, next);
    };

    /**
     * @param {() => unknown} work @param {(value: unknown) => void} resolve @param {(error: unknown) => void} reject
     */
    const start = (work, resolve, reject) => {
        const began = clock.mono();
        let open = true;
        busy += 1;
        /** @param {() => void} tell */
        const end = (tell) => {
            if (!open) return;
            open = false;
            cancel();
            busy -= 1;
            rest(clock.mono() - began);
            tell();
            next();
        };
        const cancel = clock.after(BOUNDS.timeout, () => end(() => reject(new Error('timeout'))));
        // A `then` of nonsense, or a throw, lands in the same place.
        Promise.resolve().then(work).then(
            (value) => end(() => (stopped ? reject(new Error('stopped')) : resolve(value))),
            (error) => end(() => reject(error)));
    };

    /** @type {Calls['run']} */
    const run = (work, urgent = false) => new Promise((resolve, reject) => {
        if (stopped || waiting.length >= BOUNDS.waiting) return reject(new Error(stopped ? 'stopped' : 'busy'));
        const entry = { start: () => start(work, resolve, reject), refuse: reject };
        if (urgent) waiting.unshift(entry);
        else waiting.push(entry);
        next();
    });

    /** @param {unknown} model @param {boolean} [urgent] */
    const ask = (model, urgent) => run(() => /** @type {any} */ (model).getLayout(), urgent);

    return {
        run,
        layout: (model, urgent) => ask(model, urgent)
            .catch((error) => (membersOf(error).code === ABORTED ? ask(model, urgent) : Promise.reject(error)))
            .then(membersOf),
        stop() {
            stopped = true;
            for (const { refuse } of waiting.splice(0)) refuse(new Error('stopped'));
        },
    };
}
