/**
 * Whether anything may be recorded: mode, notice, ignored users, the server's wish. Each is a reason not to; recording
 * needs that there is none.
 */

/**
 * - `mode`: no mode is known yet, or the context is inert (print, export, snapshot, no session)
 * - `notice`: the reader has to agree and has not yet
 * - `declined`: the reader has refused
 * - `user`: this user is ignored
 * - `stopped`: the server wants nothing
 * - `closed`: the runtime has ended
 * - `left`: the page went away, and may come back
 * @typedef {'mode' | 'notice' | 'declined' | 'user' | 'stopped' | 'closed' | 'left'} Bar
 */

/** @param {import('./settings.js').Settings['privacy']['notice']} notice */
export function createGate(notice) {
    /** @type {Set<Bar>} */
    const bars = new Set(['mode']);
    if (notice === 'acknowledge') bars.add('notice');
    return {
        isOpen: () => bars.size === 0,
        /** @type {(bar: Bar) => boolean} */
        has: (bar) => bars.has(bar),
        /** @type {(bar: Bar, on: boolean) => void} */
        set: (bar, on) => void (on ? bars.add(bar) : bars.delete(bar)),
        bars: () => [...bars],
    };
}
