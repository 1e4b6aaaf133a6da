/**
 * When an object of the sheet counts as looked at, and the views that are open. The phases stand in `state.js`.
 */

import { clamp } from './limits.js';
import { allOf, shownOf } from './state.js';
import { emit } from './trail.js';
import { lap, startTime, timesOf } from './viewtime.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./state.js').Watched} Watched */
/** @typedef {import('./state.js').View} View */

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
const PAUSES = /hidden|frozen|idle|sleep/;

/** @param {Audit} a @param {import('./ports.js').SheetObject[]} objects  of the sheet that are audited */
export function setObjects(a, objects) {
    for (const [id, one] of a.watched) {
        if (objects.some((object) => object.id === id)) continue;
        close(a, one, 'removed');
        a.watched.delete(id);
    }
    for (const object of objects) {
        /** @type {Watched} */
        const one = { phase: 'out', since: a.at, reason: '', view: null, why: 'scroll', ratio: 0, seen: 'initial',
            ...a.watched.get(object.id), chart: object };
        a.watched.set(object.id, one);
        judge(a, one);
    }
}

/** @param {Audit} a @param {import('./ports.js').IntersectionFact} fact */
export function look(a, { id, ratio, share, sized, covered, reason }) {
    const one = a.watched.get(id);
    if (!one) return;
    one.ratio = clamp(ratio, 0, 1, 0);
    one.seen = reason;
    one.why = reason === 'removed' ? reason : !sized || (one.ratio < RATIO && !(share >= SHARE)) ? 'scroll'
        : covered ? 'covered' : '';
    judge(a, one);
}

/**
 * Why nobody can look at anything now, or an empty text. `bar` ends all views and lets none begin.
 * @param {Audit} a @param {string} why @param {string} bar
 */
export function setWorld(a, why, bar) {
    if (bar && !a.barred) endAll(a, bar);
    a.barred = bar;
    a.world = why;
    for (const one of allOf(a)) judge(a, one);
}

/** @param {Audit} a @returns {View[]} */
export const openViews = (a) => allOf(a).flatMap(({ view }) => view ?? []);

/**
 * Other selections or other data are on screen.
 * @param {Audit} a
 */
export function show(a) {
    a.stale = true;
    for (const view of openViews(a)) {
        lap(a, view);
        view.shown = shownOf(a);
    }
}

/** @param {Audit} a @param {string} reason */
export const endAll = (a, reason) => allOf(a).forEach((one) => close(a, one, reason));

/** @param {Watched} one */
export const isVisible = ({ phase }) => phase === 'dwell' || phase === 'viewing';

/** @param {Audit} a @returns {import('./state.js').Task[]} */
export const viewTasks = (a) => allOf(a).map((one) => [one.since + TIMES[one.phase], () => {
    if (one.phase === 'dwell') open(a, one);
    else close(a, one, one.reason);
    judge(a, one);
}]);

/** @param {Audit} a @param {Watched} one @param {Watched['phase']} phase @param {string} [reason] */
function turn(a, one, phase, reason = '') {
    if (one.view) a.stale = true;
    Object.assign(one, { phase, since: a.at, reason });
}

/** @param {Audit} a @param {Watched} one */
function judge(a, one) {
    const { phase, view } = one;
    const why = one.why || a.world;
    const next = !why ? (view ? 'viewing' : 'dwell') : !view ? 'out' : PAUSES.test(why) ? 'paused' : 'closing';
    if (a.barred || phase === next) return;
    if (view) {
        lap(a, view, !why);
        view.wasIdle ||= why === 'idle';
    }
    turn(a, one, next, why);
}

/**
 * A view counts from the first moment of its dwell time.
 * @param {Audit} a @param {Watched} one
 */
function open(a, one) {
    const { id, type } = one.chart;
    one.view = { ...startTime(a, true, one.since), eventId: a.ids.uuid(), objectId: id, objectType: type,
        wasIdle: false };
    turn(a, one, 'viewing');
    tellVisibility(a, one, true, one.seen);
}

/**
 * Ends whatever goes on, without grace.
 * @param {Audit} a @param {Watched} one @param {string} reason
 */
function close(a, one, reason) {
    const { view } = one;
    turn(a, one, 'out');
    if (!view) return;
    one.view = null;
    lap(a, view, false);
    tellVisibility(a, one, false, reason);
    tellView(a, durationEvent(view, reason));
}

/** @param {Audit} a @param {Watched} one @param {boolean} visible @param {string} reason */
function tellVisibility(a, { ratio, chart: { id, type } }, visible, reason) {
    if (a.views.on && a.views.visibilityEvents) emit(a, 2, 'object.visibility.changed', { objectId: id,
        objectType: type, visible, ratio, reason, ...shownOf(a) });
}

/** @typedef {ReturnType<typeof durationEvent>} DurationEvent */

/**
 * @param {Audit} a @param {DurationEvent} view
 * @param {import('./trail.js').Scene} [scene]
 */
export function tellView(a, { eventId, ...event }, scene) {
    const { on, minimum } = a.views;
    if (on && event.duration >= minimum) emit(a, 1, 'object.view.duration', event, scene, eventId);
}

/** @param {View} view @param {string} reason */
export function durationEvent(view, reason) {
    const { eventId, objectId, objectType, enterTxn, segments, wasIdle, shown } = view;
    // What was on screen last; selections made while nobody could look are not.
    const { selectionTxnId, dataStateId } = segments[segments.length - 1] ?? shown;
    return { eventId, objectId, objectType, ...timesOf(view), visible: false, reason,
        selectionTxnId: selectionTxnId ?? enterTxn, enterSelectionTxnId: enterTxn, leaveSelectionTxnId: selectionTxnId,
        dataStateId, segments, idle: wasIdle || undefined, recovered: false };
}
