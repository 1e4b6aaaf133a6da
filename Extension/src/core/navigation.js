/**
 * Which sheet is current, since when, and what is still to be told of it.
 */

import { CAPS, idOf, textOf } from './limits.js';
import { goOn, startTime, stopTime, summary } from './viewtime.js';

/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./ports.js').SheetObject} SheetObject */

/** The layout of a sheet is waited for so long before its loading is told without title and count. */
const LAYOUT_WAIT = 5_000;

const TRIGGERS = ['open', 'navigation', 'url', 'poll'];

/**
 * @typedef {Object} Visit
 * @property {string} sheetId
 * @property {string | undefined} sheetName
 * @property {string | null} previous
 * @property {string} trigger
 * @property {Moment} since
 * @property {SheetObject[] | null} objects  null until the layout is known
 * @property {import('./viewtime.js').ViewTime} time
 * @property {boolean} announced  its loading was told, or is not to be
 * @property {boolean} told
 */

/** @param {unknown} raw @returns {SheetObject[]} */
export function objectsOf(raw) {
    const seen = new Set();
    return (Array.isArray(raw) ? raw : []).slice(0, CAPS.objects).flatMap((one) => {
        const id = idOf(one?.id);
        if (!id || seen.has(id)) return [];
        seen.add(id);
        return [{ id, type: textOf(one.type, CAPS.name) ?? 'unknown', title: textOf(one.title, CAPS.name),
            container: idOf(one.container) ?? undefined, exportable: one.exportable !== false }];
    });
}

export function createNavigation() {
    /** @type {Visit | null} */
    let visit = null;
    /** @type {string | null} */
    let last = null;
    return {
        visit: () => visit,
        /** @type {(sheetId: string | null, trigger: string, now: Moment, running: boolean) => void} */
        enter(sheetId, trigger, now, running) {
            last = visit ? visit.sheetId : last;
            const time = startTime({ selectionTxnId: null, dataStateId: null }, now);
            if (!running) stopTime(time, now);
            visit = sheetId === null ? null : { sheetId, sheetName: undefined, previous: last, since: now, time,
                objects: null, trigger: TRIGGERS.includes(trigger) ? trigger : 'navigation',
                announced: false, told: false };
        },
        /**
         * Somebody can look, or not.
         * @type {(on: boolean, now: Moment) => void}
         */
        run(on, now) {
            if (visit) (on ? goOn : stopTime)(visit.time, now);
        },
        /**
         * Recording begins anew on the same sheet.
         * @type {(now: Moment, running: boolean) => void}
         */
        again(now, running) {
            if (!visit) return;
            const time = startTime({ selectionTxnId: null, dataStateId: null }, now);
            if (!running) stopTime(time, now);
            Object.assign(visit, { since: now, time, announced: false, told: false, previous: null, trigger: 'open' });
        },
        due: () => (visit && !visit.announced ? visit.since.mono + LAYOUT_WAIT : Infinity),
        /**
         * The times of the visit.
         * @type {(now: Moment) => ReturnType<typeof summary> | null}
         */
        times: (now) => (visit ? summary(visit.time, now) : null),
    };
}
