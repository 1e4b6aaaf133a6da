/**
 * Selection transactions and data states: which set of selections is in force, and which settled result is on screen.
 * It holds no timer; whoever drives it asks for `due` and calls `expire`.
 */

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

/**
 * @param {{ ids: { uuid: () => string }, settings: import('./settings.js').Settings['selections'], tell: Tellers }} parts
 */
export function createTransactions({ ids, settings, tell }) {
    const state = {
        /** @type {Phase} */ phase: 'idle',
        /** @type {string | null} */ txn: null,
        /** @type {number | null} */ data: null,
        /** @type {Snapshot} what the transaction in force stands for */ base: nothingSelected(),
        /** @type {Snapshot | null} */ newest: null,
        /** @type {string | null} why nothing may be told now; the cause of what changed meanwhile */ muted: null,
        baseUnknown: false, inModal: false, wasModal: false, bookmark: -Infinity,
        since: 0, quiet: 0, ceiling: 0, // collecting
        cause: 'selection', from: 0, until: 0, changedAt: 0, changedWall: 0, validatedAt: 0, // validating
        interrupted: false, reloaded: false, reverted: 0,
        /** @type {Map<number, Snapshot>} what the selections were at each count of steps back */ history: new Map(),
    };

    /** @param {Moment} now */
    const newData = (now) => {
        state.data = Math.max((state.data ?? 0) + 1, Math.floor(now.wall));
    };
    /** @param {Snapshot} snapshot */
    const adopt = (snapshot) => {
        state.base = snapshot;
        if (state.history.size >= REMEMBERED) state.history.clear();
        state.history.set(snapshot.back, snapshot);
    };

    /** @param {Moment} now @param {string} cause @param {Record<string, unknown>} [more] */
    const mint = (now, cause, more = {}) => {
        const after = state.newest ?? nothingSelected();
        const previous = state.txn;
        const changes = differences(state.base, after);
        state.txn = ids.uuid();
        adopt(after);
        tell.shown(now);
        if (settings.collect === 'off') return;
        tell.selection({ type: 'selection.changed', selectionTxnId: state.txn, previousSelectionTxnId: previous, cause,
            modal: state.wasModal, ...detailsOf(after, settings), ...changes, ...more });
    };

    /** @param {Moment} now */
    const baseline = (now) => {
        const snapshot = state.newest;
        const kept = state.txn !== null && !state.baseUnknown && (!snapshot || sameSelections(state.base, snapshot));
        state.phase = 'stable';
        state.wasModal = false;
        newData(now);
        if (kept) {
            if (snapshot) adopt(snapshot);
            tell.shown(now);
            return;
        }
        if (!snapshot) state.base = nothingSelected();
        state.baseUnknown = !snapshot && settings.collect !== 'off';
        mint(now, 'initial', state.baseUnknown ? { baselineUnknown: true } : {});
    };

    /** @param {Moment} now @param {'selection' | 'model' | 'reload'} cause @param {number} wait */
    const validate = (now, cause, wait) => {
        Object.assign(state, { phase: 'validating', cause, from: now.mono + wait, until: now.mono + TIMES.settle });
        if (cause !== 'selection') state.changedAt = now.mono;
    };

    /** @param {Moment} now */
    const validated = (now) => {
        const { pending, settled, lastAt } = tell.settled();
        if (now.mono < state.from || (pending > 0 && now.mono < state.until)) return;
        newData(now);
        Object.assign(state, { phase: 'stable', interrupted: false, validatedAt: now.mono });
        tell.shown(now);
        const how = pending > 0 ? 'timeout' : 'all';
        const end = how === 'all' ? lastAt : now.mono;
        tell.validated({ type: 'model.validated', selectionTxnId: state.txn, dataStateId: state.data,
            captureScheduled: tell.willCapture(how), cause: state.cause, settled: how,
            settleMs: Math.max(0, Math.round(end - state.changedAt)), objectsSettled: settled });
        if (!state.reloaded) return;
        state.reloaded = false;
        validate(now, 'reload', TIMES.model);
    };

    /** @param {Moment} now */
    const collect = (now) => {
        if (state.phase !== 'collecting') {
            state.interrupted = state.phase === 'validating' && state.cause === 'selection';
            Object.assign(state, { phase: 'collecting', since: now.mono, ceiling: now.mono + TIMES.ceiling, wasModal: false });
        }
        Object.assign(state, { quiet: now.mono + TIMES.quiet, changedAt: now.mono, changedWall: now.wall });
        state.inModal = tell.modal();
        if (state.inModal) state.wasModal = true;
    };

    /**
     * The collecting is over.
     * @param {Moment} now @param {string} [cause]
     */
    const finish = (now, cause) => {
        const after = /** @type {Snapshot} */ (state.newest);
        if (sameSelections(state.base, after)) {
            state.reverted += 1;
            adopt(after);
            // The transaction in force is the old one again, and still owes its validation.
            if (state.interrupted) validate(now, 'selection', 0);
            else state.phase = 'stable';
            return;
        }
        const known = state.history.get(after.back);
        const marked = settings.bookmarks && state.bookmark >= state.since - TIMES.model;
        const step = state.baseUnknown ? 'initial' : marked ? 'bookmark'
            : stepBetween(state.base, after, known !== undefined && sameSelections(known, after));
        Object.assign(state, { baseUnknown: false, bookmark: -Infinity, interrupted: false });
        mint(now, cause ?? step, { changedAt: new Date(state.changedWall).toISOString() });
        validate(now, 'selection', 0);
    };

    const held = () => settings.steps === 'confirmed' && state.wasModal && tell.modal();
    const collectedAt = () => (held() ? state.since + TIMES.modal : Math.min(state.quiet, state.ceiling));

    return {
        state,
        /**
         * Recording begins; `started` is called when there is a data state and nothing has been told yet.
         * @type {(now: Moment, started: () => void) => void}
         */
        begin(now, started) {
            if (state.phase !== 'idle') return;
            newData(now);
            Object.assign(state, { phase: 'boot', from: now.mono });
            tell.shown(now);
            started();
            if (settings.collect === 'off' || (state.newest && !state.muted)) baseline(now);
        },
        end() {
            state.phase = 'idle';
        },
        /** @type {(snapshot: Snapshot, now: Moment) => void} */
        take(snapshot, now) {
            if (settings.collect === 'off') return;
            const before = state.newest;
            state.newest = snapshot;
            if (state.muted || state.phase === 'idle' || state.phase === 'suspended') return;
            if (state.phase === 'boot') return baseline(now);
            if (state.phase === 'collecting') return before && sameSelections(before, snapshot) ? undefined : collect(now);
            if (!sameSelections(state.base, snapshot)) collect(now);
            else adopt(snapshot);
        },
        /**
         * An object may have gone into or out of a modal selection.
         * @type {(now: Moment) => void}
         */
        modalMayHaveChanged(now) {
            if (state.phase !== 'collecting') return;
            const ended = state.inModal && !tell.modal();
            state.inModal = tell.modal();
            if (state.inModal) state.wasModal = true;
            // What the end of it brings is still on its way.
            if (ended) Object.assign(state, { quiet: now.mono + TIMES.quiet, ceiling: now.mono + TIMES.ceiling });
        },
        /**
         * Data changed, selections perhaps not.
         * @type {(cause: 'model' | 'reload', now: Moment) => void}
         */
        modelChanged(cause, now) {
            if (state.txn === null || state.muted) return;
            if (state.phase === 'stable') validate(now, cause, TIMES.model);
            else if (cause === 'reload' && state.phase === 'validating' && state.cause === 'model') state.cause = cause;
            else if (cause === 'reload' && (state.phase === 'validating' || state.phase === 'collecting')) state.reloaded = true;
        },
        /** @type {(now: Moment) => void} */
        bookmarkApplied(now) {
            state.bookmark = now.mono;
        },
        /**
         * Nothing may be told until this is called with null; then what changed meanwhile is told with that cause.
         * @type {(cause: 'other-tab' | 'unknown' | null, now: Moment) => void}
         */
        mute(cause, now) {
            const before = state.muted;
            if (cause && state.phase === 'collecting') finish(now);
            state.muted = cause;
            if (!before || cause || !state.newest) return;
            if (state.phase === 'boot') return baseline(now);
            if (!['stable', 'validating'].includes(state.phase) || sameSelections(state.base, state.newest)) return;
            Object.assign(state, { since: now.mono, changedAt: now.mono, changedWall: now.wall, wasModal: false });
            finish(now, before);
        },
        /** The engine session is gone. */
        suspend() {
            if (state.phase === 'idle') return;
            Object.assign(state, { phase: 'suspended', newest: null, interrupted: false });
            state.history.clear();
        },
        /** @type {(now: Moment) => void} */
        resume(now) {
            if (state.phase !== 'suspended') return;
            Object.assign(state, { phase: 'boot', from: now.mono });
            if (settings.collect === 'off') baseline(now);
            else if (state.newest) baseline(now);
        },
        /**
         * The page goes away: what was collected is told now.
         * @type {(now: Moment) => void}
         */
        flush(now) {
            if (state.phase === 'collecting') finish(now);
        },
        /** @returns {number} monotonic time */
        due() {
            if (state.phase === 'boot') return state.muted ? Infinity : state.from + TIMES.boot;
            if (state.phase === 'collecting') return collectedAt();
            if (state.phase !== 'validating') return Infinity;
            return tell.settled().pending > 0 ? Math.max(state.from, state.until) : state.from;
        },
        /** @type {(now: Moment) => void} */
        expire(now) {
            if (state.phase === 'boot' && !state.muted && now.mono >= state.from + TIMES.boot) baseline(now);
            else if (state.phase === 'collecting' && now.mono >= collectedAt()) finish(now);
            else if (state.phase === 'validating') validated(now);
        },
    };
}
