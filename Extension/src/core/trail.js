/**
 * The last step of every event: it gets its context and its number, and goes to the outbox. While it is not known yet
 * who the user is, events wait here.
 */

import { CAPS, isoOf, isUuid, textOf } from './limits.js';
import { CONTRACT_LEVEL } from './product.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./ports.js').Context} Context */

/**
 * Who looks, at what, where: everything of the context but the number and the session.
 * @typedef {Partial<Context>} Scene
 */

/**
 * @typedef {Object} Page
 * @property {string} sessionKey
 * @property {string} client  name and version, such as `vidimus/0.1.0`
 * @property {Context['platform']} platform
 * @property {string} [userAgent]
 * @property {number} [tzOffsetMin]
 */

/** Events that wait for the user's name; when there are more, they go without it. */
const MAXIMUM_WAITING = 500;

/** What frames and explains correlates with the data state; all else with the selections in force. */
const BY_DATA = /^(navigation|audit|event\.(session\.started|notice|coverage))/;

/**
 * Here alone scenes are checked, whether Qlik told them or a store gave them back.
 * @param {Page} page @param {Scene} scene @param {number} seq @returns {Context}
 */
const contextOf = ({ userAgent, sessionKey, client, platform },
    { appId, appName, sheetId, sheetName, user, userRef, tenantId, mode }, seq) => ({
    appId: isUuid(appId) ? appId : undefined, // Desktop has a path here, which servers refuse
    appName: textOf(appName, CAPS.name), sheetId: textOf(sheetId, CAPS.name), sheetName: textOf(sheetName, CAPS.name),
    user: textOf(user, CAPS.user), userRef: textOf(userRef, CAPS.user), tenantId: textOf(tenantId, CAPS.user),
    userAgent: textOf(userAgent, CAPS.agent), sessionKey, seq, client, platform,
    mode: mode === 'edit' || mode === 'other' ? mode : 'analysis',
});

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
    const { data, scene: { sheetId, sheetName, mode } } = a;
    const timestamp = isoOf(a.clock.now());
    const { selectionTxnId = BY_DATA.test(type) ? null : a.txn } = event;
    const post = () => a.outbox.add({
        schemaVersion: 1, eventId: eventId ?? a.ids.uuid(), timestamp, type,
        correlationId: selectionTxnId ?? (data ? `${data}` : undefined),
        source: { kind: 'qlik-sense-extension', version: CONTRACT_LEVEL },
        payload: { timestamp, context: contextOf(a.page, scene ?? { ...a.scene, sheetId, sheetName, mode }, ++a.seq),
            event: { type: type.replace(/^\w+\./, ''), ...event } },
    }, { priority });
    if (!a.postponed) return post();
    a.postponed.push(post);
    if (a.postponed.length >= MAXIMUM_WAITING) release(a);
}

/**
 * App and user are known, or are not waited for any longer.
 * @param {Audit} a
 */
export function release(a) {
    const held = a.postponed ?? [];
    a.postponed = null;
    for (const post of held) post();
}
