/**
 * What a server of the audit contract refuses, by the narrower bound wherever Butler SOS and Vidimus differ.
 * Written from the contract, not from the extension's code, so that one checks the other.
 */
import { boolean, dateTime, integer, isObject, isUuid, list, must, number, object, oneOf, orNull, text, uuid } from './check.js';

/** Bytes of one body. */
export const MAXIMUM_BYTES = 1_048_576;

const NAMES = ['selection.state.changed', 'app.model.validated', 'screenshot.url.received', 'object.view.duration',
    'event.unsupported.visualization', 'navigation.sheet.loaded', 'object.visibility.changed', 'event.bookmark', 'audit.event'];

const any = () => {};
const size = must((v) => Number.isFinite(v) && v > 0 && v <= 32_767, 'above 0 and at most 32767');
const place = number(0, 32_767);
const transaction = orNull(text(36));
const absoluteUri = must((v) => typeof v === 'string' && v.length > 0 && v.length <= 2_048
    && /^[a-z][a-z0-9+.-]*:[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/i.test(v) && URL.canParse(v),
    'an absolute URI of at most 2048 characters');

const context = object({ 'appId?': text(), 'appName?': text(64), 'sheetId?': text(64), 'sheetName?': text(64),
    'user?': text(256), 'userAgent?': text(512) });

/** @type {Record<string, import('./check.js').Rule>} by type, of `payload.event` */
const EVENTS = {
    'selection.state.changed': object({ selectionTxnId: uuid, details: list(any, 500) }),
    'app.model.validated': object({ selectionTxnId: uuid, 'dataStateId?': orNull(integer), 'captureScheduled?': orNull(boolean) }),
    'screenshot.url.received': object({
        screenshotUrl: absoluteUri, selectionTxnId: uuid, 'objectId?': orNull(text(64)),
        'crop?': object({ width: size, height: size, 'top?': place, 'left?': place, 'scrollTop?': place,
            'scrollAreaOffsetY?': place, 'renderingOverflow?': place }),
    }),
    'object.view.duration': object({
        objectId: text(64, 1), duration: number(0), leftAt: dateTime, 'enteredAt?': orNull(dateTime), 'visible?': orNull(boolean),
        'selectionTxnId?': transaction, 'enterSelectionTxnId?': transaction, 'leaveSelectionTxnId?': transaction,
        'dataStateId?': orNull(integer),
    }),
    'event.unsupported.visualization': object({
        vizType: text(64, 1), selectionTxnId: uuid, 'objectId?': orNull(text(64)), 'title?': orNull(text(64)),
        'trigger?': orNull(text(64)), 'dataStateId?': orNull(must((v) => ['string', 'number'].includes(typeof v), 'number or text')),
    }),
};

const envelope = object({
    schemaVersion: must((v) => Number.isInteger(v) && v >= 1, 'an integer from 1'),
    eventId: text(Infinity, 1), 'correlationId?': text(), timestamp: dateTime, type: text(Infinity, 1),
    'source?': object({ 'kind?': oneOf('qlik-sense-extension'), 'name?': oneOf('audit-qs'), 'version?': text(Infinity, 1) }),
    payload: object({}),
});

/**
 * The first answer of the contract that this envelope meets.
 * @param {any} value  parsed JSON
 * @param {string} [version]  of the header that goes before `source.version`
 * @returns {{ status: 202 | 400 | 422, reason?: string, details?: any }}
 */
export function judge(value, version) {
    /** @type {string[]} */
    let problems = [];
    envelope(value, '', problems);
    if (problems.length) return refusal(400, 'Schema validation failed', problems);
    problems = constraints(value);
    if (problems.length) return refusal(422, 'One or more constraint violations', problems);
    const told = version ?? value.source?.version;
    if (told !== undefined && !isCompatible(told)) {
        return { status: 422, reason: 'Incompatible Audit.qs version',
            details: { butlerSosVersion: '15.0.1', auditQsVersion: told, compatible: false } };
    }
    if (EVENTS[value.type]) {
        object({ 'context?': context, event: EVENTS[value.type] })(value.payload, '', problems);
        if (problems.length) return refusal(422, 'Payload validation failed', problems);
    }
    return { status: 202 };
}

/** 0.3.0 up to, not including, 0.5.0; no pre-releases. @param {string} version */
export function isCompatible(version) {
    return /^0\.[34]\.(0|[1-9]\d*)$/.test(version);
}

/** @param {any} value @returns {string[]} */
function constraints(value) {
    const appId = isObject(value.payload.context) && 'appId' in value.payload.context ? value.payload.context.appId : undefined;
    return [
        !isUuid(value.eventId) && `eventId is not a valid UUID ("${value.eventId}")`,
        value.correlationId?.length > 64 && `correlationId exceeds 64 characters (length=${value.correlationId.length})`,
        appId !== undefined && !isUuid(appId) && `payload.context.appId is not a valid UUID ("${appId}")`,
        !NAMES.includes(value.type) && !/^event\..+$/.test(value.type) && `type is not a recognised event type ("${value.type}")`,
    ].filter((problem) => typeof problem === 'string');
}

/** @param {400 | 422} status @param {string} reason @param {string[]} problems */
const refusal = (status, reason, problems) => ({ status, reason, details: { errors: problems.map((message) => ({ message })) } });
