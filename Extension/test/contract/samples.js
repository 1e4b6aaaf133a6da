/** Valid envelopes to begin with, one of each type. */
import { randomUUID } from 'node:crypto';

const TXN = '3d3c2bb0-5a0f-4c8e-9d55-0c8b1a6f7e21';
const AT = '2026-03-04T05:06:07.890Z';

/** @type {Record<string, any>} by type, of `payload.event` */
export const EVENTS = {
    'navigation.sheet.loaded': { type: 'sheet.loaded', sheetId: 'sheet-1', previousSheetId: null, trigger: 'open',
        auditedObjects: 4, dataStateId: 1_772_600_767_000 },
    'selection.state.changed': { type: 'selection.changed', selectionTxnId: TXN, previousSelectionTxnId: null, cause: 'select',
        modal: false, details: [{ qField: 'Depot', qStateName: '$', qSelectedCount: 2, qTotal: 9, qSelected: 'Åbo, Ystad',
            qLocked: false, valuesTruncated: false }], fieldsAdded: ['Depot'], fieldsRemoved: [], fieldsChanged: [] },
    'app.model.validated': { type: 'model.validated', selectionTxnId: TXN, dataStateId: 1_772_600_767_890, captureScheduled: false,
        cause: 'selection', settled: 'all', settleMs: 120, objectsSettled: 3 },
    'object.visibility.changed': { type: 'visibility.changed', objectId: 'aBcD', visible: true, ratio: 0.75, reason: 'scroll',
        selectionTxnId: TXN, dataStateId: 1_772_600_767_890 },
    'object.view.duration': { type: 'view.duration', objectId: 'aBcD', objectType: 'barchart', enteredAt: '2026-03-04T05:06:02.890Z',
        leftAt: AT, duration: 4_000, pausedMs: 1_000, visible: false, reason: 'sheet', selectionTxnId: TXN,
        enterSelectionTxnId: TXN, leaveSelectionTxnId: TXN, dataStateId: 1_772_600_767_890,
        segments: [{ selectionTxnId: TXN, dataStateId: 1_772_600_767_890, ms: 4_000 }], recovered: false },
    'screenshot.url.received': { type: 'screenshot', objectId: 'aBcD', objectName: 'Stock', objectType: 'table', selectionTxnId: TXN,
        dataStateId: 1_772_600_767_890, trigger: 'view', screenshotUrl: 'https://sense.example/tempcontent/a/b.png?serverNodeId=1',
        format: 'png', width: 400, height: 300 },
    'event.unsupported.visualization': { type: 'unsupported.visualization', objectId: 'aBcD', vizType: 'gantt', title: 'Plan',
        trigger: 'no-export-support', selectionTxnId: TXN, dataStateId: 1_772_600_767_890, lost: ['screenshot'] },
    'event.bookmark': { type: 'bookmark.applied', bookmarkId: 'b1', bookmarkTitle: 'Mine', selectionTxnId: TXN },
    'audit.event': { type: 'client.health', level: 'warn', sent: 3, retried: 0, dead: 0, dropped: {}, dropReasons: {}, lost: [[2, 2]],
        circuit: 'closed', lastStatus: 202, internalErrors: 0 },
    'event.objectdata.captured': { type: 'objectdata', objectId: 'aBcD', selectionTxnId: TXN, dataStateId: 1_772_600_767_890,
        trigger: 'view', objectData: { schemaVersion: 1, objectType: 'table', extractedAt: AT, mode: 'S', totalRows: 2,
            visibleRange: { rowStart: 0, rowEnd: 2, colStart: 0, colEnd: 2, source: 'data-page' },
            dimensions: [{ fieldName: 'Depot', label: 'Depot', values: ['Åbo', 'Ystad'] }],
            measures: [{ label: 'Stock', values: ['1', '2'] }], truncated: [], redacted: [] } },
    'event.session.started': { type: 'session.started', scope: 'app', tzOffsetMin: -60, collects: ['navigation'] },
};

/** The session key of samples that name no other. */
export const SESSION = '6a0e63f4-1111-4222-8333-444455556666';

/**
 * A valid envelope; nothing in it is shared with another.
 * @param {string} type
 * @param {{ seq?: number, session?: string, id?: string, event?: object, context?: object, at?: string }} [changes]
 * @returns {any}
 */
export function sample(type = 'navigation.sheet.loaded', { seq = 1, session = SESSION, id, event, context, at = AT } = {}) {
    return structuredClone({
        schemaVersion: 1, eventId: id ?? randomUUID(), correlationId: TXN, timestamp: at, type,
        source: { kind: 'qlik-sense-extension', version: '0.4.0' },
        payload: {
            timestamp: at,
            context: { appId: '0c5d7c52-3f0e-4a52-9f07-6c1c7f6a2b10', appName: 'Stock', sheetId: 'sheet-1', sheetName: 'Depots',
                user: 'UserDirectory=LAB; UserId=ida', userAgent: 'Test', sessionKey: session, seq,
                client: 'vidimus/0.1.0', platform: 'client-managed', mode: 'analysis', ...context },
            event: { ...EVENTS[type], ...event },
        },
    });
}
