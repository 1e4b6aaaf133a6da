/**
 * Does everything at its time. What is due is worked off at its own moment and in order, however late the timer was, so
 * a busy or throttled page records the same as an idle one.
 */

import { captureTasks, tellShells } from './capture.js';
import { checkpointTask, save } from './checkpoints.js';
import { coverageTask } from './coverage.js';
import { healthTask } from './health.js';
import { momentAt, momentOf } from './moment.js';
import { refresh, sleep, tellBookmarks } from './recorder.js';
import { layoutTask } from './sheets.js';
import { isAway } from './state.js';
import { release } from './trail.js';
import { txnTask } from './txn.js';
import { viewTasks } from './views.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./state.js').Task} Task */
/** @typedef {import('./moment.js').Moment} Moment */

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
        ...viewTasks(a), txnTask(a), ...captureTasks(a), [a.waiting ? a.releaseAt : Infinity, () => release(a)],
        checkpointTask(a),
        [idleMinutes && shown && !a.idle && a.input >= 0 ? a.input + idleMinutes * MINUTE : Infinity, (at) => {
            a.idle = true;
            refresh(a, at);
        }],
        layoutTask(a), coverageTask(a), healthTask(a),
        [a.on && shown ? a.ran.mono + TICK : Infinity, (at) => {
            a.ran = at;
        }],
    ];
};

/** @param {Audit} a @param {Moment} until */
function run(a, until) {
    for (let round = 0; round < ROUNDS; round++) {
        const [due, work] = next(a);
        if (due > until.mono) break;
        a.floor = Math.max(a.floor, due);
        work(momentAt(until, a.floor));
    }
    a.floor = Math.max(a.floor, until.mono);
}

/**
 * Brings everything up to now, works, and sets the timer anew.
 * @param {Audit} a @param {(now: Moment) => void} [work]
 */
export function step(a, work) {
    const now = momentOf(a.clock);
    const before = a.ran;
    // Either clock may stand still during sleep, so both are looked at.
    const slept = Math.max(now.mono - before.mono, now.wall - before.wall) > TICK + LATE;
    a.ran = now;
    try {
        if (slept) {
            run(a, before);
            sleep(a, before);
        }
        run(a, now);
        if (slept) refresh(a, now);
        if (work) work(now);
        run(a, now);
        tellBookmarks(a);
        tellShells(a);
        if (a.version !== a.saved.version) save(a, now);
    } finally {
        a.cancel();
        const [due] = next(a);
        if (due < Infinity && !a.bars.has('closed')) {
            a.cancel = a.clock.after(Math.max(SHORTEST, due - momentOf(a.clock).mono), a.wake);
        }
    }
}
