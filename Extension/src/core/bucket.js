/** Pacing: a bucket of tokens that fills with time. A server limits addresses, and many readers may share one. */

/** Tokens a second. */
const RATE = 1;
/** Tokens in a full bucket. */
const BURST = 30;
/** How long the rate is halved after a server said that it was too much. */
export const SLOW_MS = 600_000;

/**
 * @typedef {Object} Bucket
 * @property {(cost: number, mono: number) => number} take  takes, and answers 0; or takes nothing, and answers in how
 *     many milliseconds there will be enough
 * @property {(mono: number) => number} level  whole tokens there are
 * @property {(mono: number) => void} slow  halves the rate for ten minutes
 */

/** @param {number} mono  now @returns {Bucket} */
export function createBucket(mono) {
    let tokens = BURST;
    let filledAt = mono;
    let slowUntil = -Infinity;

    const rate = (/** @type {number} */ now) => (now < slowUntil ? RATE / 2 : RATE) / 1000;
    const fill = (/** @type {number} */ now) => {
        tokens = Math.min(BURST, tokens + Math.max(0, now - filledAt) * rate(now));
        filledAt = now;
    };
    return {
        take(cost, now) {
            fill(now);
            // A cost above the burst would never be met; it empties the bucket instead.
            const price = Math.min(cost, BURST);
            // A timer may come a fraction of a millisecond early.
            if (tokens + 1e-6 < price) return Math.ceil((price - tokens) / rate(now));
            tokens -= price;
            return 0;
        },
        level(now) {
            fill(now);
            return Math.floor(tokens + 1e-6);
        },
        slow(now) {
            fill(now);
            slowUntil = now + SLOW_MS;
        },
    };
}
