/**
 * What is selected: what of it may be kept, how two states differ, and how it is told.
 */

import { CAPS, countOf, cut, firstOf, jsonBytes, textOf } from './limits.js';

/** @typedef {import('./ports.js').SelectionFact} SelectionFact */
/** @typedef {import('./settings.js').Settings} Settings */

/**
 * @typedef {{ state: string, field: string, selected: number, total: number, locked: boolean, text: string,
 *     values: string[] | null, search: boolean, imprint: string }} Field  equal signs mean the same selection
 */

/**
 * @typedef {Object} Snapshot
 * @property {Map<string, Field>} fields  by label
 * @property {string} imprint  equal ones mean the same selections
 * @property {number} back
 * @property {number} forward
 */

/** Fields compared at most, and bytes of all details together. */
const FIELDS = 2000;
const BYTES = 512 * 1024;

/** Up to so many values the engine's text lists them all. */
const ENGINE_VALUES = 6;

/** @returns {Snapshot} */
export const nothingSelected = () => ({ fields: new Map(), imprint: '[]', back: 0, forward: 0 });

/** @param {SelectionFact} fact @param {Settings['selections']} settings @returns {Snapshot} */
export function snapshotOf(fact, settings) {
    const back = countOf(fact.back);
    /** @type {Snapshot['fields']} */
    const fields = new Map();
    let unread = false;
    for (const raw of firstOf(fact.fields, FIELDS)) {
        const field = textOf(raw?.field, CAPS.field);
        const state = textOf(raw?.state, CAPS.field) ?? '$';
        const selected = countOf(raw?.selected);
        if (!field || settings.excludedFields.includes(field) || (raw.hidden && !settings.hiddenFields)
            || (state !== '$' && !settings.alternateStates) || !(selected || raw.locked)) continue;
        const values = raw.values ? firstOf(raw.values, CAPS.selected).map(String) : null;
        const text = String(raw.text ?? '');
        fields.set(state === '$' ? field : `${state}::${field}`, { state, field, selected, total: countOf(raw.total),
            locked: raw.locked === true, text, values, search: raw.search === true,
            imprint: JSON.stringify([selected, raw.locked, values ? [...values].sort() : text]) });
        if ((values ? values.length : ENGINE_VALUES) < selected) unread = true;
    }
    const signs = [...fields].map(([label, { imprint }]) => label + imprint).sort();
    // A summary such as "8 of 31" hides that one value was swapped for another; the count of steps does not.
    return { fields, imprint: JSON.stringify(unread ? [...signs, back] : signs), back, forward: countOf(fact.forward) };
}

/** @param {Snapshot} before @param {Snapshot} after */
export function differences({ fields: before }, { fields: after }) {
    /** @param {Snapshot['fields']} from @param {(label: string, field: Field) => boolean} test */
    const labels = (from, test) => [...from].filter(([label, field]) => test(label, field)).map(([label]) => label)
        .slice(0, CAPS.details);
    return {
        fieldsAdded: labels(after, (label) => !before.has(label)),
        fieldsRemoved: labels(before, (label) => !after.has(label)),
        fieldsChanged: labels(after, (label, { imprint }) => (before.get(label)?.imprint ?? imprint) !== imprint),
    };
}

/** @typedef {'select' | 'clear' | 'undo' | 'redo' | 'unknown'} Step */

/**
 * What the user did, from the counters of steps and from the difference.
 * @param {Snapshot} before @param {Snapshot} after
 * @param {boolean} known `after` is what an undone step had led to
 * @returns {Step}
 */
export function stepBetween(before, after, known) {
    const { fieldsAdded, fieldsRemoved, fieldsChanged } = differences(before, after);
    const news = fieldsAdded.length + fieldsChanged.length;
    if (after.back < before.back && after.forward > before.forward) return 'undo';
    // A new selection also empties the forward steps; with just one of them only the outcome tells the two apart.
    if (after.back > before.back && after.forward < before.forward && (after.forward > 0 || known)) return 'redo';
    if (fieldsRemoved.length && !news) return 'clear';
    return news || after.back !== before.back ? 'select' : 'unknown';
}

/** @param {string[]} values @returns {string[]} as many whole values as fit, or one that is cut */
function fitting(values) {
    let left = CAPS.selected + 2;
    const whole = values.filter((value) => (left -= value.length + 2) >= 0);
    return whole.length || !values.length ? whole : [cut(values[0], CAPS.selected)];
}

/** @param {Field} field @param {Settings['selections']} settings @param {boolean} brief */
function detailOf({ field, state, selected, total, locked, text, values, search }, settings, brief) {
    const base = { qField: field, qStateName: state, qSelectedCount: selected, qTotal: total, qLocked: locked,
        qSelected: `${selected} of ${total}` };
    if (settings.collect !== 'values') return base;
    if (brief) return { ...base, valuesTruncated: true };
    // The engine's text may hold what somebody searched for, or more values than may be kept.
    const told = (!search || settings.searchTexts) && !(selected <= ENGINE_VALUES && selected > settings.cap);
    if (!values) {
        return { ...base, qSelected: told ? cut(text, CAPS.selected) : base.qSelected,
            valuesTruncated: !told || selected > ENGINE_VALUES };
    }
    const kept = fitting(values.slice(0, settings.cap));
    const qSelected = kept.map((value) => cut(value, CAPS.selected)).join(', ');
    const qSelectedEngine = told && text !== '' && text !== qSelected ? cut(text, CAPS.engineText) : undefined;
    return { ...base, qSelected, qSelectedEngine, valuesTruncated: kept.length < selected };
}

/**
 * The members `details` and, when not all fitted, `detailsTruncated`.
 * @param {Snapshot} snapshot @param {Settings['selections']} settings
 */
export function detailsOf({ fields }, settings) {
    let left = BYTES;
    const details = [...fields.values()].slice(0, CAPS.details).map((field) => {
        const full = detailOf(field, settings, false);
        const bytes = jsonBytes(full);
        if (bytes > left) return detailOf(field, settings, true);
        left -= bytes;
        return full;
    });
    return { details, detailsTruncated: fields.size > CAPS.details || undefined };
}
