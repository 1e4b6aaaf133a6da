/**
 * Keeps what is open where it outlives the page, and waits with what dead pages left until it can be told.
 */

import { isIgnored } from './ignored-users.js';
import { firstOf, CAPS, isUuid } from './limits.js';
import { isAway } from './state.js';
import { durationEvent, openViews, tellView } from './views.js';
import { lap } from './viewtime.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./moment.js').Moment} Moment */

/**
 * What a dead page leaves behind: its open views, ready to be told.
 * @typedef {{ sessionKey: string, wall: number, context: import('./envelope.js').Scene,
 *     views: ({ eventId: string } & import('./views.js').DurationEvent)[] }} Checkpoint
 */

/** Milliseconds between two checkpoints; pages that died and wait to be told. */
const PAUSE = 15_000;
const LEFTOVERS = 50;

/** @param {Audit} a @returns {import('./state.js').Task} a hidden page has nothing that grows */
export const checkpointTask = (a) =>
    [a.saved.count && a.on && !isAway(a) ? a.saved.at + PAUSE : Infinity, (at) => save(a, at)];

/** @param {Audit} a @param {Moment} at */
export function save(a, at) {
    const { sessionKey } = a.page;
    const views = (a.views.on ? openViews(a) : []).map((view) => {
        lap(view, at);
        return { eventId: view.eventId, ...durationEvent(view, 'recovered'), recovered: true,
            recoveredSessionKey: sessionKey };
    });
    const empty = !a.saved.count && !views.length;
    a.saved = { version: a.version, count: views.length, at: at.mono };
    if (!empty) a.checkpoints.save({ sessionKey, wall: at.wall, context: { ...a.scene }, views });
}

/**
 * Views that pages left open when they died. Anyone on this origin may have written them: each is checked when told.
 * @param {Audit} a @param {unknown} records
 */
export function recover(a, records) {
    const { privacy, page } = a;
    a.leftovers.push(...firstOf(records, LEFTOVERS - a.leftovers.length).filter((one) =>
        one && one.context && isUuid(one.sessionKey) && one.sessionKey !== page.sessionKey
            && !isIgnored(privacy.ignoredUsers, [one.context.user, one.context.userRef])));
    if (a.on) tellLeftovers(a);
}

/** @param {Audit} a */
export function tellLeftovers(a) {
    const held = a.leftovers;
    a.leftovers = [];
    for (const { context, views } of held) {
        for (const view of firstOf(views, CAPS.objects)) tellView(a, view, context);
    }
}
