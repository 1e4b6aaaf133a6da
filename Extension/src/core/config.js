/**
 * Makes checked, frozen settings of whatever the properties of the object hold. Everything there is untrusted: an
 * expression may have been evaluated to text, and another version may have written other members.
 */

import { clamp, cut } from './limits.js';

/** @typedef {import('./settings.js').Settings} Settings */

/**
 * Gives the value that is meant, or throws: then the standard is taken.
 * @typedef {(raw: any) => unknown} Reader
 */

/** Items of one list, and characters of one item. */
const ITEMS = 500;
const CHARACTERS = 256;

/** @param {unknown} value @returns {any} nothing thrown when it is no object */
const membersOf = (value) => (value && typeof value === 'object' ? value : {});

/** @param {unknown} raw @returns {unknown} */
const invalid = (raw) => {
    throw raw;
};

/** @param {number} max @returns {Reader} */
const text = (max) => (raw) => (typeof raw === 'string' ? cut(raw.trim(), max) : invalid(raw));

/** @type {Reader} the engine's truth is -1 */
const flag = (raw) => /^(-?1|true)$/i.test(raw) || (!/^(0|false)$/i.test(raw) && invalid(raw));

/**
 * A whole number.
 * @param {number} low @param {number} high @returns {Reader}
 */
const number = (low, high) => (raw) => {
    const kept = Math.round(clamp(typeof raw === 'string' ? Number(raw) : raw, low, high, NaN));
    return Number.isNaN(kept) ? invalid(raw) : kept;
};

/** @param {string[]} words @returns {Reader} */
const oneOf = (words) => (raw) => (words.includes(raw) ? raw : invalid(raw));

/** @param {any} raw @returns {any[]} comma-separated text or an array */
const itemsOf = (raw) => (typeof raw === 'string' ? raw.split(',') : Array.isArray(raw) ? raw : []);

/** @param {any} item */
const wordOf = (item) => (typeof item === 'string' ? cut(item.trim(), CHARACTERS) : '');

/** @type {(raw: any) => readonly string[]} */
const list = (raw) => Object.freeze([...new Set(itemsOf(raw).map((item) => wordOf(item?.value ?? item))
    .filter(Boolean))].slice(0, ITEMS));

/**
 * Redaction rules, such as `Name:mask, Customer*:hash, Salary` (drop).
 * A rule that cannot be read drops its field: a slip must not publish what somebody meant to hide.
 * @type {Reader}
 */
const redactions = (raw) => Object.freeze(list(raw).map((item) => {
    const [, field, star, how = ''] = /^(.*?)\s*(\*?)\s*(?::\s*([^:]*))?$/s.exec(item) ?? [];
    return Object.freeze({ field, how: /^(mask|hash)$/.test(how) ? how : 'drop', match: star ? 'prefix' : 'exact' });
}).filter(({ field, match }) => field || match === 'prefix'));

/**
 * The address of the server, without a slash at the end.
 * @type {Reader}
 */
const endpoint = (raw) => {
    const given = /** @type {string} */ (text(2048)(raw));
    return /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(given) ? given.replace(/\/+$/, '') : invalid(raw);
};

/**
 * Of each member its form: a standard that tells all (a truth, an empty list), words to choose from (the first is the
 * standard), the longest text, a number with its bounds, or a standard with its reader.
 * @type {Record<string, Record<string, boolean | string | number | [] | [number, number, number] | [unknown, Reader]>>}
 */
export const SHAPE = {
    connection: { endpoint: ['', endpoint], key: 512 },
    scope: { reach: 'app|sheet', objects: 'all|listed', listed: [], excludedTypes: [], editMode: true },
    selections: { collect: 'values|names|off', steps: 'confirmed|all', cap: [50, 1, 1000], excludedFields: [],
        alternateStates: true, hiddenFields: false, searchTexts: false, bookmarks: false },
    views: { on: true, minimum: [1000, 1000, 60000], idleMinutes: [10, 0, 1440],
        visibilityEvents: false },
    screenshots: { on: false, pace: [3, 3, 3600], perHour: [60, 1, 600], objects: [] },
    data: { on: false, rows: [200, 1, 10000], bytes: [262144, 8192, 921600], keepOnDisk: false,
        redactions: [[], redactions], salt: 256 },
    privacy: { notice: 'badge|banner|acknowledge|off', text: 4000, version: ['1', text(64)],
        ignoredUsers: [] },
    advanced: { events: [2000, 50, 20000], megabytes: [8, 1, 64], days: [7, 1, 90],
        debug: false },
};

/** @param {any} form @returns {[any, Reader]} the standard and the reader */
function formOf(form) {
    if (typeof form === 'boolean') return [form, flag];
    if (typeof form === 'string') return [form.split('|')[0], oneOf(form.split('|'))];
    if (typeof form === 'number') return ['', text(form)];
    if (form.length === 3) return [form[0], number(form[1], form[2])];
    return form.length ? form : [Object.freeze([]), list];
}

/**
 * @param {unknown} props what the properties hold under `vidimus`
 * @returns {Settings}
 */
export function readSettings(props) {
    /** @param {Record<string, any>} all @param {(name: string, value: any) => unknown} make */
    const each = (all, make) => Object.freeze(Object.fromEntries(Object.entries(all).map(([name, value]) =>
        [name, make(name, value)])));
    return /** @type {any} */ (each(SHAPE, (section, forms) => each(forms, (name, form) => {
        const raw = membersOf(membersOf(props)[section])[name] ?? '';
        const [standard, read] = formOf(form);
        try {
            return raw === '' ? standard : read(raw);
        } catch {
            return standard;
        }
    })));
}
