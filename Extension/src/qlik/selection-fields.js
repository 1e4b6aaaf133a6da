/** Makes facts of the engine's list of current selections. Pure. */
import { CAPS, clamp, countOf, textOf } from '../core/limits.js';
import { at, itemsOf, membersOf } from './untrusted.js';

/** @typedef {import('../core/ports.js').SelectedField} SelectedField */

/**
 * The selected fields of one state. `values` is there when the engine itself listed them all.
 * @param {unknown} selectionObject  `qSelectionObject` of a layout
 * @param {string} state
 * @returns {SelectedField[]}
 */
export function fieldsOf(selectionObject, state) {
    return itemsOf(at(selectionObject, 'qSelections'), CAPS.details).flatMap((item) => {
        const raw = membersOf(item);
        const field = textOf(raw.qField, CAPS.field);
        if (!field) return [];
        const selected = countOf(raw.qSelectedCount);
        const listed = itemsOf(raw.qSelectedFieldSelectionInfo, CAPS.details)
            .map((entry) => textOf(at(entry, 'qName'), CAPS.selected)).filter((name) => name !== undefined);
        /** @type {SelectedField} */
        const made = {
            state, field, selected, total: countOf(raw.qTotal), locked: raw.qLocked === true,
                text: textOf(raw.qSelected, CAPS.selected) ?? '',
        };
        if (raw.qIsHidden === true) made.hidden = true;
        if (typeof raw.qTextSearch === 'string' && raw.qTextSearch !== '') made.search = true;
        if (listed.length === selected && selected > 0) made.values = /** @type {string[]} */ (listed);
        return [made];
    });
}

/**
 * Steps back and forward over all states.
 * @param {unknown[]} selectionObjects
 */
export function stepsOf(selectionObjects) {
    const sum = (/** @type {string} */ name) => selectionObjects
        .reduce((/** @type {number} */ most, object) => Math.max(most, clamp(at(object, name), 0, 10_000, 0)), 0);
    return { back: sum('qBackCount'), forward: sum('qForwardCount') };
}

/**
 * The engine reads a name in brackets as it is; brackets inside are doubled.
 * @param {string} field
 */
export const fieldExpression = (field) => `[${field.replace(/\]/g, ']]')}]`;

/** States of values that are selected, whether or not other selections exclude them. */
const SELECTED = new Set(['S', 'L', 'XS', 'XL']);

/**
 * The selected values on the first page of a list.
 * @param {unknown} list  `qListObject` of a layout @param {number} cap
 */
export function valuesOf(list, cap) {
    return itemsOf(at(list, 'qDataPages'), 1).flatMap((page) => itemsOf(at(page, 'qMatrix'), cap))
        .flatMap((row) => {
            const cell = membersOf(itemsOf(row, 1)[0]);
            return typeof cell.qText === 'string' && SELECTED.has(String(cell.qState))
                ? [textOf(cell.qText, CAPS.selected) ?? ''] : [];
        });
}
