/** Small building blocks for rules about JSON values. A rule gets a value and the path to it and adds what is wrong. */

/** @typedef {(value: unknown, path: string, problems: string[]) => void} Rule */

/** @param {(value: any) => boolean} holds @param {string} what @returns {Rule} */
export const must = (holds, what) => (value, path, problems) => {
    if (!holds(value)) problems.push(`${path} must be ${what}, is ${show(value)}`);
};

/** @param {unknown} value */
const show = (value) => (JSON.stringify(value) ?? String(value)).slice(0, 80);

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** @param {unknown} value */
export const isUuid = (value) => typeof value === 'string' && UUID.test(value);

/** Code points, as the servers count. @param {string} text */
const length = (text) => [...text].length;

export const uuid = must(isUuid, 'a UUID');
export const boolean = must((v) => typeof v === 'boolean', 'a boolean');
export const integer = must(Number.isInteger, 'an integer');
export const count = must((v) => Number.isInteger(v) && v >= 0, 'a count');

/** @param {number} max @param {number} [min] code points @returns {Rule} */
export const text = (max = Infinity, min = 0) => must((v) => typeof v === 'string' && length(v) >= min && length(v) <= max
    && !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(v),
    `text of ${min} to ${max} whole characters`);

/** @param {number} min @param {number} [max] @returns {Rule} */
export const number = (min, max = Infinity) => must((v) => Number.isFinite(v) && v >= min && v <= max,
    `a number from ${min} to ${max}`);

/** @param {...unknown} values @returns {Rule} */
export const oneOf = (...values) => must((v) => values.includes(v), `one of ${values.join(', ')}`);

/** @param {Rule} rule @returns {Rule} */
export const orNull = (rule) => (value, path, problems) => {
    if (value !== null) rule(value, path, problems);
};

/** @param {Rule} rule @param {number} [max] @returns {Rule} */
export const list = (rule, max = Infinity) => (value, path, problems) => {
    if (!Array.isArray(value)) return void problems.push(`${path} must be an array`);
    if (value.length > max) problems.push(`${path} has ${value.length} items, at most ${max}`);
    value.forEach((item, i) => rule(item, `${path}/${i}`, problems));
};

/** @param {Rule} rule @returns {Rule} */
export const mapOf = (rule) => (value, path, problems) => {
    if (!isObject(value)) return void problems.push(`${path} must be an object`);
    for (const [key, item] of Object.entries(value)) rule(item, `${path}/${key}`, problems);
};

/**
 * An object with these members; a `?` at the end of a name makes it optional. Others are allowed.
 * @param {Record<string, Rule>} members
 * @returns {Rule}
 */
export const object = (members) => (value, path, problems) => {
    if (!isObject(value)) return void problems.push(`${path} must be an object, is ${show(value)}`);
    for (const [name, rule] of Object.entries(members)) {
        const key = name.replace(/\?$/, '');
        if (Object.hasOwn(value, key) && value[key] !== undefined) rule(value[key], `${path}/${key}`, problems);
        else if (key === name) problems.push(`${path}/${key} is missing`);
    }
};

const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-]\d\d(?::?\d\d)?)$/;
/** A real date with a zone. @param {unknown} value */
export function isDateTime(value) {
    const parts = typeof value === 'string' ? DATE_TIME.exec(value) : null;
    if (!parts) return false;
    const [year, month, day, hour, minute, second] = parts.slice(1).map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
}
export const dateTime = must(isDateTime, 'a date and time with a zone');

/** The only form that the extension itself writes. */
export const instant = must((v) => isDateTime(v) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(v),
    'ISO 8601 in UTC with milliseconds');
