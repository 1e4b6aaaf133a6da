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

/** @param {{ uuid: () => string }} ids @param {Tellers} tell */
export function createViews(ids, tell) {
    /** @type {Map<string, Watched>} */
    const watched = new Map();
    /** @type {Map<string, Look>} also of elements whose object is not known yet */
    const looks = new Map();
    /** @type {string | null} */
    let world = 'start';
    let barred = true;
    let version = 0;
    /** @type {Shown} */
    let shown = { selectionTxnId: null, dataStateId: null };

    /** @param {Watched} one @param {import('./visibility.js').Effect[]} effects */
    const apply = (one, effects) => {
        for (const { do: what, at, reason } of effects) {
            if (what === 'open') {
                one.view = { eventId: ids.uuid(), objectId: one.object.id, objectType: one.object.type,
                    time: startTime(shown, at), idle: false };
                tell.opened(one, at);
            }
            const view = one.view;
            if (!view) continue;
            version += 1;
            if (what === 'go') goOn(view.time, at);
            if (what === 'stop' || what === 'close') stopTime(view.time, at);
            if (reason === 'idle') view.idle = true;
            if (what !== 'close') continue;
            one.view = null;
            tell.closed(view, one, reason, at);
        }
    };

    /** @param {Watched} one @param {Moment} now */
    const judge = (one, now) => {
        if (barred) return;
        const own = one.look ? one.look.why : 'scroll';
        apply(one, advance(one.sight, own ?? world, now));
    };

    const self = {
        /**
         * The audited objects of the sheet.
         * @type {(objects: SheetObject[], now: Moment) => void}
         */
        setObjects(objects, now) {
            const kept = new Map(objects.slice(0, CAPS.objects).map((object) => [object.id, object]));
            for (const [id, one] of watched) {
                if (kept.has(id)) continue;
                apply(one, end(one.sight, 'removed', now));
                watched.delete(id);
            }
            for (const [id, object] of kept) {
                const one = watched.get(id);
                if (one) one.object = object;
                else watched.set(id, { object, sight: newSight(), view: null, look: looks.get(id) });
                judge(/** @type {Watched} */ (watched.get(id)), now);
            }
        },
        /** @type {(fact: IntersectionFact, now: Moment) => void} */
        look(fact, now) {
            if (looks.size >= 2 * CAPS.objects && !looks.has(fact.id)) return;
            const look = lookOf(fact);
            looks.set(fact.id, look);
            const one = watched.get(fact.id);
            if (!one) return;
            one.look = look;
            judge(one, now);
        },
        /**
         * Why nobody can look at anything now: a pause, or null. `bar` ends all views and lets none begin.
         * @type {(why: string | null, bar: string | null, now: Moment) => void}
         */
        setWorld(why, bar, now) {
            if (bar !== null && !barred) self.endAll(bar, now);
            barred = bar !== null;
            world = why;
            for (const one of watched.values()) judge(one, now);
        },
        /** @type {(next: Shown, now: Moment) => void} */
        show(next, now) {
            shown = next;
            version += 1;
            for (const { view } of watched.values()) if (view) showOther(view.time, next, now);
        },
        /** @type {(reason: string, now: Moment) => void} */
        endAll(reason, now) {
            for (const one of watched.values()) apply(one, end(one.sight, reason, now));
        },
        /**
         * The sheet is left.
         * @type {(reason: string, now: Moment) => void}
         */
        clear(reason, now) {
            self.endAll(reason, now);
            for (const id of watched.keys()) looks.delete(id);
            watched.clear();
        },
        due: () => Math.min(Infinity, ...[...watched.values()].map((one) => deadline(one.sight))),
        /** @type {(now: Moment) => void} */
        expire(now) {
            for (const one of watched.values()) {
                const at = deadline(one.sight);
                if (now.mono < at) continue;
                apply(one, expire(one.sight, now));
                judge(one, now);
            }
        },
        /** @type {(id: string) => boolean} */
        has: (id) => watched.has(id),
        /** @type {(id: string) => boolean} */
        isVisible: (id) => ['dwell', 'viewing'].includes(watched.get(id)?.sight.phase ?? ''),
        /** Changes whenever what a checkpoint holds changed by more than time. */
        version: () => version,
        all: () => [...watched.values()],
        open: () => [...watched.values()].flatMap((one) => (one.view ? [one.view] : [])),
    };
    return self;
}
