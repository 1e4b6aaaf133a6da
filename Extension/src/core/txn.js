/**
 * Selection transactions and data states: which set of selections is in force, and which settled result is on screen.
 */

import { willCapture } from './capture.js';
import { inModal, settling } from './models.js';
import { detailsOf, differences, nothingSelected, stepBetween } from './selections.js';
import { shownOf } from './state.js';
import { emit } from './trail.js';
import { show } from './views.js';

/** @typedef {import('./state.js').Audit} Audit */
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
 * Recording begins, or the engine session came back: a baseline is needed, now if all it needs is there.
 * @param {Audit} a
 */
export function boot(a) {
    a.phase = 'boot';
    a.since = a.at;
    if (isOff(a) || (a.newest && !a.muted)) baseline(a);
}

/** @param {Audit} a whether selections are none of our business */
const isOff = (a) => a.selections.collect === 'off';

/** @param {Audit} a the engine session is gone */
export function suspend(a) {
    a.phase = 'idle';
    a.newest = null;
    a.history.clear();
}

/** @param {Audit} a @param {Snapshot} snapshot */
export function takeSelections(a, snapshot) {
    const { newest, phase } = a;
    const collecting = phase === 'collecting';
    a.newest = snapshot;
    if (a.muted || isOff(a) || phase === 'idle') return;
    if (phase === 'boot') baseline(a);
    else if (((collecting && newest) || a.base).imprint !== snapshot.imprint) {
        if (!collecting) {
            change(a);
            a.ceiling = a.at + CEILING;
            a.phase = 'collecting';
        }
        a.quiet = a.at + QUIET;
        a.changed = a.at;
        noteModal(a);
    } else if (!collecting) adopt(a, snapshot);
}

/** @param {Audit} a selections begin to change */
function change(a) {
    a.since = a.changed = a.at;
    a.wasModal = false;
}

/**
 * An object may have gone into or out of a modal selection.
 * @param {Audit} a
 */
export function modalMayHaveChanged(a) {
    const before = a.inModal;
    if (a.phase !== 'collecting') return;
    noteModal(a);
    // What the end of it brings is still on its way.
    if (before && !a.inModal) [a.quiet, a.ceiling] = [a.at + QUIET, a.at + CEILING];
}

/** @param {Audit} a */
const noteModal = (a) => {
    a.inModal = inModal(a);
    a.wasModal ||= a.inModal;
};

/**
 * Data changed, selections perhaps not.
 * @param {Audit} a @param {'model' | 'reload'} cause
 */
export function modelChanged(a, cause) {
    if (!a.txn || a.muted) return;
    if (a.phase === 'stable') {
        a.changed = a.at;
        validate(a, cause, MODEL);
    } else if (cause === 'reload' && a.phase === 'validating') a.cause = cause;
}

/**
 * Nothing may be told until this is called with null; then what changed meanwhile is told with that cause.
 * @param {Audit} a @param {'other-tab' | 'unknown' | null} cause
 */
export function mute(a, cause) {
    const before = a.muted;
    if (cause) flush(a);
    a.muted = cause;
    if (!before || cause || !a.newest) return;
    if (a.phase === 'boot') baseline(a);
    else if (a.phase !== 'idle' && a.base.imprint !== a.newest.imprint) {
        change(a);
        finish(a, before);
    }
}

/**
 * The page goes away: what was collected is told now.
 * @param {Audit} a
 */
export const flush = (a) => a.phase === 'collecting' && finish(a);

/** @param {Audit} a @returns {import('./state.js').Task} */
export function txnTask(a) {
    const { phase, since, quiet } = a;
    if (phase === 'boot') return [a.muted ? Infinity : since + BOOT, baseline];
    if (phase === 'collecting') {
        const held = a.selections.steps === 'confirmed' && a.wasModal && inModal(a);
        return [held ? since + MODAL : Math.min(quiet, a.ceiling), flush];
    }
    return [phase !== 'validating' ? Infinity : settling(a).unsettled ? Math.max(quiet, a.until) : quiet, validated];
}

/** @param {Audit} a */
export function newData(a) {
    a.data = Math.max((a.data ?? 0) + 1, Math.floor(a.at + a.offset));
    show(a);
}

/** @param {Audit} a @param {Snapshot} snapshot */
function adopt(a, snapshot) {
    const { history } = a;
    a.base = snapshot;
    if (history.size >= REMEMBERED) history.clear();
    history.set(snapshot.back, snapshot.imprint);
}

/** @param {Audit} a @param {string} cause */
function mint(a, cause) {
    const { selections, txn, base } = a;
    const after = a.newest ?? nothingSelected();
    a.txn = a.ids.uuid();
    adopt(a, after);
    show(a);
    if (!isOff(a)) emit(a, 0, 'selection.state.changed', { type: 'selection.changed', selectionTxnId: a.txn,
        previousSelectionTxnId: txn, cause, modal: a.wasModal, ...detailsOf(after, selections),
        ...differences(base, after), baselineUnknown: a.blind || undefined });
}

/**
 * The first transaction, or the old one if the selections are still the same.
 * @param {Audit} a
 */
function baseline(a) {
    const { newest } = a;
    a.phase = 'stable';
    a.wasModal = false;
    newData(a);
    if (a.txn && !a.blind && (!newest || newest.imprint === a.base.imprint)) {
        if (newest) adopt(a, newest);
        return;
    }
    if (!newest) a.base = nothingSelected();
    a.blind = !newest && !isOff(a);
    mint(a, 'initial');
}

/**
 * The collecting is over.
 * @param {Audit} a @param {string} [cause]
 */
function finish(a, cause) {
    const after = /** @type {Snapshot} */ (a.newest);
    if (after.imprint === a.base.imprint) {
        adopt(a, after);
        a.phase = 'stable';
        return;
    }
    cause ??= a.blind ? 'initial' : a.bookmark >= a.since - MODEL ? 'bookmark'
        : stepBetween(a.base, after, a.history.get(after.back) === after.imprint);
    a.blind = false;
    a.bookmark = -Infinity;
    mint(a, cause);
    validate(a, 'selection', 0);
}

/** @param {Audit} a @param {string} cause @param {number} wait */
function validate(a, cause, wait) {
    a.phase = 'validating';
    a.cause = cause;
    a.quiet = a.at + wait;
    a.until = a.at + SETTLE;
}

/** @param {Audit} a */
function validated(a) {
    const { unsettled: waiting, settled, lastAt } = settling(a);
    a.phase = 'stable';
    a.validatedAt = a.at;
    newData(a);
    emit(a, 1, 'app.model.validated', { ...shownOf(a), captureScheduled: !waiting && willCapture(a), cause: a.cause,
        settled: waiting ? 'timeout' : 'all', objectsSettled: settled,
        settleMs: Math.max(0, Math.round((waiting ? a.at : lastAt) - a.changed)) });
}
