/**
 * Makes checked, frozen settings of whatever the properties of the object hold. Everything there is untrusted: an
 * expression may have been evaluated to text, and another version may have written other members.
 */

import { clamp, cut } from './limits.js';

/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {import('./settings.js').Redaction} Redaction */
/** @typedef {(raw: unknown, flaw: (what: string) => void) => unknown} Reader */

/** Items of one list, and characters of one item. */
const LIST = { items: 500, characters: 256 };

/** @param {number} max @param {string} [standard] @returns {Reader} */
const text = (max, standard = '') => (raw, flaw) => {
    if (raw === undefined || raw === null || raw === '') return standard;
    if (typeof raw !== 'string') return flaw('invalid'), standard;
    const short = cut(raw.trim(), max);
    if (short !== raw.trim()) flaw('cut');
    return short;
};

/** @param {boolean} standard @returns {Reader} */
const flag = (standard) => (raw, flaw) => {
    if (typeof raw === 'boolean') return raw;
    if (raw === undefined || raw === null || raw === '') return standard;
    if (/^(-?1|true)$/i.test(String(raw))) return true; // the engine's truth is -1
    if (/^(0|false)$/i.test(String(raw))) return false;
    return flaw('invalid'), standard;
};

/**
 * A whole number.
 * @param {number} standard @param {number} low @param {number} high @returns {Reader}
 */
const number = (standard, low, high) => (raw, flaw) => {
    if (raw === undefined || raw === null || raw === '') return standard;
    const value = typeof raw === 'string' ? Number(raw.trim()) : raw;
    const kept = Math.round(clamp(value, low, high, standard));
    if (typeof value !== 'number' || Number.isNaN(value)) flaw('invalid');
    else if (value < low || value > high) flaw('clamped');
    return kept;
};

/** @param {string[]} words the first is the standard @returns {Reader} */
const oneOf = (...words) => (raw, flaw) => {
    if (raw === undefined || raw === null || raw === '') return words[0];
    if (words.includes(/** @type {string} */ (raw))) return raw;
    return flaw('invalid'), words[0];
};

/** @param {unknown} raw @returns {unknown[]} comma-separated text or an array */
const itemsOf = (raw) => (typeof raw === 'string' ? raw.split(',') : Array.isArray(raw) ? raw : []);

/** @type {Reader} */
const list = (raw, flaw) => {
    const items = itemsOf(raw)
        .map((item) => (item && typeof item === 'object' ? /** @type {Record<string, unknown>} */ (item).value : item))
        .filter((item) => typeof item === 'string' && item.trim() !== '')
        .map((item) => cut(/** @type {string} */ (item).trim(), LIST.characters));
    if (items.length > LIST.items) flaw('cut');
    return Object.freeze([...new Set(items.slice(0, LIST.items))]);
};

/**
 * Redaction rules: objects, or text such as `Name:mask, Customer*:hash, Salary` (drop).
 * A rule that cannot be read drops its field: a slip must not publish what somebody meant to hide.
 * @type {Reader}
 */
const redactions = (raw, flaw) => {
    /** @type {Redaction[]} */
    const rules = [];
    for (const item of itemsOf(raw).slice(0, LIST.items)) {
        const [name, how] = typeof item === 'string' ? item.split(/:(?=[^:]*$)/) : [];
        const given = typeof item === 'string' ? { field: name, how } : membersOf(item);
        if (typeof given.field !== 'string' || given.field.trim() === '') continue;
        const field = cut(given.field.trim(), LIST.characters);
        const star = field.endsWith('*');
        const wanted = typeof given.how === 'string' ? given.how.trim() : 'drop';
        const known = wanted === 'drop' || wanted === 'mask' || wanted === 'hash';
        if (!known) flaw('invalid');
        rules.push(Object.freeze({
            field: star ? field.slice(0, -1) : field,
            match: star || given.match === 'prefix' ? 'prefix' : 'exact',
            how: known ? wanted : 'drop',
        }));
    }
    return Object.freeze(rules);
};

/**
 * The address of the server, without a slash at the end.
 * @type {Reader}
 */
const endpoint = (raw, flaw) => {
    const given = typeof raw === 'string' ? raw.trim() : '';
    if (given === '') return flaw('missing'), '';
    const fits = given.length <= 2048 && /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(given);
    return fits ? given.replace(/\/+$/, '') : (flaw('invalid'), '');
};

/** @type {Record<keyof Settings, Record<string, Reader>>} */
const SHAPE = {
    connection: { endpoint, key: text(512) },
    scope: { reach: oneOf('app', 'sheet'), objects: oneOf('all', 'listed'), listed: list, excludedTypes: list,
        editMode: flag(true) },
    selections: { collect: oneOf('values', 'names', 'off'), steps: oneOf('confirmed', 'all'), cap: number(50, 1, 1000),
        excludedFields: list, alternateStates: flag(true), hiddenFields: flag(false), searchTexts: flag(false),
        bookmarks: flag(false) },
    views: { on: flag(true), minimum: number(1000, 1000, 60000), idleMinutes: number(10, 0, 1440),
        visibilityEvents: flag(false) },
    screenshots: { on: flag(false), pace: number(3, 3, 3600), perHour: number(60, 1, 600), objects: list },
    data: { on: flag(false), rows: number(200, 1, 10000), bytes: number(262144, 8192, 921600), keepOnDisk: flag(false),
        redactions, salt: text(256) },
    privacy: { notice: oneOf('badge', 'banner', 'acknowledge', 'off'), text: text(4000), version: text(64, '1'),
        ignoredUsers: list },
    advanced: { events: number(2000, 50, 20000), megabytes: number(8, 1, 64), days: number(7, 1, 90),
        debug: flag(false) },
};

/** @param {unknown} value @returns {Record<string, unknown>} */
const membersOf = (value) =>
    (value && typeof value === 'object' && !Array.isArray(value) ? /** @type {Record<string, unknown>} */ (value) : {});

/**
 * @param {unknown} props what the properties hold under `vidimus`
 * @returns {{ settings: Settings, problems: string[] }} problems such as `connection.endpoint.missing`
 */
export function readSettings(props) {
    /** @type {string[]} */
    const problems = [];
    const given = membersOf(props);
    /** @type {Record<string, object>} */
    const settings = {};
    for (const [section, readers] of Object.entries(SHAPE)) {
        const members = membersOf(given[section]);
        settings[section] = Object.freeze(Object.fromEntries(Object.entries(readers).map(([name, read]) => [
            name, read(members[name], (what) => problems.push(`${section}.${name}.${what}`)),
        ])));
    }
    return { settings: /** @type {any} */ (Object.freeze(settings)), problems };
}
