/**
 * The last step of every event: it gets its context, is checked, gets its number and goes to the outbox. While it is
 * not known yet who the user is, events wait here.
 */

import { contextOf, envelopeOf, faultsOf } from './envelope.js';

/** @typedef {import('./envelope.js').Scene} Scene */
/** @typedef {import('./ports.js').Posting} Posting */

/**
 * @typedef {Object} Entry
 * @property {string} type
 * @property {Record<string, unknown> | (() => Record<string, unknown>)} event  a function is called when it leaves
 * @property {string | null} [correlationId]
 * @property {string} [eventId]
 * @property {Scene} [scene]  when it is another than the present one
 */

/** Events that wait for the user's name; what comes later waits in vain and is counted. */
const MAXIMUM_WAITING = 500;

const MINUTE = 60_000;

/** @type {Record<string, Posting>} */
const POSTINGS = {
    'object.view.duration': { priority: 1 },
    'app.model.validated': { priority: 1 },
    'event.unsupported.visualization': { priority: 1 },
    'event.objectdata.captured': { priority: 1 },
    'event.screenshot.expired': { priority: 1 },
    'event.bookmark': { priority: 1 },
    'event.coverage.inventory': { priority: 1 },
    'screenshot.url.received': { priority: 1, ttl: MINUTE, urgent: true },
    'object.visibility.changed': { priority: 2 },
    'audit.event': { priority: 3, ttl: 60 * MINUTE },
};

/**
 * @param {{ clock: import('./ports.js').Clock, ids: { uuid: () => string }, page: import('./envelope.js').Page,
 *     outbox: import('./ports.js').Outbox }} parts
 */
export function createTrail({ clock, ids, page, outbox }) {
    /** @type {Scene} */
    const scene = {};
    /** @type {{ entry: Entry, scene: Scene, wall: number }[] | null} */
    let waiting = [];
    let recording = false;
    let seq = 0;
    /** @type {Record<string, number>} events that could not be built, by type */
    const unfit = {};

    /** @param {Entry} entry @param {Scene} where @param {number} wall */
    const post = (entry, where, wall) => {
        const envelope = envelopeOf({ eventId: entry.eventId ?? ids.uuid(), type: entry.type, wall,
            event: typeof entry.event === 'function' ? entry.event() : entry.event,
            correlationId: entry.correlationId ?? null, context: contextOf(page, where, seq + 1) });
        if (faultsOf(envelope).length > 0) {
            unfit[entry.type] = (unfit[entry.type] ?? 0) + 1;
            return 0;
        }
        seq += 1;
        outbox.add(envelope, POSTINGS[entry.type] ?? { priority: 0 });
        return seq;
    };

    return {
        scene, unfit,
        /**
         * Whether events are taken at all.
         * @type {(on: boolean) => void}
         */
        record(on) {
            recording = on;
        },
        recording: () => recording,
        seq: () => seq,
        /** @type {(entry: Entry) => number} its number; 0 while it has none */
        add(entry) {
            if (!recording) return 0;
            const where = { ...scene, ...entry.scene };
            if (!waiting) return post(entry, where, clock.now());
            if (waiting.length < MAXIMUM_WAITING) waiting.push({ entry, scene: where, wall: clock.now() });
            else unfit[entry.type] = (unfit[entry.type] ?? 0) + 1;
            return 0;
        },
        /** App and user are known, or never will be. */
        release() {
            const held = waiting ?? [];
            waiting = null;
            const { appId, appName, user, userRef, tenantId } = scene;
            for (const one of held) {
                const own = one.entry.scene ?? {};
                post(one.entry, { ...one.scene, appId, appName, user, userRef, tenantId, ...own }, one.wall);
            }
        },
        /** Nothing of what waits may leave. */
        forget() {
            if (waiting) waiting = [];
        },
    };
}
