/**
 * Drives all machines by their deadlines. Each deadline is worked off at its own moment and in order, however late the
 * timer was, so a busy or throttled page records the same as an idle one.
 */

import { momentAt, momentOf } from './moment.js';

/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {{ due: () => number, expire: (at: Moment) => void }} Source */

/** Deadlines worked off at once, and the shortest timer: a machine that never rests must not make a busy loop. */
const BOUNDS = { rounds: 500, timer: 5 };

/**
 * @param {import('./ports.js').Clock} clock @param {Source[]} sources @param {() => void} wake
 */
export function createDeadlines(clock, sources, wake) {
    /** @type {import('./ports.js').Cancel | null} */
    let cancel = null;
    let armedFor = Infinity;
    let floor = -Infinity; // everything before is told already
    const next = () => Math.min(...sources.map((source) => source.due()));
    const disarm = () => {
        if (cancel) cancel();
        cancel = null;
        armedFor = Infinity;
    };
    return {
        /**
         * Works off what was due until `until`.
         * @type {(until: Moment) => void}
         */
        run(until) {
            for (let round = 0; round < BOUNDS.rounds; round++) {
                const due = next();
                if (!(due <= until.mono)) break;
                floor = Math.max(floor, due === -Infinity ? until.mono : due);
                const at = momentAt(until, floor);
                for (const source of sources) if (source.due() <= floor) source.expire(at);
            }
            floor = Math.max(floor, until.mono);
        },
        /** Sets the timer for what comes next. */
        arm() {
            const due = next();
            if (due === armedFor) return;
            disarm();
            if (due === Infinity) return;
            armedFor = due;
            cancel = clock.after(Math.max(BOUNDS.timer, due - momentOf(clock).mono), () => {
                cancel = null;
                armedFor = Infinity;
                wake();
            });
        },
        disarm,
    };
}
