/**
 * Whether somebody can be looking at the page: it is shown, alive, and its user did something lately.
 */

/** @typedef {import('./moment.js').Moment} Moment */

/** @param {number} idleMinutes 0: nobody is ever idle @param {boolean} hidden */
export function createPresence(idleMinutes, hidden = false) {
    const patience = idleMinutes * 60_000;
    let frozen = false;
    let idle = false;
    let input = -Infinity;
    return {
        /** @returns {'frozen' | 'hidden' | 'idle' | null} why nobody can look */
        why: () => (frozen ? 'frozen' : hidden ? 'hidden' : idle ? 'idle' : null),
        isHidden: () => hidden || frozen,
        /** @type {(state: import('./ports.js').PageFact['state'], now: Moment) => void} */
        page(state, now) {
            if (state === 'frozen') frozen = true;
            else if (state === 'resumed') frozen = false;
            else if (state === 'hidden') hidden = true;
            else if (state === 'visible' || state === 'restored') [hidden, frozen] = [false, false];
            if (state === 'visible' || state === 'restored') [input, idle] = [now.mono, false];
        },
        /** @type {(now: Moment) => void} */
        active(now) {
            [input, idle] = [now.mono, false];
        },
        due: () => (patience > 0 && !idle && !hidden && !frozen && input > -Infinity ? input + patience : Infinity),
        expire: () => void (idle = true),
    };
}
