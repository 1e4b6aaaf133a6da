/**
 * Selection transactions and data states: which set of selections is in force, and which settled result is on screen.
 * It holds no timer; whoever drives it asks for `due` and calls `expire`.
 */

import { isoOf } from './moment.js';
import { detailsOf, differences, nothingSelected, sameSelections, stepBetween } from './selections.js';

/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./selections.js').Snapshot} Snapshot */
/** @typedef {{ pending: number, settled: number, lastAt: number }} Settled  of the objects that are visible now */

/** Milliseconds. */
const TIMES = {
    boot: 10_000, // then work goes on without a baseline
    quiet: 250, ceiling: 1_000, // changes so close together are one
    modal: 30_000, // the longest wait for a modal selection to end
    model: 500, // a change of data waits so long for the selections that may have caused it
    settle: 30_000,
};

/** Undone steps that are remembered to know them again. */
const REMEMBERED = 100;

/**
 * Can transition to:
 * - `idle` (nothing is recorded): `boot`
 * - `boot` (no baseline): `stable`
 * - `stable`: `collecting` when selections differ, `validating` when only data changed
 * - `collecting`: `validating` with a new transaction, or back to where it was when nothing is left of the change
 * - `validating`: `stable`; `collecting` when selections differ again
 * - any: `suspended`, `idle`
 * @typedef {'idle' | 'boot' | 'stable' | 'collecting' | 'validating' | 'suspended'} Phase
 */

/**
 * @typedef {Object} Tellers
 * @property {(event: Record<string, unknown>) => void} selection
 * @property {(event: Record<string, unknown>) => void} validated
 * @property {(now: Moment) => void} shown  other selections or data are in force
 * @property {() => Settled} settled
 * @property {() => boolean} modal
 * @property {(settled: 'all' | 'timeout') => boolean} willCapture
 */

/** What is collected or validated at the moment; times are monotonic. */
const nothingPending = () => ({
    /** @type {Snapshot | null} */ newest: null,
    baseUnknown: false, inModal: false, wasModal: false, bookmark: -Infinity,
    since: 0, quiet: 0, ceiling: 0, // collecting
    cause: 'selection', from: 0, until: 0, changedAt: 0, changedWall: 0, validatedAt: 0, // validating
    interrupted: false, reloaded: false,
});

export class Transactions {
    /**
     * @param {{ ids: { uuid: () => string }, tell: Tellers,
     *     settings: import('./settings.js').Settings['selections'] }} parts
     */
    constructor({ ids, settings, tell }) {
        this.pending = nothingPending();
        this.ids = ids;
        this.settings = settings;
        this.tell = tell;
        /** @type {Phase} */
        this.phase = 'idle';
        /** @type {string | null} */
        this.txn = null;
        /** @type {number | null} */
        this.data = null;
        /** What the transaction in force stands for. */
        this.base = nothingSelected();
        /** @type {string | null} why nothing may be told now; the cause of what changed meanwhile */
        this.muted = null;
        this.reverted = 0;
        /** @type {Map<number, Snapshot>} what the selections were at each count of steps back */
        this.history = new Map();
    }

    /**
     * Recording begins; `started` is called when there is a data state and nothing has been told yet.
     * @param {Moment} now
     * @param {() => void} started
     */
    begin(now, started) {
        if (this.phase !== 'idle') return;
        this.newData(now);
        this.phase = 'boot';
        this.pending.from = now.mono;
        this.tell.shown(now);
        started();
        if (this.settings.collect === 'off' || (this.pending.newest && !this.muted)) this.baseline(now);
    }

    end() {
        this.phase = 'idle';
    }

    /**
     * @param {Snapshot} snapshot
     * @param {Moment} now
     */
    take(snapshot, now) {
        if (this.settings.collect === 'off') return;
        const before = this.pending.newest;
        this.pending.newest = snapshot;
        if (this.muted || this.phase === 'idle' || this.phase === 'suspended') return;
        if (this.phase === 'boot') this.baseline(now);
        else if (this.phase === 'collecting') {
            if (!before || !sameSelections(before, snapshot)) this.collect(now);
        } else if (!sameSelections(this.base, snapshot)) this.collect(now);
        else this.adopt(snapshot);
    }

    /**
     * An object may have gone into or out of a modal selection.
     * @param {Moment} now
     */
    modalMayHaveChanged(now) {
        if (this.phase !== 'collecting') return;
        const { pending } = this;
        const ended = pending.inModal && !this.tell.modal();
        pending.inModal = this.tell.modal();
        if (pending.inModal) pending.wasModal = true;
        // What the end of it brings is still on its way.
        if (ended) Object.assign(pending, { quiet: now.mono + TIMES.quiet, ceiling: now.mono + TIMES.ceiling });
    }

    /**
     * Data changed, selections perhaps not.
     * @param {'model' | 'reload'} cause
     * @param {Moment} now
     */
    modelChanged(cause, now) {
        if (this.txn === null || this.muted) return;
        const { phase, pending } = this;
        if (phase === 'stable') this.validate(now, cause, TIMES.model);
        else if (cause !== 'reload') return;
        else if (phase === 'validating' && pending.cause === 'model') pending.cause = cause;
        else if (phase === 'validating' || phase === 'collecting') pending.reloaded = true;
    }

    /** @param {Moment} now */
    bookmarkApplied(now) {
        this.pending.bookmark = now.mono;
    }

    /**
     * Nothing may be told until this is called with null; then what changed meanwhile is told with that cause.
     * @param {'other-tab' | 'unknown' | null} cause
     * @param {Moment} now
     */
    mute(cause, now) {
        const before = this.muted;
        const { pending } = this;
        if (cause && this.phase === 'collecting') this.finish(now);
        this.muted = cause;
        if (!before || cause || !pending.newest) return;
        if (this.phase === 'boot') this.baseline(now);
        else if (['stable', 'validating'].includes(this.phase) && !sameSelections(this.base, pending.newest)) {
            Object.assign(pending, { since: now.mono, changedAt: now.mono, changedWall: now.wall, wasModal: false });
            this.finish(now, before);
        }
    }

    /** The engine session is gone. */
    suspend() {
        if (this.phase === 'idle') return;
        this.phase = 'suspended';
        Object.assign(this.pending, { newest: null, interrupted: false });
        this.history.clear();
    }

    /** @param {Moment} now */
    resume(now) {
        if (this.phase !== 'suspended') return;
        this.phase = 'boot';
        this.pending.from = now.mono;
        if (this.settings.collect === 'off' || this.pending.newest) this.baseline(now);
    }

    /**
     * The page goes away: what was collected is told now.
     * @param {Moment} now
     */
    flush(now) {
        if (this.phase === 'collecting') this.finish(now);
    }

    /** @returns {number} monotonic time */
    due() {
        const { from, until } = this.pending;
        if (this.phase === 'boot') return this.muted ? Infinity : from + TIMES.boot;
        if (this.phase === 'collecting') return this.collectedAt();
        if (this.phase !== 'validating') return Infinity;
        return this.tell.settled().pending > 0 ? Math.max(from, until) : from;
    }

    /** @param {Moment} now */
    expire(now) {
        if (now.mono < this.due()) return;
        if (this.phase === 'boot') this.baseline(now);
        else if (this.phase === 'collecting') this.finish(now);
        else if (this.phase === 'validating') this.validated(now);
    }

    /**
     * @private
     * @param {Moment} now
     */
    newData(now) {
        this.data = Math.max((this.data ?? 0) + 1, Math.floor(now.wall));
    }

    /**
     * @private
     * @param {Snapshot} snapshot
     */
    adopt(snapshot) {
        this.base = snapshot;
        if (this.history.size >= REMEMBERED) this.history.clear();
        this.history.set(snapshot.back, snapshot);
    }

    /**
     * @private
     * @param {Moment} now
     * @param {string} cause
     * @param {Record<string, unknown>} more
     */
    mint(now, cause, more) {
        const after = this.pending.newest ?? nothingSelected();
        const previous = this.txn;
        const changes = differences(this.base, after);
        this.txn = this.ids.uuid();
        this.adopt(after);
        this.tell.shown(now);
        if (this.settings.collect === 'off') return;
        this.tell.selection({ type: 'selection.changed', selectionTxnId: this.txn, previousSelectionTxnId: previous,
            cause, modal: this.pending.wasModal, ...detailsOf(after, this.settings), ...changes, ...more });
    }

    /**
     * The first transaction, or the old one if the selections are still the same.
     * @private
     * @param {Moment} now
     */
    baseline(now) {
        const { pending } = this;
        const snapshot = pending.newest;
        const same = !snapshot || sameSelections(this.base, snapshot);
        this.phase = 'stable';
        pending.wasModal = false;
        this.newData(now);
        if (this.txn !== null && !pending.baseUnknown && same) {
            if (snapshot) this.adopt(snapshot);
            this.tell.shown(now);
            return;
        }
        if (!snapshot) this.base = nothingSelected();
        pending.baseUnknown = !snapshot && this.settings.collect !== 'off';
        this.mint(now, 'initial', pending.baseUnknown ? { baselineUnknown: true } : {});
    }

    /**
     * @private
     * @param {Moment} now
     */
    collect(now) {
        const { pending } = this;
        if (this.phase !== 'collecting') {
            pending.interrupted = this.phase === 'validating' && pending.cause === 'selection';
            Object.assign(pending, { since: now.mono, ceiling: now.mono + TIMES.ceiling, wasModal: false });
            this.phase = 'collecting';
        }
        Object.assign(pending, { quiet: now.mono + TIMES.quiet, changedAt: now.mono, changedWall: now.wall });
        pending.inModal = this.tell.modal();
        if (pending.inModal) pending.wasModal = true;
    }

    /** @private */
    collectedAt() {
        const { wasModal, since, quiet, ceiling } = this.pending;
        const held = this.settings.steps === 'confirmed' && wasModal && this.tell.modal();
        return held ? since + TIMES.modal : Math.min(quiet, ceiling);
    }

    /**
     * The collecting is over.
     * @private
     * @param {Moment} now
     * @param {string} [cause]
     */
    finish(now, cause) {
        const { pending } = this;
        const after = /** @type {Snapshot} */ (pending.newest);
        if (sameSelections(this.base, after)) {
            this.reverted += 1;
            this.adopt(after);
            // The transaction in force is the old one again, and still owes its validation.
            if (pending.interrupted) this.validate(now, 'selection', 0);
            else this.phase = 'stable';
            return;
        }
        const told = cause ?? this.causeOf(after);
        Object.assign(pending, { baseUnknown: false, bookmark: -Infinity, interrupted: false });
        this.mint(now, told, { changedAt: isoOf(pending.changedWall) });
        this.validate(now, 'selection', 0);
    }

    /**
     * @private
     * @param {Snapshot} after
     */
    causeOf(after) {
        const { baseUnknown, bookmark, since } = this.pending;
        if (baseUnknown) return 'initial';
        if (this.settings.bookmarks && bookmark >= since - TIMES.model) return 'bookmark';
        const known = this.history.get(after.back);
        return stepBetween(this.base, after, known !== undefined && sameSelections(known, after));
    }

    /**
     * @private
     * @param {Moment} now
     * @param {'selection' | 'model' | 'reload'} cause
     * @param {number} wait
     */
    validate(now, cause, wait) {
        this.phase = 'validating';
        Object.assign(this.pending, { cause, from: now.mono + wait, until: now.mono + TIMES.settle });
        if (cause !== 'selection') this.pending.changedAt = now.mono;
    }

    /**
     * @private
     * @param {Moment} now
     */
    validated(now) {
        const { pending } = this;
        const { pending: waiting, settled, lastAt } = this.tell.settled();
        const how = waiting > 0 ? 'timeout' : 'all';
        const end = how === 'all' ? lastAt : now.mono;
        this.newData(now);
        this.phase = 'stable';
        Object.assign(pending, { interrupted: false, validatedAt: now.mono });
        this.tell.shown(now);
        this.tell.validated({ type: 'model.validated', selectionTxnId: this.txn, dataStateId: this.data,
            captureScheduled: this.tell.willCapture(how), cause: pending.cause, settled: how,
            settleMs: Math.max(0, Math.round(end - pending.changedAt)), objectsSettled: settled });
        if (!pending.reloaded) return;
        pending.reloaded = false;
        this.validate(now, 'reload', TIMES.model);
    }
}
