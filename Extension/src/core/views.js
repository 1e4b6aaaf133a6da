/**
 * When an object of the sheet counts as looked at, and the views that are open. The phases stand in `state.js`.
 */

import { clamp } from './limits.js';
import { isoOf } from './moment.js';
import { allOf, shownOf } from './state.js';
import { emit } from './trail.js';
import { endOf, goOn, lap, startTime, stopTime } from './viewtime.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./state.js').Watched} Watched */
/** @typedef {import('./state.js').View} View */
/** @typedef {import('./moment.js').Moment} Moment */

/** Milliseconds that a phase lasts at most. */
const TIMES = {
    dwell: 250, // shorter glimpses while scrolling are nothing
    closing: 500, // a chart drawn anew within this is the same view
    paused: 30 * 60_000, // longer pauses end the view
    out: Infinity, viewing: Infinity,
};

/** An object counts from half of it, or when it fills so much of the viewport although it is taller than that. */
const RATIO = 0.5;
const SHARE = 0.4;

/** Why nobody can look although the object is there. The view goes on when that is over. */
const PAUSES = ['hidden', 'frozen', 'idle', 'sleep'];

/**
 * The audited objects of the sheet.
 * @param {Audit} a @param {import('./ports.js').SheetObject[]} objects @param {Moment} now
 */
export function setObjects(a, objects, now) {
    for (const [id, one] of a.watched) {
        if (objects.some((object) => object.id === id)) continue;
        close(a, one, 'removed', now);
        a.watched.delete(id);
    }
    for (const object of objects) {
        /** @type {Watched} */
        const one = { phase: 'out', since: now, reason: '', view: null, why: 'scroll', ratio: 0, seen: 'initial',
            ...a.watched.get(object.id), object };
        a.watched.set(object.id, one);
        judge(a, one, now);
    }
}

/** @param {Audit} a @param {import('./ports.js').IntersectionFact} fact @param {Moment} now */
export function look(a, { id, ratio, share, sized, covered, reason }, now) {
    const one = a.watched.get(id);
    if (!one) return;
    one.ratio = clamp(ratio, 0, 1, 0);
    one.seen = reason;
    one.why = reason === 'removed' ? reason : !sized || (one.ratio < RATIO && !(share >= SHARE)) ? 'scroll'
        : covered ? 'covered' : null;
    judge(a, one, now);
}

/**
 * Why nobody can look at anything now: a pause, or null. `bar` ends all views and lets none begin.
 * @param {Audit} a @param {string | null} why @param {string | null} bar @param {Moment} now
 */
export function setWorld(a, why, bar, now) {
    if (bar !== null && !a.barred) endAll(a, bar, now);
    a.barred = bar !== null;
    a.world = why;
    for (const one of allOf(a)) judge(a, one, now);
}

/** @param {Audit} a @returns {View[]} */
export const openViews = (a) => allOf(a).flatMap((one) => one.view ?? []);

/**
 * Other selections or other data are on screen.
 * @param {Audit} a @param {Moment} now
 */
export function show(a, now) {
    a.version += 1;
    for (const view of openViews(a)) {
        lap(view, now);
        view.shown = shownOf(a);
    }
}

/** @param {Audit} a @param {string} reason @param {Moment} now */
export function endAll(a, reason, now) {
    for (const one of allOf(a)) close(a, one, reason, now);
}

/**
 * The sheet is left.
 * @param {Audit} a @param {Moment} now
 */
export function clear(a, now) {
    endAll(a, 'sheet', now);
    a.watched.clear();
}

/** @param {Watched} one */
export const isVisible = ({ phase }) => phase === 'dwell' || phase === 'viewing';

/** @param {Audit} a @returns {import('./state.js').Task[]} */
export const viewTasks = (a) => allOf(a).map((one) => [one.since.mono + TIMES[one.phase], (at) => {
    if (one.phase === 'dwell') {
        open(a, one);
        turn(one, 'viewing', at);
    } else close(a, one, one.reason, at);
    judge(a, one, at);
}]);

/** @param {Watched} one @param {Watched['phase']} phase @param {Moment} since @param {string} [reason] */
const turn = (one, phase, since, reason = '') => void Object.assign(one, { phase, since, reason });

/** @param {Audit} a @param {Watched} one @param {Moment} now */
function judge(a, one, now) {
    if (a.barred) return;
    const { phase, view } = one;
    const why = one.why ?? a.world;
    if (why === null) {
        // The monotonic clock may have stood still while the machine slept; the deadline does not see that.
        if (phase === 'paused' && now.wall - one.since.wall > TIMES.paused) close(a, one, one.reason, now);
        if (one.phase === 'out') turn(one, 'dwell', now);
        else if (view && phase !== 'viewing') {
            goOn(view, now);
            turn(one, 'viewing', now);
            a.version += 1;
        }
    } else if (phase === 'dwell') turn(one, 'out', now);
    else if (view) {
        const next = PAUSES.includes(why) ? 'paused' : 'closing';
        if (phase === next) return;
        stopTime(view, now);
        if (why === 'idle') view.idle = true;
        turn(one, next, now, why);
        a.version += 1;
    }
}

/**
 * A view counts from the first moment of its dwell time.
 * @param {Audit} a @param {Watched} one
 */
function open(a, one) {
    const { id, type } = one.object;
    one.view = { ...startTime(shownOf(a), one.since), eventId: a.ids.uuid(), objectId: id, objectType: type,
        idle: false };
    a.version += 1;
    tellVisibility(a, one, true, one.seen);
}

/**
 * Ends whatever goes on, without grace.
 * @param {Audit} a @param {Watched} one @param {string} reason @param {Moment} at
 */
function close(a, one, reason, at) {
    const { view } = one;
    turn(one, 'out', at);
    if (!view) return;
    one.view = null;
    a.version += 1;
    stopTime(view, at);
    tellVisibility(a, one, false, reason);
    tellView(a, { eventId: view.eventId, ...durationEvent(view, reason) });
}

/** @param {Audit} a @param {Watched} one @param {boolean} visible @param {string} reason */
function tellVisibility(a, { ratio, object: { id, type } }, visible, reason) {
    if (!a.views.on || !a.views.visibilityEvents) return;
    emit(a, 2, 'object.visibility.changed', { objectId: id, objectType: type, visible,
        ratio, reason, ...shownOf(a) });
}

/** @typedef {ReturnType<typeof durationEvent>} DurationEvent */

/**
 * @param {Audit} a @param {{ eventId: string } & DurationEvent} view
 * @param {import('./envelope.js').Scene} [scene]
 */
export function tellView(a, { eventId, ...event }, scene) {
    const { on, minimum } = a.views;
    if (on && event.duration >= minimum) emit(a, 1, 'object.view.duration', event, scene, eventId);
}

/** @param {View} view @param {string} reason */
export function durationEvent(view, reason) {
    const { objectId, objectType, enterTxn, duration, segments, idle, shown } = view;
    const { leftAt, pausedMs } = endOf(view);
    // What was on screen last; selections made while nobody could look are not.
    const last = segments[segments.length - 1] ?? shown;
    return {
        objectId, objectType, enteredAt: isoOf(view.enteredAt), leftAt: isoOf(leftAt), duration,
        pausedMs, visible: false, reason, selectionTxnId: last.selectionTxnId ?? enterTxn,
        enterSelectionTxnId: enterTxn, leaveSelectionTxnId: last.selectionTxnId, dataStateId: last.dataStateId,
        segments: segments.map((segment) => ({ ...segment })), idle: idle || undefined, recovered: false,
    };
}
