/**
 * The data behind a chart as it leaves: by column, as text, redacted first and then within all limits.
 */

import { CAPS, clamp, countOf, cut, firstOf, isoOf, jsonBytes, textOf } from './limits.js';
import { createRedactor, ruleFor } from './redact.js';

/** @typedef {import('./ports.js').RawObjectData} RawObjectData */
/** @typedef {import('./settings.js').Settings} Settings */

/** Columns of a kind, characters of a value, calls of the engine for one capture, and bytes kept for the envelope. */
const COLUMNS = 20;
const CHARACTERS = 200;
const CALLS = 3;
const ENVELOPE = 6 * 1024;

/**
 * What to ask of Qlik.
 * @param {Settings['data']} settings @returns {import('./ports.js').DataWindow}
 */
export const windowOf = (settings) => ({ rows: settings.rows, dimensions: COLUMNS, measures: COLUMNS,
    calls: CALLS, onscreen: true });

/**
 * @typedef {{ at: number, how: import('./settings.js').Redaction['how'] | undefined, fieldName?: string,
 *     label: string, values: string[] }} Column  `at`: its place in the rows
 */

/**
 * @param {RawObjectData} raw @param {Settings['data']} settings @param {number} wall
 * @param {import('./state.js').Parts['subtle']} [subtle]
 */
export async function objectDataOf(raw, settings, wall, subtle) {
    const reasons = new Set(firstOf(raw.truncated, 20).map((reason) => cut(String(reason), CAPS.name)));
    /** @type {Set<string>} */
    const redacted = new Set();
    let at = 0;
    /** @param {'dimensions' | 'measures'} kind @returns {Column[]} */
    const columnsOf = (kind) => {
        const columns = firstOf(raw[kind], CAPS.objects).map((column) => {
            const fieldName = textOf(column?.fieldName, CAPS.field);
            const label = textOf(column?.label, CAPS.field) ?? '';
            const how = ruleFor(settings.redactions, [column?.fieldName, column?.label]);
            if (how) redacted.add(fieldName ?? label);
            return { at: at++, how, fieldName, label, values: [] };
        }).filter(({ how }) => how !== 'drop');
        if (columns.length > COLUMNS) reasons.add(kind);
        return columns.slice(0, COLUMNS);
    };
    const dimensions = columnsOf('dimensions');
    const measures = columnsOf('measures');
    const columns = [...dimensions, ...measures];
    let left = settings.bytes - ENVELOPE - jsonBytes([columns, [...redacted]]);
    const given = firstOf(raw.rows, settings.rows);
    /** @param {any} row @param {Column} column @returns {string} */
    const textAt = (row, { at: place }) => (typeof row?.[place] === 'string' ? row[place] : '-');
    const redact = await createRedactor(subtle, settings.salt, columns.filter(({ how }) => how === 'hash')
        .flatMap((column) => given.map((row) => textAt(row, column))));
    let rows = 0;
    for (const row of given) {
        const cells = columns.map((column) => {
            const text = redact(column.how, textAt(row, column));
            const short = cut(text, CHARACTERS, '...');
            if (short !== text) reasons.add('characters');
            return short;
        });
        left -= jsonBytes(cells);
        if (left < 0) {
            reasons.add('bytes');
            break;
        }
        cells.forEach((cell, index) => columns[index].values.push(cell));
        rows += 1;
    }
    const totalRows = Math.max(countOf(raw.totalRows), raw.rows?.length || 0);
    if (rows < totalRows) reasons.add('rows');
    return { schemaVersion: 1, objectType: textOf(raw.objectType, CAPS.name) ?? 'unknown', extractedAt: isoOf(wall),
        mode: textOf(raw.mode, CAPS.name) ?? 'S', visibleRange: rangeOf(raw.visibleRange, rows, columns.length),
        totalRows, dimensions: dimensions.map(({ fieldName, label, values }) => ({ fieldName, label, values })),
        measures: measures.map(({ label, values }) => ({ label, values })),
        truncated: [...reasons], redacted: [...redacted] };
}

/**
 * Never more than is told.
 * @param {RawObjectData['visibleRange'] | undefined} given @param {number} rows @param {number} columns
 */
function rangeOf(given, rows, columns) {
    const rowStart = countOf(given?.rowStart);
    const colStart = countOf(given?.colStart);
    return { rowStart, rowEnd: clamp(given?.rowEnd, rowStart, rowStart + rows, rowStart),
        colStart, colEnd: clamp(given?.colEnd, colStart, colStart + columns, colStart),
        source: textOf(given?.source, CAPS.name) ?? 'data-page' };
}
