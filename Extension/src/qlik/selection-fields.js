/** Makes facts of the engine's list of current selections. Pure; the core checks what comes of it. */
import { countOf } from '../core/limits.js';
import { list } from './untrusted.js';

/** @typedef {import('../core/ports.js').SelectedField} SelectedField */

/**
 * The selected fields of one state. `values` is there when the engine itself listed them all.
 * @param {any} selectionObject  `qSelectionObject` of a layout
 * @param {string} state
 * @returns {SelectedField[]}
 */
export const fieldsOf = (selectionObject, state) => list(selectionObject?.qSelections).map((raw) => {
    const listed = list(raw?.qSelectedFieldSelectionInfo).map((entry) => entry?.qName);
    const { qField: field, qSelectedCount: selected, qTotal: total, qLocked, qSelected: text, qIsHidden, qTextSearch }
        = raw ?? {};
    return { state, field, selected, total, locked: qLocked === true, text, ...(qIsHidden === true && { hidden: true }),
        ...(qTextSearch && { search: true }), ...(listed.length && listed.length === selected && { values: listed }) };
});

/**
 * Steps back or forward over all states.
 * @param {any[]} parts  selection objects @param {string} name
 */
export const stepsOf = (parts, name) => Math.max(...parts.map((part) => countOf(part?.[name])));

/**
 * The engine reads a name in brackets as it is; brackets inside are doubled.
 * @param {string} field
 */
export const fieldExpression = (field) => `[${String(field).replace(/\]/g, ']]')}]`;

/**
 * The selected values on the first page of a list, whether or not other selections exclude them.
 * @param {any} listObject  `qListObject` of a layout
 * @returns {string[]}
 */
export const valuesOf = (listObject) => list(listObject?.qDataPages?.[0]?.qMatrix).map((row) => row?.[0])
    .filter((cell) => /^X?[SL]$/.test(cell?.qState)).map((cell) => String(cell.qText));
