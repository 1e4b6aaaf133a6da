/**
 * Lets at most two of our calls into the engine at a time, gives each up after a while, and slows down when it is slow.
 */
/** @typedef {import('../core/ports.js').Clock} Clock */

/** Calls under way, calls waiting, milliseconds. */
const BOUNDS = { lanes: 2, waiting: 200, timeout: 15_000, slow: 2000, longestPause: 10_000 };

/** What the engine says when a newer request made this one pointless. */
const ABORTED = 15;

/**
 * @typedef {Object} Calls
 * @property {(work: () => unknown, urgent?: boolean) => Promise<any>} run  rejects with what `work` threw, or with
 *     a word for why it was given up; the caller must take the rejection. Urgent calls go before waiting ones.
 * @property {(model: unknown, urgent?: boolean) => Promise<any>} layout  `getLayout`, again once
 *     when aborted
 * @property {() => void} stop  rejects what waits; answers under way are ignored
 */

/**
 * @param {{ clock: Clock, guard: import('../core/ports.js').Guard }} ports
 * @returns {Calls}
 */
export function createCalls({ clock, guard }) {
    /** @type {[start: () => void, refuse: (why: string) => void][]} */
    const waiting = [];
    let busy = 0;
    let pausedUntil = 0;
    let stopped = false;

    const next = () => guard(() => {
        while (clock.mono() >= pausedUntil && busy < BOUNDS.lanes && waiting.length) waiting.shift()?.[0]();
    });
    /**
     * @param {() => unknown} work @param {(value: any) => void} resolve @param {(error: unknown) => void} reject
     */
    const start = (work, resolve, reject) => {
        const began = clock.mono();
        let open = true;
        busy += 1;
        /** @param {(outcome: any) => void} tell @param {unknown} outcome */
        const end = (tell, outcome) => {
            if (!open) return;
            open = false;
            cancel();
            busy -= 1;
            const took = Math.min(clock.mono() - began, BOUNDS.longestPause);
            if (took > BOUNDS.slow) {
                pausedUntil = clock.mono() + took;
                clock.after(took, next);
            }
            tell(outcome);
            next();
        };
        const cancel = clock.after(BOUNDS.timeout, () => end(reject, 'timeout'));
        // A `then` of nonsense, or a throw, lands in the same place.
        Promise.resolve().then(work).then((value) => end(stopped ? reject : resolve, value),
            (error) => end(reject, error));
    };

    /** @type {Calls['run']} */
    const run = (work, urgent) => new Promise((resolve, reject) => {
        if (stopped || waiting.length >= BOUNDS.waiting) return reject(stopped ? 'stopped' : 'busy');
        waiting[urgent ? 'unshift' : 'push']([() => start(work, resolve, reject), reject]);
        next();
    });

    return {
        run,
        async layout(model, urgent) {
            const ask = () => run(() => /** @type {any} */ (model).getLayout(), urgent);
            const layout = await ask().catch((error) => {
                if (error?.code === ABORTED) return ask();
                throw error;
            });
            return layout && typeof layout === 'object' ? layout : {};
        },
        stop() {
            stopped = true;
            for (const [, refuse] of waiting.splice(0)) refuse('stopped');
        },
    };
}
