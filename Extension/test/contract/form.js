/** What every envelope of the extension looks like beyond what servers demand: its own members and their forms. */
import { boolean, count, instant, integer, list, mapOf, must, number, object, oneOf, orNull, text, uuid } from './check.js';

const any = () => {};
const name = text(64);
const dataState = must((v) => Number.isInteger(v) && v > 0, 'epoch milliseconds');

const context = object({
    'appId?': uuid, 'appName?': text(64, 1), 'sheetId?': text(64, 1), 'sheetName?': name, 'user?': text(256, 1),
    'userRef?': text(256, 1), 'tenantId?': text(256, 1), 'userAgent?': text(512),
    sessionKey: uuid, seq: must((v) => Number.isInteger(v) && v >= 1, 'a number from 1'),
    client: must((v) => /^vidimus\/\d+\.\d+\.\d+\S*$/.test(v), 'vidimus/<version>'),
    platform: oneOf('client-managed', 'cloud', 'desktop'), mode: oneOf('analysis', 'edit', 'other'), 'replaces?': uuid,
});

const objectData = orNull(object({
    schemaVersion: oneOf(1), objectType: text(64, 1), extractedAt: instant, 'mode?': text(64),
    visibleRange: object({ rowStart: count, rowEnd: count, colStart: count, colEnd: count, source: text(64, 1) }),
    dimensions: list(object({ 'fieldName?': text(), label: text(), values: list(text(1_003), 10_000) }), 50),
    measures: list(object({ label: text(), values: list(text(1_003), 10_000) }), 50),
    totalRows: count, truncated: list(text()), redacted: list(text()),
}));

const detail = object({
    qField: text(), qStateName: text(), qSelectedCount: count, 'qTotal?': count, 'qSelected?': text(2_003),
    'qSelectedEngine?': text(), 'qLocked?': boolean, 'valuesTruncated?': boolean,
});

const ranges = list(must((v) => Array.isArray(v) && v.length === 2 && v.every(Number.isInteger) && v[0] >= 1 && v[0] <= v[1],
    'a closed range of sequence numbers'));

/** @type {Record<string, import('./check.js').Rule>} by type, of `payload.event` */
const EVENTS = {
    'navigation.sheet.loaded': object({ type: oneOf('sheet.loaded'), 'sheetId?': orNull(text(64, 1)),
        'previousSheetId?': orNull(text(64, 1)), trigger: text(64, 1), 'auditedObjects?': count, 'dataStateId?': orNull(dataState) }),
    'selection.state.changed': object({
        type: oneOf('selection.changed'), selectionTxnId: uuid, 'previousSelectionTxnId?': orNull(uuid),
        cause: oneOf('initial', 'select', 'clear', 'undo', 'redo', 'bookmark', 'other-tab', 'unknown'), 'modal?': boolean,
        details: list(detail, 500), 'fieldsAdded?': list(text()), 'fieldsRemoved?': list(text()), 'fieldsChanged?': list(text()),
        'baselineUnknown?': boolean,
    }),
    'app.model.validated': object({
        type: oneOf('model.validated'), selectionTxnId: uuid, dataStateId: dataState, captureScheduled: boolean,
        cause: text(64, 1), settled: text(64, 1), settleMs: count, 'objectsSettled?': count,
    }),
    'object.visibility.changed': object({ type: oneOf('visibility.changed'), objectId: text(64, 1), visible: boolean,
        'ratio?': number(0, 1), reason: text(64, 1), 'selectionTxnId?': orNull(uuid), 'dataStateId?': orNull(dataState) }),
    'object.view.duration': object({
        type: oneOf('view.duration'), objectId: text(64, 1), 'objectType?': text(64), enteredAt: instant, leftAt: instant,
        duration: must((v) => Number.isInteger(v) && v >= 1_000, 'whole milliseconds from 1000'), pausedMs: count,
        visible: oneOf(false), reason: text(64, 1), segments: list(object({ 'selectionTxnId?': orNull(uuid),
            'dataStateId?': orNull(dataState), ms: count }), 50), recovered: boolean,
    }),
    'screenshot.url.received': object({ type: oneOf('screenshot'), objectId: text(64, 1), trigger: text(64, 1), 'format?': oneOf('png'),
        'width?': number(1, 2_000), 'height?': number(1, 2_000), 'objectData?': objectData }),
    'event.unsupported.visualization': object({ type: oneOf('unsupported.visualization'), objectId: text(64, 1),
        'lost?': list(text(64, 1)) }),
    'event.bookmark': object({ type: text(64, 1), bookmarkId: text(64, 1), 'bookmarkTitle?': text() }),
    'audit.event': object({
        type: text(64, 1), 'level?': oneOf('info', 'warn', 'error'), 'sent?': count, 'retried?': count, 'dead?': count,
        'dropped?': mapOf(count), 'dropReasons?': mapOf(count), 'lost?': ranges, 'circuit?': oneOf('closed', 'open', 'halted'),
        'lastStatus?': orNull(integer), 'internalErrors?': count,
        'others?': list(object({ sessionKey: uuid, lost: ranges })),
    }),
    'event.objectdata.captured': object({ type: oneOf('objectdata'), objectId: text(64, 1), objectData }),
    'event.session.started': object({ type: oneOf('session.started'), 'tzOffsetMin?': integer, 'collects?': list(text(64, 1)) }),
    'event.session.ended': object({ type: oneOf('session.ended') }),
    'event.coverage.inventory': object({ 'sheets?': list(any) }),
};

const envelope = object({
    schemaVersion: oneOf(1),
    eventId: must((v) => typeof v === 'string' && v === v.toLowerCase(), 'in lower case'),
    'correlationId?': text(64, 1), timestamp: instant, type: text(),
    source: must((v) => v?.kind === 'qlik-sense-extension' && typeof v.version === 'string' && Object.keys(v).length === 2,
        'kind and version only'),
    payload: object({ timestamp: instant, context, event: object({ type: text(64, 1) }) }),
});

/** Kinds that frame or explain and so need no correlation. */
const UNCORRELATED = /^(event\.session\.|event\.notice\.|event\.mode\.|event\.coverage\.|audit\.event$)/;

/** @param {any} value @returns {string[]} what is wrong; empty when all is well */
export function formProblems(value) {
    /** @type {string[]} */
    const problems = [];
    envelope(value, '', problems);
    EVENTS[value?.type]?.(value.payload?.event, '/payload/event', problems);
    if (value?.payload?.timestamp !== value?.timestamp) problems.push('/payload/timestamp differs from /timestamp');
    if (!value?.correlationId && !UNCORRELATED.test(value?.type)) problems.push('/correlationId is missing');
    if (value?.type === 'object.view.duration') problems.push(...durationProblems(value.payload?.event ?? {}));
    return problems;
}

/** The parts of a view must add up. @param {any} event @returns {string[]} */
function durationProblems({ duration, segments, enteredAt, leftAt, pausedMs }) {
    const total = Array.isArray(segments) ? segments.reduce((sum, segment) => sum + segment.ms, 0) : NaN;
    const span = Date.parse(leftAt) - Date.parse(enteredAt);
    return [
        total !== duration && `segments add up to ${total}, duration is ${duration}`,
        span < 0 && `left ${-span} ms before it was entered`,
        // Wall and monotonic clocks may differ a little, and each part is rounded.
        Math.abs(span - duration - pausedMs) > 1_000 && `${span} ms of wall time, ${duration} viewed and ${pausedMs} paused`,
    ].filter((problem) => typeof problem === 'string');
}
