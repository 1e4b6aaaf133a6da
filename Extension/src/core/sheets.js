/**
 * Which sheet is current, which of its objects are audited, and what is told of both.
 */

import { hostsUs, whyNot } from './scope.js';
import { emit } from './trail.js';
import { setObjects } from './views.js';
import { lap, startTime, timesOf } from './viewtime.js';

/** @typedef {import('./state.js').Audit} Audit */

/** The layout of a sheet is waited for so long before its loading is told without title and count. */
const LAYOUT_WAIT = 5_000;

/** @param {Audit} a whether the current sheet is one that is recorded */
export const sheetCounts = ({ scope, visit }) => scope.reach === 'app' || hostsUs(visit?.objects ?? []);

/** @param {Audit} a @param {string | null} sheetId @param {string} trigger */
export function visitSheet(a, sheetId, trigger) {
    a.last = a.visit?.sheetId ?? a.last;
    a.visit = sheetId === null ? null : { ...startTime(a, false), sheetId, previous: a.last ?? null, trigger,
        since: a.at, objects: null, told: false };
    Object.assign(a.scene, { sheetId: sheetId ?? undefined, sheetName: undefined });
}

/** @param {Audit} a recording begins anew on the same sheet */
export const visitAgain = (a) => a.visit && Object.assign(a.visit, startTime(a, false),
    { since: a.at, told: false, previous: null, trigger: 'open' });

/** @param {Audit} a @returns {import('./state.js').Task} */
export const layoutTask = (a) => [mayAnnounce(a) ? (a.visit?.since ?? 0) + LAYOUT_WAIT : Infinity, announce];

/** @param {Audit} a */
const mayAnnounce = (a) => a.on && a.visit && !a.visit.told && sheetCounts(a);

/**
 * The current sheet was loaded; told once.
 * @param {Audit} a
 */
export function announce(a) {
    const { visit, watched, data } = a;
    if (!visit || !mayAnnounce(a)) return;
    visit.told = true;
    const { sheetId, previous, trigger, objects } = visit;
    emit(a, 0, 'navigation.sheet.loaded', { sheetId, previousSheetId: previous, trigger,
        auditedObjects: objects ? watched.size : undefined, dataStateId: data });
}

/** @param {Audit} a @param {string} reason @param {string | null} nextSheetId */
export function tellLeft(a, reason, nextSheetId) {
    const { visit } = a;
    if (!visit?.told) return;
    lap(a, visit);
    emit(a, 0, 'event.sheet.left', { sheetId: visit.sheetId, ...timesOf(visit), reason, nextSheetId });
}

/**
 * Audits what is to be audited of the current sheet.
 * @param {Audit} a
 */
export function watch(a) {
    const counts = sheetCounts(a);
    setObjects(a, (a.visit?.objects ?? []).filter((one) => !whyNot(a.scope, one, counts)));
}
