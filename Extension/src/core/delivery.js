/**
 * When something may be sent: a circuit that opens for a while when the server is busy or away, and halts when only a
 * person can mend it. Pure: told of verdicts, asked with the time.
 *
 *     closed ── wait ──▶ open ── time passed ──▶ closed
 *        └───── halt ──▶ halted ── probe says well ──▶ closed
 */

/** @typedef {import('./verdict.js').Verdict} Verdict */
/** @typedef {import('./verdict.js').Why} Why */

/**
 * Between two probes while halted.
 * @type {Record<string, number>}
 */
const PROBES = { auth: 300_000, incompatible: 600_000, config: 600_000, barred: 3_600_000 };
/** Between two probes while all is well: the server may want no more events. */
export const PROBE_MS = 900_000;

/**
 * First and longest wait in milliseconds, and its share that is certain and that is a matter of chance: full jitter
 * where many readers wait for one busy server, a little where each has its own trouble.
 * @type {Record<string, [number, number, number, number]>}
 */
const WAITS = { busy: [30_000, 300_000, 0, 1], fault: [30_000, 600_000, 1, 1], network: [5_000, 300_000, 1, -0.2] };
/** No wait is shorter, whatever chance says. */
const SHORTEST_MS = 1_000;

/**
 * @typedef {Object} Delivery
 * @property {(mono: number) => { probe: boolean, wait: number }} ready  in how many milliseconds to ask again, 0 for
 *     now; then `probe` says whether to ask the server or to send
 * @property {(verdict: Verdict, mono: number, probe?: boolean) => void} judged  an envelope, or a probe, was answered
 * @property {() => void} nudge  the network came back: what waits only for it waits no longer
 * @property {() => 'closed' | 'open' | 'halted'} circuit
 * @property {() => Why | null} why
 * @property {() => number} probeAt  when the next probe is due
 */

/**
 * @param {() => number} random  0…1
 * @param {number} mono  now
 * @returns {Delivery}
 */
export function createDelivery(random, mono) {
    /** @type {'closed' | 'open' | 'halted'} */
    let circuit = 'closed';
    /** @type {Why | null} */
    let why = null;
    let until = mono;
    // The first probe goes before the first envelope: it tells whether batches are taken and events wanted.
    let probeAt = mono;
    let fails = 0;

    /** @param {string} cause @param {number} asked */
    const pause = (cause, asked) => {
        if (cause === 'limit') return asked * (1 + 0.2 * random());
        const [first, longest, certain, chance] = WAITS[cause];
        const ms = Math.min(longest, first * 2 ** fails++) * (certain + chance * random());
        return Math.max(SHORTEST_MS, asked, Math.min(longest, ms));
    };
    return {
        ready(now) {
            const waits = circuit === 'open' && now < until;
            const probe = now >= probeAt;
            return { probe, wait: waits ? until - now : circuit === 'halted' && !probe ? probeAt - now : 0 };
        },
        judged({ do: what, why: cause = 'config', ms = 0 }, now, probe) {
            const waits = circuit === 'open' && now < until;
            if (what === 'halt') {
                circuit = 'halted';
                why = cause;
                probeAt = now + PROBES[cause];
            } else if (what === 'wait') {
                // Several may be under way; the second failure of one cause is not another one.
                if (waits && why === cause) return;
                circuit = 'open';
                why = cause;
                until = now + pause(cause, ms);
            } else if (probe || (circuit !== 'halted' && !waits)) {
                // Good news of a request that went before the bad ones ends no wait.
                circuit = 'closed';
                why = null;
                fails = 0;
                if (probe) probeAt = now + PROBE_MS;
            }
        },
        nudge() {
            if (why === 'network') until = -Infinity;
        },
        circuit: () => circuit,
        why: () => why,
        probeAt: () => probeAt,
    };
}
