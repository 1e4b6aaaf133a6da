/**
 * The data behind a chart as it leaves: by column, as text, redacted first and then within all limits.
 */

import { CAPS, countOf, cut, firstOf, isoOf, jsonBytes, textOf } from './limits.js';
import { createRedactor, ruleFor } from './redact.js';

/** @typedef {import('./ports.js').RawObjectData} RawObjectData */
/** @typedef {import('./settings.js').Settings} Settings */

/** Columns of a kind, characters of a value, and bytes kept for the envelope. */
const COLUMNS = 20;
const CHARACTERS = 200;
const ENVELOPE = 6 * 1024;

/**
 * @typedef {{ at: number, how: import('./settings.js').Redaction['how'] | undefined, fieldName?: string,
 *     label: string, values: string[] }} Column  `at`: its place in the rows
 */

/**
 * @param {RawObjectData} raw @param {Settings['data']} settings @param {number} wall
 * @param {import('./state.js').Parts['subtle']} [subtle]
 */
export async function objectDataOf(raw, settings, wall, subtle) {
    /** @type {Set<string>} */
    const reasons = new Set();
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
    const rowStart = countOf(raw.from);
    return { schemaVersion: 1, objectType: textOf(raw.objectType, CAPS.name) ?? 'unknown', extractedAt: isoOf(wall),
        mode: raw.mode, totalRows, visibleRange: { rowStart, rowEnd: rowStart + rows, colStart: 0,
            colEnd: columns.length, source: raw.source ?? 'data-page' },
        dimensions: dimensions.map(({ fieldName, label, values }) => ({ fieldName, label, values })),
        measures: measures.map(({ label, values }) => ({ label, values })),
        truncated: [...reasons], redacted: [...redacted] };
}
