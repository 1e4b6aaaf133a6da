/**
 * All objects of the current sheet that are audited, and the views that are open on them.
 */

import { CAPS, clamp } from './limits.js';
import { advance, deadline, end, expire, newSight } from './visibility.js';
import { goOn, showOther, startTime, stopTime } from './viewtime.js';

/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./ports.js').SheetObject} SheetObject */
/** @typedef {import('./ports.js').IntersectionFact} IntersectionFact */
/** @typedef {import('./viewtime.js').Shown} Shown */

/**
 * A view has its event id from the start: should the page die after the event left but before its checkpoint was
 * taken back, the recovered event has the same id and is stored once.
 * @typedef {{ eventId: string, objectId: string, objectType: string, time: import('./viewtime.js').ViewTime,
 *     idle: boolean }} View
 */

/**
 * @typedef {Object} Watched
 * @property {SheetObject} object
 * @property {import('./visibility.js').Sight} sight
 * @property {View | null} view
 * @property {Look | undefined} look
 */

/**
 * What the observer last said of an element.
 * @typedef {{ why: string | null, ratio: number, reason: string }} Look
 */

/**
 * @typedef {Object} Tellers
 * @property {(watched: Watched, at: Moment) => void} opened
 * @property {(view: View, watched: Watched, reason: string, at: Moment) => void} closed
 */

/** An object counts from half of it, or when it fills so much of the viewport although it is taller than that. */
const ENOUGH = { ratio: 0.5, share: 0.4 };

/** @param {IntersectionFact} fact @returns {Look} */
function lookOf(fact) {
    const ratio = clamp(fact.ratio, 0, 1, 0);
    const enough = fact.sized === true && (ratio >= ENOUGH.ratio || clamp(fact.share, 0, 1, 0) >= ENOUGH.share);
    const reason = fact.reason === 'removed' || fact.reason === 'initial' ? fact.reason : 'scroll';
    if (reason === 'removed') return { why: reason, ratio, reason };
    return { why: !enough ? 'scroll' : fact.covered === true ? 'covered' : null, ratio, reason };
}

export class Views {
    /**
     * @param {{ uuid: () => string }} ids
     * @param {Tellers} tell
     */
    constructor(ids, tell) {
        this.ids = ids;
        this.tell = tell;
        /** @type {Map<string, Watched>} */
        this.watched = new Map();
        /** @type {Map<string, Look>} also of elements whose object is not known yet */
        this.looks = new Map();
        /** @type {string | null} why nobody can look at anything */
        this.world = null;
        this.barred = true;
        /** Changes whenever what a checkpoint holds changed by more than time. */
        this.version = 0;
        /** @type {Shown} */
        this.shown = { selectionTxnId: null, dataStateId: null };
    }

    /**
     * The audited objects of the sheet.
     * @param {SheetObject[]} objects
     * @param {Moment} now
     */
    setObjects(objects, now) {
        const kept = new Map(objects.slice(0, CAPS.objects).map((object) => [object.id, object]));
        for (const [id, one] of this.watched) {
            if (kept.has(id)) continue;
            this.apply(one, end(one.sight, 'removed', now));
            this.watched.delete(id);
        }
        for (const [id, object] of kept) {
            const one = this.watched.get(id) ?? { object, sight: newSight(), view: null, look: this.looks.get(id) };
            one.object = object;
            this.watched.set(id, one);
            this.judge(one, now);
        }
    }

    /**
     * @param {IntersectionFact} fact
     * @param {Moment} now
     */
    look(fact, now) {
        if (this.looks.size >= 2 * CAPS.objects && !this.looks.has(fact.id)) return;
        const look = lookOf(fact);
        this.looks.set(fact.id, look);
        const one = this.watched.get(fact.id);
        if (!one) return;
        one.look = look;
        this.judge(one, now);
    }

    /**
     * Why nobody can look at anything now: a pause, or null. `bar` ends all views and lets none begin.
     * @param {string | null} why
     * @param {string | null} bar
     * @param {Moment} now
     */
    setWorld(why, bar, now) {
        if (bar !== null && !this.barred) this.endAll(bar, now);
        this.barred = bar !== null;
        this.world = why;
        for (const one of this.watched.values()) this.judge(one, now);
    }

    /**
     * Other selections or other data are on screen.
     * @param {Shown} next
     * @param {Moment} now
     */
    show(next, now) {
        this.shown = next;
        this.version += 1;
        for (const view of this.open()) showOther(view.time, next, now);
    }

    /**
     * @param {string} reason
     * @param {Moment} now
     */
    endAll(reason, now) {
        for (const one of this.watched.values()) this.apply(one, end(one.sight, reason, now));
    }

    /**
     * The sheet is left.
     * @param {string} reason
     * @param {Moment} now
     */
    clear(reason, now) {
        this.endAll(reason, now);
        for (const id of this.watched.keys()) this.looks.delete(id);
        this.watched.clear();
    }

    /** @returns {number} monotonic time */
    due() {
        return Math.min(Infinity, ...this.all().map((one) => deadline(one.sight)));
    }

    /** @param {Moment} now */
    expire(now) {
        for (const one of this.watched.values()) {
            if (now.mono < deadline(one.sight)) continue;
            this.apply(one, expire(one.sight, now));
            this.judge(one, now);
        }
    }

    /** @param {string} id */
    has(id) {
        return this.watched.has(id);
    }

    /** @param {string} id */
    isVisible(id) {
        return ['dwell', 'viewing'].includes(this.watched.get(id)?.sight.phase ?? '');
    }

    all() {
        return [...this.watched.values()];
    }

    /** @returns {View[]} */
    open() {
        return this.all().flatMap((one) => one.view ?? []);
    }

    /**
     * @private
     * @param {Watched} one
     * @param {Moment} now
     */
    judge(one, now) {
        if (this.barred) return;
        const own = one.look ? one.look.why : 'scroll';
        this.apply(one, advance(one.sight, own ?? this.world, now));
    }

    /**
     * @private
     * @param {Watched} one
     * @param {import('./visibility.js').Effect[]} effects
     */
    apply(one, effects) {
        for (const { do: what, at, reason } of effects) {
            if (what === 'open') this.begin(one, at);
            const view = one.view;
            if (!view) continue;
            this.version += 1;
            if (what === 'go') goOn(view.time, at);
            if (what === 'stop' || what === 'close') stopTime(view.time, at);
            if (reason === 'idle') view.idle = true;
            if (what !== 'close') continue;
            one.view = null;
            this.tell.closed(view, one, reason, at);
        }
    }

    /**
     * @private
     * @param {Watched} one
     * @param {Moment} at
     */
    begin(one, at) {
        const { id, type } = one.object;
        one.view = { eventId: this.ids.uuid(), objectId: id, objectType: type, idle: false,
            time: startTime(this.shown, at) };
        this.tell.opened(one, at);
    }
}
