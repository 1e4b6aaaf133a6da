/**
 * Does everything at its time. What is due is worked off at its own moment and in order, however late the timer was, so
 * a busy or throttled page records the same as an idle one.
 */

import { captureTasks, tellShells } from './capture.js';
import { checkpointTask, save } from './checkpoints.js';
import { coverageTask } from './coverage.js';
import { healthTask, refresh, sleep, tellBookmarks } from './recorder.js';
import { layoutTask } from './sheets.js';
import { isAway } from './state.js';
import { release } from './trail.js';
import { txnTask } from './txn.js';
import { viewTasks } from './views.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./state.js').Task} Task */

/** Tasks worked off at once, and the shortest timer: what never rests must not make a busy loop. */
const ROUNDS = 500;
const SHORTEST = 5;

/** Milliseconds between two ticks, and how late one may be before the machine must have slept. */
const TICK = 5_000;
const LATE = 15_000;

const MINUTE = 60_000;

/** @param {Audit} a @returns {Task} what is due first */
const next = (a) => tasksOf(a).reduce((first, task) => (task[0] < first[0] ? task : first));

/** @param {Audit} a @returns {Task[]} */
const tasksOf = (a) => {
    const { idleMinutes } = a.views;
    const shown = !isAway(a);
    return [
        ...viewTasks(a), txnTask(a), ...captureTasks(a), [a.postponed ? a.releaseAt : Infinity, release],
        checkpointTask(a),
        [idleMinutes && shown && !a.isIdle && a.input >= 0 ? a.input + idleMinutes * MINUTE : Infinity, () => {
            a.isIdle = true;
            refresh(a);
        }],
        layoutTask(a), coverageTask(a), healthTask(a),
        // The tick: whatever runs keeps the time.
        [a.on && shown ? a.mono + a.slept + TICK : Infinity, () => {}],
    ];
};

/** @param {Audit} a @param {number} until */
function run(a, until) {
    for (let round = 0; round < ROUNDS; round++) {
        const [due, work] = next(a);
        if (due > until) break;
        a.at = Math.max(a.at, due);
        work(a);
    }
    a.at = Math.max(a.at, until);
}

/**
 * Brings everything up to now, works, and sets the timer anew.
 * @param {Audit} a @param {() => void} [work]
 */
export function step(a, work) {
    const [mono, wall, before] = [a.clock.mono(), a.clock.now(), a.mono + a.slept];
    const passed = mono - a.mono;
    // Either clock may stand still during sleep, so both are looked at.
    const longest = Math.max(passed, wall - a.wall);
    const slept = longest > TICK + LATE;
    try {
        if (slept) {
            run(a, before);
            sleep(a);
            a.slept += longest - passed;
        }
        [a.mono, a.wall] = [mono, wall];
        const now = mono + a.slept;
        a.offset = wall - now;
        run(a, now);
        if (slept) refresh(a);
        if (work) work();
        run(a, now);
        tellBookmarks(a);
        tellShells(a);
        if (a.stale) save(a);
    } finally {
        a.cancel();
        const [due] = next(a);
        if (due < Infinity && !a.bars.has('closed')) {
            a.cancel = a.clock.after(Math.max(SHORTEST, due - a.at), () => a.enter());
        }
    }
}
