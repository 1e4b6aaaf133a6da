/**
 * The data behind a chart as it leaves: by column, as text, redacted first and then within all limits.
 */

import { CAPS, clamp, countOf, cut, firstOf, jsonBytes, textOf } from './limits.js';
import { isoOf } from './moment.js';
import { createRedactor, ruleFor } from './redact.js';

/** @typedef {import('./ports.js').RawObjectData} RawObjectData */
/** @typedef {import('./settings.js').Settings} Settings */

/** Columns of a kind, characters of a value, calls of the engine for one capture, and bytes kept for the envelope. */
const BOUNDS = { columns: 20, value: 200, calls: 3, envelope: 6 * 1024 };

/**
 * What to ask of Qlik.
 * @param {Settings['data']} settings @returns {import('./ports.js').DataWindow}
 */
export const windowOf = (settings) => ({ rows: settings.rows, dimensions: BOUNDS.columns, measures: BOUNDS.columns,
    calls: BOUNDS.calls, onscreen: true });

/**
 * @typedef {{ at: number, how: import('./settings.js').Redaction['how'] | null, fieldName?: string, label: string,
 *     values: string[] }} Column
 */

/** @param {RawObjectData} raw @param {Settings['data']} settings @param {number} wall */
export function objectDataOf(raw, settings, wall) {
    const reasons = new Set(firstOf(raw.truncated, 20).flatMap((reason) => textOf(reason, CAPS.name) ?? []));
    /** @type {Set<string>} */
    const redacted = new Set();
    const all = columnsOf(raw, settings, reasons, redacted);
    const kept = [...all.dimensions, ...all.measures];
    const head = jsonBytes(kept.map(({ fieldName, label }) => ({ fieldName, label, values: [] })));
    let left = settings.bytes - BOUNDS.envelope - head - jsonBytes([...redacted]);
    const redact = createRedactor(settings.salt);
    const source = Array.isArray(raw.rows) ? raw.rows : [];
    let rows = 0;
    for (const row of source.slice(0, settings.rows)) {
        const cells = kept.map(({ at, how }) => {
            const text = redact(how, typeof row?.[at] === 'string' ? row[at] : '-');
            const short = cut(text, BOUNDS.value, '...');
            if (short !== text) reasons.add('characters');
            return short;
        });
        left -= jsonBytes(cells);
        if (left < 0) {
            reasons.add('bytes');
            break;
        }
        cells.forEach((cell, index) => kept[index].values.push(cell));
        rows += 1;
    }
    const totalRows = Math.max(countOf(raw.totalRows), source.length);
    if (rows < totalRows) reasons.add('rows');
    /** @param {Column} column */
    const told = ({ fieldName, label, values }) =>
        (fieldName === undefined ? { label, values } : { fieldName, label, values });
    return { schemaVersion: 1, objectType: textOf(raw.objectType, CAPS.name) ?? 'unknown', extractedAt: isoOf(wall),
        mode: textOf(raw.mode, CAPS.name) ?? 'S', visibleRange: rangeOf(raw, rows, kept.length),
        totalRows, dimensions: all.dimensions.map(told),
        measures: all.measures.map(told).map(({ label, values }) => ({ label, values })),
        truncated: [...reasons], redacted: [...redacted] };
}

/**
 * @param {RawObjectData} raw
 * @param {Settings['data']} settings
 * @param {Set<string>} reasons
 * @param {Set<string>} redacted
 */
function columnsOf(raw, settings, reasons, redacted) {
    let at = 0;
    /** @param {'dimensions' | 'measures'} kind @returns {Column[]} */
    const read = (kind) => {
        const columns = (Array.isArray(raw[kind]) ? raw[kind] : []).flatMap((/** @type {any} */ column) => {
            const place = at++;
            const fieldName = textOf(column?.fieldName, CAPS.field);
            const label = textOf(column?.label, CAPS.field) ?? '';
            const names = [column?.fieldName, column?.label].filter((name) => typeof name === 'string');
            const how = ruleFor(settings.redactions, names);
            if (how !== null) redacted.add(fieldName ?? label);
            return how === 'drop' ? [] : [{ at: place, how, fieldName, label, values: [] }];
        });
        if (columns.length > BOUNDS.columns) reasons.add(kind);
        return columns.slice(0, BOUNDS.columns);
    };
    const dimensions = read('dimensions');
    return { dimensions, measures: read('measures') };
}

/**
 * Never more than is told.
 * @param {RawObjectData} raw @param {number} rows @param {number} columns
 */
function rangeOf(raw, rows, columns) {
    const given = raw.visibleRange;
    const rowStart = countOf(given?.rowStart);
    const colStart = countOf(given?.colStart);
    return { rowStart, rowEnd: clamp(countOf(given?.rowEnd), rowStart, rowStart + rows, rowStart),
        colStart, colEnd: clamp(countOf(given?.colEnd), colStart, colStart + columns, colStart),
        source: textOf(given?.source, CAPS.name) ?? 'data-page' };
}
