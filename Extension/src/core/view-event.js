/**
 * A view as it is told, kept in a checkpoint, and told later by another page.
 */

import { CAPS, clamp, firstOf, idOf, isUuid, textOf } from './limits.js';
import { isoOf } from './moment.js';
import { MAXIMUM_SEGMENTS, summary } from './viewtime.js';

/** @typedef {import('./viewtime.js').Segment} Segment */

/**
 * @typedef {Object} ViewRecord
 * @property {string} eventId
 * @property {string} objectId
 * @property {string} objectType
 * @property {boolean} idle
 * @property {number} enteredAt @property {number} leftAt @property {number} duration @property {number} pausedMs
 * @property {string | null} enterTxn
 * @property {import('./viewtime.js').Shown} shown
 * @property {Segment[]} segments
 */

/**
 * What a dead page leaves behind.
 * @typedef {{ sessionKey: string, wall: number, context: import('./envelope.js').Scene,
 *     views: ViewRecord[] }} Checkpoint
 */

/** @param {import('./views.js').View} view @param {import('./moment.js').Moment} at @returns {ViewRecord} */
export const recordOf = ({ eventId, objectId, objectType, idle, time }, at) =>
    ({ eventId, objectId, objectType, idle, ...summary(time, at) });

/** @param {ViewRecord} view @param {string} reason @param {Record<string, unknown>} more */
export function durationEvent(view, reason, more) {
    // What was on screen last; selections made while nobody could look are not.
    const last = view.segments[view.segments.length - 1] ?? view.shown;
    return {
        type: 'view.duration', objectId: view.objectId, objectType: view.objectType,
        enteredAt: isoOf(view.enteredAt), leftAt: isoOf(view.leftAt), duration: view.duration, pausedMs: view.pausedMs,
        visible: false, reason,
        selectionTxnId: last.selectionTxnId ?? view.enterTxn, enterSelectionTxnId: view.enterTxn,
        leaveSelectionTxnId: last.selectionTxnId, dataStateId: last.dataStateId, segments: view.segments,
        ...(view.idle ? { idle: true } : {}), ...more,
    };
}

/** @param {unknown} value */
const txnOf = (value) => (isUuid(value) ? /** @type {string} */ (value) : null);
/** @param {unknown} value */
const wholeOf = (value) => Math.round(clamp(value, 0, Number.MAX_SAFE_INTEGER, 0));

/** @param {any} raw @returns {Segment} */
const segmentOf = (raw) => ({ selectionTxnId: txnOf(raw?.selectionTxnId),
    dataStateId: Number.isSafeInteger(raw?.dataStateId) ? raw.dataStateId : null, ms: wholeOf(raw?.ms),
    ...(Number.isSafeInteger(raw?.merged) ? { merged: raw.merged } : {}) });

/** @param {any} raw @returns {ViewRecord[]} the view, or none */
function viewOf(raw) {
    const objectId = idOf(raw?.objectId);
    if (!objectId || !isUuid(raw.eventId)) return [];
    const segments = firstOf(raw.segments, MAXIMUM_SEGMENTS).map(segmentOf);
    const duration = segments.reduce((sum, segment) => sum + segment.ms, 0);
    const enteredAt = wholeOf(raw.enteredAt);
    const leftAt = Math.max(wholeOf(raw.leftAt), enteredAt);
    return [{ eventId: raw.eventId, objectId, objectType: textOf(raw.objectType, CAPS.name) ?? 'unknown',
        idle: raw.idle === true, enteredAt, leftAt, duration, pausedMs: Math.max(0, leftAt - enteredAt - duration),
        enterTxn: txnOf(raw.enterTxn), shown: segmentOf(raw.shown), segments }];
}

/**
 * What a store gave back as a checkpoint; anyone on this origin may have written it.
 * @param {any} raw @returns {Checkpoint | null}
 */
export function checkpointOf(raw) {
    if (!raw || !isUuid(raw.sessionKey)) return null;
    const given = raw.context && typeof raw.context === 'object' ? raw.context : {};
    /** @type {import('./envelope.js').Scene} */
    const context = {
        appId: textOf(given.appId, CAPS.name), appName: textOf(given.appName, CAPS.name),
        sheetId: textOf(given.sheetId, CAPS.name), sheetName: textOf(given.sheetName, CAPS.name),
        user: textOf(given.user, CAPS.user), userRef: textOf(given.userRef, CAPS.user),
        tenantId: textOf(given.tenantId, CAPS.user),
        mode: given.mode === 'edit' || given.mode === 'other' ? given.mode : 'analysis',
    };
    return { sessionKey: raw.sessionKey, wall: wholeOf(raw.wall), context,
        views: firstOf(raw.views, CAPS.objects).flatMap(viewOf) };
}
