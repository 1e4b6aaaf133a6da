/**
 * When an object counts as looked at: the machine of one object. It holds no timer; whoever drives it asks for its
 * deadline and calls `expire` when that has come, with the moment of the deadline itself.
 */

/** @typedef {import('./moment.js').Moment} Moment */

/** Milliseconds. */
export const TIMES = Object.freeze({
    dwell: 250, // shorter glimpses while scrolling are nothing
    flicker: 500, // a chart drawn anew within this is the same view
    pause: 30 * 60_000, // longer pauses end the view
});

/**
 * Can transition to:
 * - `out`: `dwell`
 * - `dwell`: `viewing` after the dwell time, else back to `out`
 * - `viewing`: `paused` when nobody can look, `closing` when the object went away
 * - `paused`: `viewing`, `closing`, `out`
 * - `closing`: `viewing` or `paused` when it came back at once, else `out`
 * @typedef {'out' | 'dwell' | 'viewing' | 'paused' | 'closing'} Phase
 */

/**
 * @typedef {Object} Sight
 * @property {Phase} phase
 * @property {Moment} since  when the phase began
 * @property {string} reason  why it is paused or closing
 */

/**
 * What follows: `open` a view that began at `at`; `stop` and `go` its clock; `close` it for good.
 * @typedef {{ do: 'open' | 'stop' | 'go' | 'close', at: Moment, reason: string }} Effect
 */

/** Why nobody can look although the object is there. The view goes on when that is over. */
const PAUSES = ['hidden', 'frozen', 'idle', 'sleep'];

/** @returns {Sight} */
export const newSight = () => ({ phase: 'out', since: { wall: 0, mono: 0 }, reason: '' });

/**
 * @param {Sight} sight @param {string | null} why it cannot be looked at; null when it can
 * @param {Moment} now not before any moment told earlier
 * @returns {Effect[]}
 */
export function advance(sight, why, now) {
    const paused = why !== null && PAUSES.includes(why);
    switch (sight.phase) {
    case 'out':
        return why === null ? turn(sight, 'dwell', now) : [];
    case 'dwell':
        return why === null ? [] : turn(sight, 'out', now);
    case 'viewing':
        if (why === null) return [];
        return turn(sight, paused ? 'paused' : 'closing', now, why, 'stop');
    case 'paused':
        if (why === null) {
            // The monotonic clock may have stood still while the machine slept; the deadline does not see that.
            const tooLong = now.wall - sight.since.wall > TIMES.pause;
            return tooLong ? [...end(sight, sight.reason, now), ...turn(sight, 'dwell', now)]
                : turn(sight, 'viewing', now, '', 'go');
        }
        return paused ? [] : turn(sight, 'closing', now, why);
    default: // closing
        if (why === null) return turn(sight, 'viewing', now, '', 'go');
        return paused ? turn(sight, 'paused', now, why) : [];
    }
}

/** @param {Sight} sight @returns {number} monotonic time of the next change that needs no input */
export function deadline(sight) {
    if (sight.phase === 'dwell') return sight.since.mono + TIMES.dwell;
    if (sight.phase === 'closing') return sight.since.mono + TIMES.flicker;
    return sight.phase === 'paused' ? sight.since.mono + TIMES.pause : Infinity;
}

/** @param {Sight} sight @param {Moment} now at or after the deadline @returns {Effect[]} */
export function expire(sight, now) {
    if (now.mono < deadline(sight)) return [];
    if (sight.phase !== 'dwell') return end(sight, sight.reason, now);
    const began = sight.since;
    return [...turn(sight, 'viewing', now), { do: 'open', at: began, reason: 'dwell' }];
}

/**
 * Ends whatever goes on, without grace.
 * @param {Sight} sight @param {string} reason @param {Moment} now @returns {Effect[]}
 */
export function end(sight, reason, now) {
    const open = sight.phase !== 'out' && sight.phase !== 'dwell';
    return turn(sight, 'out', now, '', open ? 'close' : undefined, reason);
}

/**
 * @param {Sight} sight @param {Phase} phase @param {Moment} at @param {string} [reason]
 * @param {Effect['do']} [effect] @param {string} [told] the reason of the effect, when it is another
 * @returns {Effect[]}
 */
function turn(sight, phase, at, reason = '', effect, told = reason) {
    Object.assign(sight, { phase, since: at, reason });
    return effect ? [{ do: effect, at, reason: told }] : [];
}
