/**
 * The last step of every event: it gets its context, is checked, gets its number and goes to the outbox. While it is
 * not known yet who the user is, events wait here.
 */

import { contextOf, fits } from './envelope.js';
import { isoOf } from './moment.js';
import { CONTRACT_LEVEL } from './product.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./envelope.js').Scene} Scene */

/**
 * @typedef {{ type: string, event: Record<string, unknown>, priority: import('./ports.js').Posting['priority'],
 *     eventId?: string, txn: string | null, data: number | null, wall: number, place: Scene, scene?: Scene }} Entry
 */

/** Events that wait for the user's name; what comes later waits in vain and is counted. */
const MAXIMUM_WAITING = 500;

const MINUTE = 60_000;

/** What frames and explains correlates with the data state; all else with the selections in force. */
const BY_DATA = /^(navigation|audit|event\.(session\.started|notice|coverage))/;

/**
 * The event has a type of its own: that of the envelope without its first word, if it says nothing else.
 * @param {Audit} a
 * @param {0 | 1 | 2 | 3} priority
 * @param {string} type
 * @param {Record<string, any>} event
 * @param {Scene} [scene]  another than the present one, and whole
 * @param {string} [eventId]
 */
export function emit(a, priority, type, event, scene, eventId) {
    if (!a.on) return;
    const { sheetId, sheetName, mode } = a.scene;
    const { selectionTxnId = BY_DATA.test(type) ? null : a.txn } = event;
    /** @type {Entry} */
    const entry = { type, event, priority, eventId, scene, txn: selectionTxnId, data: a.data, wall: a.clock.now(),
        place: { sheetId, sheetName, mode } };
    if (!a.waiting) post(a, entry);
    else if (a.waiting.length < MAXIMUM_WAITING) a.waiting.push(entry);
    else unfit(a, type);
}

/** @param {Audit} a @param {string} type */
const unfit = (a, type) => {
    a.unfit[type] = (a.unfit[type] ?? 0) + 1;
    a.losses = true;
};

/** @param {Audit} a @param {Entry} entry */
function post(a, { type, event, priority, eventId = a.ids.uuid(), scene, txn, data, wall, place }) {
    const timestamp = isoOf(wall);
    const context = contextOf(a.page, scene ?? { ...a.scene, ...place }, a.seq + 1);
    /** @type {import('./ports.js').Envelope} */
    const envelope = { schemaVersion: 1, eventId, correlationId: txn ?? (data ? `${data}` : undefined), timestamp, type,
        source: { kind: 'qlik-sense-extension', version: CONTRACT_LEVEL },
        payload: { timestamp, context, event: { type: type.replace(/^\w+\./, ''), ...event } } };
    if (!fits(envelope)) return unfit(a, type);
    a.seq += 1;
    a.outbox.add(envelope, type.startsWith('screenshot') ? { priority, ttl: MINUTE, urgent: true }
        : priority === 3 ? { priority, ttl: 60 * MINUTE } : { priority });
}

/**
 * App and user are known, or are not waited for any longer.
 * @param {Audit} a
 */
export function release(a) {
    const held = a.waiting ?? [];
    a.waiting = null;
    for (const entry of held) post(a, entry);
}
