/**
 * When something may be sent: a circuit that opens for a while when the server is busy or away, and halts when only a
 * person can mend it. Pure: told of verdicts, asked with the time.
 *
 *     closed ── wait ──▶ open ── time passed ──▶ closed
 *        └───── halt ──▶ halted ── probe says well ──▶ closed
 */
import { createBackoff } from './backoff.js';

/** @typedef {import('./verdict.js').Verdict} Verdict */
/** @typedef {import('./verdict.js').HaltReason} HaltReason */
/** @typedef {import('./verdict.js').WaitKind} WaitKind */

/**
 * Between two probes while halted.
 * @type {Record<HaltReason, number>}
 */
const PROBES = { auth: 300_000, incompatible: 600_000, config: 600_000, barred: 3_600_000 };
/** Between two probes while all is well: the server may want no more events. */
export const PROBE_MS = 900_000;

/**
 * @typedef {Object} Delivery
 * @property {(mono: number) => { go: boolean, probe: boolean, wait: number }} ready  whether to send; whether to probe
 *     first; in how many milliseconds to ask again when neither
 * @property {(verdict: Verdict, mono: number) => void} judged  an envelope was answered
 * @property {(verdict: Verdict, well: boolean, mono: number) => void} probed  a probe was answered; `well`: the server
 *     takes this version
 * @property {() => void} nudge  the network came back: what waits only for it waits no longer
 * @property {() => 'closed' | 'open' | 'halted'} circuit
 * @property {() => HaltReason | WaitKind | null} why
 * @property {() => boolean} proven  the newest answer to an envelope was a good one
 */

/**
 * @param {() => number} random  0…1
 * @param {number} mono  now
 * @returns {Delivery}
 */
export function createDelivery(random, mono) {
    /** @type {'closed' | 'open' | 'halted'} */
    let circuit = 'closed';
    /** @type {HaltReason | WaitKind | null} */
    let why = null;
    let until = mono;
    // The first probe goes before the first envelope: it tells whether batches are taken and events wanted.
    let probeAt = mono;
    let proven = false;
    const backoff = createBackoff(random);

    const close = () => {
        circuit = 'closed';
        why = null;
        backoff.reset();
    };
    /** @param {Verdict} verdict @param {number} now */
    const fail = (verdict, now) => {
        if (verdict.do === 'halt') {
            circuit = 'halted';
            why = verdict.why;
            probeAt = now + PROBES[verdict.why];
        } else if (verdict.do === 'wait') {
            // Two may be under way; the second failure of one cause is not another one.
            if (circuit === 'open' && why === verdict.kind && until > now) return;
            circuit = 'open';
            why = verdict.kind;
            until = now + backoff.next(verdict.kind, verdict.ms);
        }
    };
    return {
        ready(now) {
            if (circuit === 'open' && now < until) return { go: false, probe: false, wait: until - now };
            if (now >= probeAt) return { go: false, probe: true, wait: 0 };
            if (circuit === 'halted') return { go: false, probe: false, wait: probeAt - now };
            return { go: true, probe: false, wait: probeAt - now };
        },
        judged(verdict, now) {
            proven = verdict.do === 'done';
            if (verdict.do === 'halt' || verdict.do === 'wait') fail(verdict, now);
            // Good news of a request that went before the bad ones ends no wait.
            else if (circuit !== 'halted' && !(circuit === 'open' && now < until)) close();
        },
        probed(verdict, well, now) {
            if (verdict.do !== 'done') {
                // One that waits is asked again after the wait; anything else that is no good answer has to be mended.
                fail(verdict.do === 'halt' || verdict.do === 'wait' ? verdict : { do: 'halt', why: 'config' }, now);
            } else if (!well) {
                fail({ do: 'halt', why: 'incompatible' }, now);
            } else {
                close();
                probeAt = now + PROBE_MS;
            }
        },
        nudge() {
            if (circuit === 'open' && why === 'network') until = -Infinity;
        },
        circuit: () => circuit,
        why: () => why,
        proven: () => proven,
    };
}
