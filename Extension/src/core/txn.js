/**
 * Selection transactions and data states: which set of selections is in force, and which settled result is on screen.
 */

import { willCapture } from './capture.js';
import { inModal, settling } from './models.js';
import { detailsOf, differences, nothingSelected, stepBetween } from './selections.js';
import { emit } from './trail.js';
import { show } from './views.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./selections.js').Snapshot} Snapshot */

/** Milliseconds, as all that follow: then work goes on without a baseline. */
const BOOT = 10_000;
/** Changes so close together are one, for so long at most. */
const QUIET = 250;
const CEILING = 1_000;
/** The longest wait for a modal selection to end. */
const MODAL = 30_000;
/** A change of data waits so long for the selections that may have caused it. */
const MODEL = 500;
/** The longest wait for objects to settle. */
const SETTLE = 30_000;

/** Undone steps that are remembered to know them again. */
const REMEMBERED = 100;

/**
 * Can transition to:
 * - `idle` (nothing is recorded, or the engine session is gone): `boot`
 * - `boot` (no baseline): `stable`
 * - `stable`: `collecting` when selections differ, `validating` when only data changed
 * - `collecting`: `validating` with a new transaction, or back to where it was when nothing is left of the change
 * - `validating`: `stable`; `collecting` when selections differ again
 * - any: `idle`
 * @typedef {'idle' | 'boot' | 'stable' | 'collecting' | 'validating'} Phase
 */

/**
 * Recording begins, or the engine session came back: a baseline is needed.
 * @param {Audit} a @param {Moment} now
 */
export function boot(a, now) {
    a.phase = 'boot';
    a.since = now.mono;
}

/** @param {Audit} a @param {Moment} now the baseline, if all it needs is there */
export function bootNow(a, now) {
    if (a.phase === 'boot' && (a.selections.collect === 'off' || (a.newest && !a.muted))) baseline(a, now);
}

/** @param {Audit} a the engine session is gone */
export function suspend(a) {
    a.phase = 'idle';
    a.newest = null;
    a.history.clear();
}

/** @param {Audit} a @param {Snapshot} snapshot @param {Moment} now */
export function takeSelections(a, snapshot, now) {
    const before = a.newest;
    a.newest = snapshot;
    if (a.muted || a.selections.collect === 'off') return;
    const { sign } = a.phase === 'collecting' && before ? before : a.base;
    if (a.phase === 'boot') baseline(a, now);
    else if (a.phase === 'idle') return;
    else if (sign !== snapshot.sign) collect(a, now);
    else if (a.phase !== 'collecting') adopt(a, snapshot);
}

/**
 * An object may have gone into or out of a modal selection.
 * @param {Audit} a @param {Moment} now
 */
export function modalMayHaveChanged(a, now) {
    if (a.phase !== 'collecting') return;
    const ended = a.inModal && !inModal(a);
    noteModal(a);
    // What the end of it brings is still on its way.
    if (ended) [a.quiet, a.ceiling] = [now.mono + QUIET, now.mono + CEILING];
}

/** @param {Audit} a */
const noteModal = (a) => {
    a.inModal = inModal(a);
    a.modal = a.modal || a.inModal;
};

/**
 * Data changed, selections perhaps not.
 * @param {Audit} a @param {'model' | 'reload'} cause @param {Moment} now
 */
export function modelChanged(a, cause, now) {
    if (a.txn === null || a.muted) return;
    if (a.phase === 'stable') validate(a, now, cause, MODEL);
    else if (cause === 'reload' && a.phase === 'validating') a.cause = cause;
}

/**
 * Nothing may be told until this is called with null; then what changed meanwhile is told with that cause.
 * @param {Audit} a @param {'other-tab' | 'unknown' | null} cause @param {Moment} now
 */
export function mute(a, cause, now) {
    const before = a.muted;
    if (cause) flush(a, now);
    a.muted = cause;
    if (!before || cause || !a.newest) return;
    if (a.phase === 'boot') baseline(a, now);
    else if (a.phase !== 'idle' && a.base.sign !== a.newest.sign) {
        a.since = now.mono;
        a.changed = now.mono;
        a.modal = false;
        finish(a, now, before);
    }
}

/**
 * The page goes away: what was collected is told now.
 * @param {Audit} a @param {Moment} now
 */
export const flush = (a, now) => a.phase === 'collecting' && finish(a, now);

/** @param {Audit} a @returns {import('./state.js').Task} */
export function txnTask(a) {
    if (a.phase === 'boot') return [a.muted ? Infinity : a.since + BOOT, (at) => baseline(a, at)];
    if (a.phase === 'collecting') {
        const held = a.selections.steps === 'confirmed' && a.modal && inModal(a);
        return [held ? a.since + MODAL : Math.min(a.quiet, a.ceiling), (at) => finish(a, at)];
    }
    if (a.phase !== 'validating') return [Infinity, () => {}];
    return [settling(a).waiting ? Math.max(a.quiet, a.until) : a.quiet, (at) => validated(a, at)];
}

/** @param {Audit} a @param {Moment} now */
export function newData(a, now) {
    a.data = Math.max((a.data ?? 0) + 1, Math.floor(now.wall));
    show(a, now);
}

/** @param {Audit} a @param {Snapshot} snapshot */
function adopt(a, snapshot) {
    a.base = snapshot;
    if (a.history.size >= REMEMBERED) a.history.clear();
    a.history.set(snapshot.back, snapshot.sign);
}

/** @param {Audit} a @param {Moment} now @param {string} cause */
function mint(a, now, cause) {
    const { selections, txn } = a;
    const after = a.newest ?? nothingSelected();
    const changes = differences(a.base, after);
    a.txn = a.ids.uuid();
    adopt(a, after);
    show(a, now);
    if (selections.collect === 'off') return;
    emit(a, 0, 'selection.state.changed', { type: 'selection.changed', selectionTxnId: a.txn,
        previousSelectionTxnId: txn, cause, modal: a.modal, ...detailsOf(after, selections), ...changes,
        baselineUnknown: a.blind || undefined });
}

/**
 * The first transaction, or the old one if the selections are still the same.
 * @param {Audit} a @param {Moment} now
 */
function baseline(a, now) {
    const { newest } = a;
    a.phase = 'stable';
    a.modal = false;
    newData(a, now);
    if (a.txn !== null && !a.blind && (!newest || newest.sign === a.base.sign)) {
        if (newest) adopt(a, newest);
        return;
    }
    if (!newest) a.base = nothingSelected();
    a.blind = !newest && a.selections.collect !== 'off';
    mint(a, now, 'initial');
}

/** @param {Audit} a @param {Moment} now */
function collect(a, now) {
    if (a.phase !== 'collecting') {
        a.since = now.mono;
        a.ceiling = now.mono + CEILING;
        a.modal = false;
        a.phase = 'collecting';
    }
    a.quiet = now.mono + QUIET;
    a.changed = now.mono;
    noteModal(a);
}

/**
 * The collecting is over.
 * @param {Audit} a @param {Moment} now @param {string} [cause]
 */
function finish(a, now, cause) {
    const after = /** @type {Snapshot} */ (a.newest);
    if (after.sign === a.base.sign) {
        a.reverted += 1;
        adopt(a, after);
        a.phase = 'stable';
        return;
    }
    const told = cause ?? causeOf(a, after);
    a.blind = false;
    a.bookmark = -Infinity;
    mint(a, now, told);
    validate(a, now, 'selection', 0);
}

/** @param {Audit} a @param {Snapshot} after */
function causeOf(a, after) {
    if (a.blind) return 'initial';
    if (a.bookmark >= a.since - MODEL) return 'bookmark';
    return stepBetween(a.base, after, a.history.get(after.back) === after.sign);
}

/** @param {Audit} a @param {Moment} now @param {string} cause @param {number} wait */
function validate(a, now, cause, wait) {
    a.phase = 'validating';
    a.cause = cause;
    a.quiet = now.mono + wait;
    a.until = now.mono + SETTLE;
    if (cause !== 'selection') a.changed = now.mono;
}

/** @param {Audit} a @param {Moment} now */
function validated(a, now) {
    const { waiting, settled, lastAt } = settling(a);
    const end = waiting ? now.mono : lastAt;
    a.phase = 'stable';
    a.validatedAt = now.mono;
    newData(a, now);
    emit(a, 1, 'app.model.validated', { selectionTxnId: a.txn, dataStateId: a.data,
        captureScheduled: !waiting && willCapture(a), cause: a.cause, settled: waiting ? 'timeout' : 'all',
        settleMs: Math.max(0, Math.round(end - a.changed)), objectsSettled: settled });
}
