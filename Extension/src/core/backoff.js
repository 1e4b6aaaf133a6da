/** How long to wait after failures, longer each time. */

/** @typedef {import('./verdict.js').WaitKind} WaitKind */

/**
 * The first wait, how much of it is a matter of chance, and the longest wait, in milliseconds.
 * @type {Record<Exclude<WaitKind, 'limit'>, { first: number, spread: number, longest: number }>}
 */
const WAITS = {
    busy: { first: 30_000, spread: 0, longest: 300_000 },
    fault: { first: 30_000, spread: 30_000, longest: 600_000 },
    network: { first: 5_000, spread: 0, longest: 300_000 },
};
/** No wait is shorter, whatever chance says. */
const SHORTEST_MS = 1_000;
/** Share of chance in a wait that the server asked for, and in one for a network. */
const SHARE = 0.2;

/**
 * @typedef {Object} Backoff
 * @property {(kind: WaitKind, asked: number) => number} next  milliseconds; counts one more failure
 * @property {() => void} reset  all is well again
 */

/**
 * @param {() => number} random  0…1
 * @returns {Backoff}
 */
export function createBackoff(random) {
    let fails = { busy: 0, fault: 0, network: 0 };
    return {
        next(kind, asked) {
            if (kind === 'limit') return asked * (1 + SHARE * random());
            const { first, spread, longest } = WAITS[kind];
            const ms = Math.min(longest, (first + spread * random()) * 2 ** Math.min(fails[kind], 10));
            fails[kind] += 1;
            // Full jitter where many readers wait for one busy server; a little where each has its own trouble.
            const share = { busy: random(), fault: 1, network: 1 - SHARE * random() }[kind];
            return Math.max(SHORTEST_MS, asked, ms * share);
        },
        reset() {
            fails = { busy: 0, fault: 0, network: 0 };
        },
    };
}
