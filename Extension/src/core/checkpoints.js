/**
 * Keeps what is open where it outlives the page, and waits with what dead pages left until it can be told.
 */

import { isIgnored } from './ignored-users.js';
import { CAPS, countOf, firstOf, idOf, isUuid } from './limits.js';
import { isAway } from './state.js';
import { durationEvent, openViews, tellView } from './views.js';
import { lap } from './viewtime.js';

/** @typedef {import('./state.js').Audit} Audit */

/**
 * What a dead page leaves behind: its open views, ready to be told.
 * @typedef {{ sessionKey: string, wall: number, context: import('./trail.js').Scene,
 *     views: import('./views.js').DurationEvent[] }} Checkpoint
 */

/** Milliseconds between two checkpoints; pages that died and wait to be told. */
const PAUSE = 15_000;
const LEFTOVERS = 50;

/** @param {Audit} a @returns {import('./state.js').Task} a hidden page has nothing that grows */
export const checkpointTask = (a) => [a.saved && a.on && !isAway(a) ? a.savedAt + PAUSE : Infinity, save];

/** @param {Audit} a */
export function save(a) {
    const { sessionKey } = a.page;
    const views = (a.views.on ? openViews(a) : []).map((view) => {
        lap(a, view);
        return { ...durationEvent(view, 'recovered'), recovered: true, recoveredSessionKey: sessionKey };
    });
    if (a.saved || views.length) {
        a.checkpoints.save({ sessionKey, wall: a.at + a.offset, context: { ...a.scene }, views });
    }
    a.saved = views.length;
    a.savedAt = a.at;
    a.stale = false;
}

/**
 * Views that pages left open when they died.
 * @param {Audit} a @param {unknown} records
 */
export function recover(a, records) {
    a.leftovers.push(...firstOf(records, LEFTOVERS - a.leftovers.length));
    if (a.on) tellLeftovers(a);
}

/** @param {Audit} a */
export function tellLeftovers(a) {
    for (const record of a.leftovers.splice(0)) {
        const { context, views } = record ?? {};
        if (!context || isIgnored(a.privacy.ignoredUsers, [context.user, context.userRef])) continue;
        for (const view of firstOf(views, CAPS.objects)) if (isView(view)) tellView(a, view, context);
    }
}

/**
 * Anyone on this origin may have written it; servers refuse what is no view.
 * @param {any} view
 */
const isView = (view) => isUuid(view?.eventId) && idOf(view.objectId) && countOf(view.duration) === view.duration
    && view.enteredAt <= view.leftAt;
