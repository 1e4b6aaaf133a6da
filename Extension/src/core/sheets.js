/**
 * Which sheet is current, which of its objects are audited, and what is told of both.
 */

import { isoOf } from './moment.js';
import { hostsUs, whyNot } from './scope.js';
import { shownOf } from './state.js';
import { emit } from './trail.js';
import { setObjects } from './views.js';
import { endOf, lap, startTime } from './viewtime.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./moment.js').Moment} Moment */

/** The layout of a sheet is waited for so long before its loading is told without title and count. */
const LAYOUT_WAIT = 5_000;

/** @param {Audit} a whether the current sheet is one that is recorded */
export const sheetCounts = ({ scope, visit }) => scope.reach === 'app' || hostsUs(visit?.objects ?? []);

/**
 * @param {Audit} a
 * @param {string | null} sheetId
 * @param {string} trigger
 * @param {Moment} now
 * @param {boolean} running  somebody can look
 */
export function visitSheet(a, sheetId, trigger, now, running) {
    a.last = a.visit ? a.visit.sheetId : a.last;
    a.visit = sheetId === null ? null : { ...startTime(shownOf(a), now, running), sheetId, previous: a.last ?? null,
        trigger, since: now, objects: null, told: false };
    Object.assign(a.scene, { sheetId: sheetId ?? undefined, sheetName: undefined });
}

/**
 * Recording begins anew on the same sheet.
 * @param {Audit} a @param {Moment} now @param {boolean} running
 */
export const visitAgain = (a, now, running) => a.visit && Object.assign(a.visit, startTime(shownOf(a), now, running),
    { since: now, told: false, previous: null, trigger: 'open' });

/** @param {Audit} a @returns {import('./state.js').Task} */
export const layoutTask = (a) => [
    a.on && a.visit && !a.visit.told && sheetCounts(a) ? a.visit.since.mono + LAYOUT_WAIT : Infinity,
    () => announce(a)];

/**
 * The current sheet was loaded; told once.
 * @param {Audit} a
 */
export function announce(a) {
    const { visit } = a;
    if (!visit || visit.told || !a.on || !sheetCounts(a)) return;
    visit.told = true;
    emit(a, 0, 'navigation.sheet.loaded', { sheetId: visit.sheetId,
        previousSheetId: visit.previous, trigger: visit.trigger,
        auditedObjects: visit.objects ? a.watched.size : undefined, dataStateId: a.data });
}

/** @param {Audit} a @param {string} reason @param {string | null} next @param {Moment} at */
export function tellLeft(a, reason, next, at) {
    const { visit } = a;
    if (!visit?.told) return;
    lap(visit, at);
    const { leftAt, pausedMs } = endOf(visit);
    emit(a, 0, 'event.sheet.left', { sheetId: visit.sheetId, enteredAt: isoOf(visit.enteredAt),
        leftAt: isoOf(leftAt), duration: visit.duration, pausedMs, reason, nextSheetId: next });
}

/**
 * Audits what is to be audited of the current sheet.
 * @param {Audit} a @param {Moment} at
 */
export function watch(a, at) {
    const counts = sheetCounts(a);
    setObjects(a, (a.visit?.objects ?? []).filter((one) => whyNot(a.scope, one, counts) === null), at);
}
