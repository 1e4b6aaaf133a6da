/**
 * What every envelope says of its context, and the last check of what servers demand.
 */

import { CAPS, idOf, isUuid, textOf } from './limits.js';

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

/**
 * Whether servers will take it. What we make ourselves always fits; a view that a store gave back may not.
 * @param {Envelope} envelope @returns {boolean}
 */
export function fits({ eventId, type, payload }) {
    const { selectionTxnId: txn, objectId, dataStateId, duration, enteredAt, leftAt, ...event } = payload.event;
    const needsTxn = /^(selection|app|screenshot|event\.unsupported)/.test(type);
    /** @param {unknown} value */
    const isTxn = (value) => (value ?? null) === null || isUuid(value);
    return isUuid(eventId) && isTxn(txn) && !(needsTxn && !txn)
        && (objectId === undefined || idOf(objectId) !== null)
        && ((dataStateId ?? null) === null || Number.isSafeInteger(dataStateId))
        && (type !== 'object.view.duration' || (objectId !== undefined && /** @type {number} */ (duration) >= 0
            && Number.isSafeInteger(duration) && isTime(enteredAt) && isTime(leftAt)
            && isTxn(event.enterSelectionTxnId) && isTxn(event.leaveSelectionTxnId)));
}
