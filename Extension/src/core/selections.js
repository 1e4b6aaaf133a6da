/**
 * What is selected: what of it may be kept, how two states differ, and how it is told.
 */

import { CAPS, countOf, cut, jsonBytes, textOf } from './limits.js';

/** @typedef {import('./ports.js').SelectionFact} SelectionFact */
/** @typedef {import('./settings.js').Settings} Settings */

/**
 * @typedef {{ state: string, field: string, selected: number, total: number, locked: boolean, text: string,
 *     values: string[] | null, search: boolean }} Field
 */

/**
 * @typedef {Object} Snapshot
 * @property {Map<string, Field>} fields  by label
 * @property {Map<string, string>} signature  by label; equal ones mean the same selections
 * @property {number} back
 * @property {number} forward
 */

/** Fields compared at most, and bytes of all details together. */
const BOUNDS = { fields: 2000, bytes: 512 * 1024 };

/** Up to so many values the engine's text lists them all. */
const ENGINE_VALUES = 6;

/** The member of a signature that stands for values nobody has read. */
const UNREAD = '';

/** @param {Pick<Field, 'state' | 'field'>} field */
const labelOf = (field) => (field.state === '$' ? field.field : `${field.state}::${field.field}`);

/** @param {SelectionFact} fact @param {Settings['selections']} settings @returns {Snapshot} */
export function snapshotOf(fact, settings) {
    /** @type {Snapshot} */
    const snapshot = { ...nothingSelected(), back: countOf(fact.back), forward: countOf(fact.forward) };
    for (const raw of (Array.isArray(fact.fields) ? fact.fields : []).slice(0, BOUNDS.fields)) {
        const field = textOf(raw?.field, CAPS.field);
        const state = textOf(raw?.state, CAPS.field) ?? '$';
        if (!field || settings.excludedFields.includes(field) || (raw.hidden && !settings.hiddenFields)
            || (state !== '$' && !settings.alternateStates)) continue;
        const values = Array.isArray(raw.values) ? raw.values.filter((value) => typeof value === 'string') : null;
        /** @type {Field} */
        const kept = { state, field, selected: countOf(raw.selected), total: countOf(raw.total), values,
            locked: raw.locked === true, search: raw.search === true,
            text: typeof raw.text === 'string' ? raw.text : '' };
        if (kept.selected === 0 && !kept.locked) continue;
        snapshot.fields.set(labelOf(kept), kept);
        snapshot.signature.set(labelOf(kept),
            JSON.stringify([kept.selected, kept.locked, values ? [...values].sort() : kept.text]));
        // A summary such as "8 of 31" hides that one value was swapped for another; the count of steps does not.
        const known = values ? values.length >= kept.selected : kept.selected <= ENGINE_VALUES;
        if (!known) snapshot.signature.set(UNREAD, String(snapshot.back));
    }
    return snapshot;
}

/** @returns {Snapshot} */
export const nothingSelected = () => ({ fields: new Map(), signature: new Map(), back: 0, forward: 0 });

/** @param {Snapshot} a @param {Snapshot} b */
export const sameSelections = (a, b) =>
    a.signature.size === b.signature.size && [...a.signature].every(([label, sign]) => b.signature.get(label) === sign);

/** @param {Snapshot} before @param {Snapshot} after */
export function differences(before, after) {
    const labels = [...after.fields.keys()];
    /** @param {string[]} list */
    const bounded = (list) => list.slice(0, CAPS.details);
    return {
        fieldsAdded: bounded(labels.filter((label) => !before.fields.has(label))),
        fieldsRemoved: bounded([...before.fields.keys()].filter((label) => !after.fields.has(label))),
        fieldsChanged: bounded(labels.filter((label) =>
            before.fields.has(label) && before.signature.get(label) !== after.signature.get(label))),
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
    if (after.back < before.back && after.forward > before.forward) return 'undo';
    // A new selection also empties the forward steps; with just one of them only the outcome tells the two apart.
    if (after.back > before.back && after.forward < before.forward && (after.forward > 0 || known)) return 'redo';
    if (fieldsRemoved.length && !fieldsAdded.length && !fieldsChanged.length) return 'clear';
    const changed = fieldsAdded.length + fieldsRemoved.length + fieldsChanged.length > 0;
    return changed || after.back !== before.back ? 'select' : 'unknown';
}

/** @param {string[]} values @returns {{ text: string, all: boolean }} as many whole values as fit */
function joined(values) {
    let text = '';
    for (const [index, value] of values.entries()) {
        const longer = index === 0 ? cut(value, CAPS.selected) : `${text}, ${cut(value, CAPS.selected)}`;
        if (longer.length > CAPS.selected) return { text: index === 0 ? longer : text, all: false };
        text = longer;
    }
    return { text, all: true };
}

/** @param {Field} field @param {Settings['selections']} settings @param {boolean} brief */
function detailOf(field, settings, brief) {
    const base = { qField: field.field, qStateName: field.state, qSelectedCount: field.selected, qTotal: field.total,
        qLocked: field.locked };
    const summary = `${field.selected} of ${field.total}`;
    if (settings.collect !== 'values') return { ...base, qSelected: summary };
    if (brief) return { ...base, qSelected: summary, valuesTruncated: true };
    // The engine's text may hold what somebody searched for, or more values than may be kept.
    const told = (!field.search || settings.searchTexts)
        && !(field.selected <= ENGINE_VALUES && field.selected > settings.cap);
    if (!field.values) {
        return { ...base, qSelected: told ? cut(field.text, CAPS.selected) : summary,
            valuesTruncated: !told || field.selected > ENGINE_VALUES };
    }
    const { text, all } = joined(field.values.slice(0, settings.cap));
    const other = told && field.text !== '' && field.text !== text;
    const engine = other ? { qSelectedEngine: cut(field.text, CAPS.engineText) } : {};
    return { ...base, qSelected: text, ...engine,
        valuesTruncated: !all || Math.min(field.values.length, settings.cap) < field.selected };
}

/**
 * The members `details` and, when not all fitted, `detailsTruncated`.
 * @param {Snapshot} snapshot @param {Settings['selections']} settings
 */
export function detailsOf(snapshot, settings) {
    let left = BOUNDS.bytes;
    const details = [...snapshot.fields.values()].slice(0, CAPS.details).map((field) => {
        const full = detailOf(field, settings, false);
        const bytes = jsonBytes(full);
        if (bytes > left) return detailOf(field, settings, true);
        left -= bytes;
        return full;
    });
    return { details, ...(snapshot.fields.size > CAPS.details ? { detailsTruncated: true } : {}) };
}
