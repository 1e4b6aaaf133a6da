/**
 * What every envelope says of its context, and the last check of what servers demand.
 */

import { CAPS, countOf, idOf, isUuid, textOf } from './limits.js';

/** @typedef {import('./ports.js').Envelope} Envelope */
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

/**
 * The texts of a scene, and how long they may be.
 * @type {['appName' | 'sheetId' | 'sheetName' | 'user' | 'userRef' | 'tenantId', number][]}
 */
const TEXTS = [['appName', CAPS.name], ['sheetId', CAPS.name], ['sheetName', CAPS.name], ['user', CAPS.user],
    ['userRef', CAPS.user], ['tenantId', CAPS.user]];

/**
 * Here alone scenes are checked, whether Qlik told them or a store gave them back.
 * @param {Page} page @param {Scene} scene @param {number} seq @returns {Context}
 */
export const contextOf = ({ userAgent, sessionKey, client, platform }, { appId, mode, ...scene }, seq) => ({
    appId: isUuid(appId) ? appId : undefined, // Desktop has a path here, which servers refuse
    ...Object.fromEntries(TEXTS.map(([name, max]) => [name, textOf(scene[name], max)])),
    userAgent: textOf(userAgent, CAPS.agent), sessionKey, seq, client, platform,
    mode: mode === 'edit' || mode === 'other' ? mode : 'analysis',
});

/** @param {any} value */
const isTime = (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);

/** @type {Record<string, (value: unknown) => unknown>} what servers check of members of any event */
const MEMBERS = { selectionTxnId: isUuid, enterSelectionTxnId: isUuid, leaveSelectionTxnId: isUuid, objectId: idOf,
    dataStateId: Number.isSafeInteger, duration: (value) => countOf(value) === value, enteredAt: isTime,
    leftAt: isTime };

/** Members without which servers refuse a type. */
const NEEDED = /^(selection|app|screenshot|event.unsup).* selectionTxnId|^object.view.* (objectId|duration|.*At)$/;

/**
 * Whether servers will take it. What we make ourselves always fits; a view that a store gave back may not.
 * @param {Envelope} envelope @returns {boolean}
 */
export const fits = ({ eventId, type, payload: { event } }) => isUuid(eventId)
    && Object.entries(MEMBERS).every(([name, test]) => test(event[name])
        || ((event[name] ?? null) === null && !NEEDED.test(`${type} ${name}`)));
