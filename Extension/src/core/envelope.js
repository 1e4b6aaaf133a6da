/**
 * Builds envelopes, and checks each against what servers demand before it gets a number.
 */

import { CAPS, clamp, idOf, isUuid, textOf } from './limits.js';
import { isoOf } from './moment.js';
import { CONTRACT_LEVEL, VERSION } from './product.js';

/** @typedef {import('./ports.js').Envelope} Envelope */
/** @typedef {import('./ports.js').Context} Context */

/**
 * Who looks, at what, where: everything of the context but the number and the session.
 * @typedef {Partial<Context>} Scene
 */

/**
 * @typedef {Object} Page
 * @property {string} sessionKey
 * @property {string} [client]  name and version, such as `vidimus/0.1.0`
 * @property {Context['platform']} platform
 * @property {string} [userAgent]
 * @property {number} [tzOffsetMin]
 */

/** @param {Page} page @param {Scene} scene @param {number} seq @returns {Context} */
export function contextOf(page, scene, seq) {
    const context = {
        appId: isUuid(scene.appId) ? scene.appId : undefined, // Desktop has a path here, which servers refuse
        appName: textOf(scene.appName, CAPS.name),
        sheetId: textOf(scene.sheetId, CAPS.name),
        sheetName: textOf(scene.sheetName, CAPS.name),
        user: textOf(scene.user, CAPS.user),
        userRef: textOf(scene.userRef, CAPS.user),
        tenantId: textOf(scene.tenantId, CAPS.user),
        userAgent: textOf(page.userAgent, CAPS.agent),
        sessionKey: page.sessionKey, seq, client: textOf(page.client, CAPS.name) ?? `vidimus/${VERSION}`,
        platform: page.platform, mode: scene.mode ?? 'analysis',
    };
    return JSON.parse(JSON.stringify(context)); // without the members that are undefined
}

/**
 * @param {{ eventId: string, type: string, event: Record<string, unknown>, wall: number, correlationId: string | null,
 *     context: Context }} parts
 * @returns {Envelope}
 */
export function envelopeOf({ eventId, type, event, wall, correlationId, context }) {
    const timestamp = isoOf(wall);
    return { schemaVersion: 1, eventId, ...(correlationId ? { correlationId } : {}), timestamp, type,
        source: { kind: 'qlik-sense-extension', version: CONTRACT_LEVEL }, payload: { timestamp, context, event } };
}

/** @param {unknown} value @param {number} max */
const isText = (value, max) => typeof value === 'string' && value !== '' && Array.from(value).length <= max;

/** @param {unknown} value @param {number} low @param {number} high */
const isWithin = (value, low, high) => typeof value === 'number' && clamp(value, low, high, NaN) === value;

/** @param {unknown} value */
const isTime = (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value);

/** @typedef {(value: any) => boolean} Test */

/** @param {Test} test @returns {Test} */
const orNone = (test) => (value) => value === null || value === undefined || test(value);
/** @type {Test} */
const isId = (value) => idOf(value) !== null;
/** @type {Test} */
const isShort = (value) => isText(value, CAPS.name);
/** @type {Test} */
const isState = Number.isSafeInteger;
/** @type {Test} */
const isCrop = (crop) => isWithin(crop.width, 0.001, CAPS.pixels) && isWithin(crop.height, 0.001, CAPS.pixels)
    && ['top', 'left', 'scrollTop', 'scrollAreaOffsetY', 'renderingOverflow']
        .every((name) => crop[name] === undefined || isWithin(crop[name], 0, CAPS.pixels));

/**
 * What servers check of `payload.event`.
 * @type {Record<string, Record<string, Test>>}
 */
const EVENTS = {
    'selection.state.changed': { selectionTxnId: isUuid,
        details: (list) => Array.isArray(list) && list.length <= CAPS.details },
    'app.model.validated': { selectionTxnId: isUuid, dataStateId: isState,
        captureScheduled: (is) => typeof is === 'boolean' },
    'screenshot.url.received': { screenshotUrl: (url) => isText(url, CAPS.url) && /^https?:\/\/[!-~]+$/i.test(url),
        selectionTxnId: isUuid, objectId: isId, crop: (crop) => crop === undefined || isCrop(crop) },
    'object.view.duration': { objectId: isId, duration: (ms) => Number.isSafeInteger(ms) && ms >= 0, enteredAt: isTime,
        leftAt: isTime, selectionTxnId: orNone(isUuid), enterSelectionTxnId: orNone(isUuid),
        leaveSelectionTxnId: orNone(isUuid), dataStateId: orNone(isState) },
    'event.unsupported.visualization': { vizType: isShort, selectionTxnId: isUuid, objectId: isId,
        title: orNone(isShort), trigger: orNone(isShort), dataStateId: orNone(isState) },
};

/**
 * What servers would refuse of this envelope; empty when nothing.
 * @param {Envelope} envelope @returns {string[]}
 */
export function faultsOf(envelope) {
    const { context, event } = envelope.payload;
    const tests = Object.entries(EVENTS[envelope.type] ?? {});
    const faults = tests.filter(([name, test]) => !test(event[name])).map(([name]) => name);
    if (!isUuid(envelope.eventId)) faults.push('eventId');
    if (!isTime(envelope.timestamp)) faults.push('timestamp');
    if (envelope.correlationId !== undefined && !isShort(envelope.correlationId)) faults.push('correlationId');
    const known = EVENTS[envelope.type] || OPEN.includes(envelope.type) || /^event\../.test(envelope.type);
    if (!known) faults.push('type');
    if (!isUuid(context.sessionKey)) faults.push('sessionKey');
    if (typeof event.type !== 'string') faults.push('event.type');
    return faults;
}

/** Types whose payload is open. */
const OPEN = ['navigation.sheet.loaded', 'object.visibility.changed', 'event.bookmark', 'audit.event'];
