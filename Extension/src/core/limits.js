/**
 * How long and how large anything may be, and how it is cut. Lengths are counted in code points, as servers count them.
 */

import * as CAPS from './caps.js';

export { CAPS };

/**
 * No half of a surrogate pair may leave: servers refuse such JSON.
 * @param {string} text
 */
export const wellFormed = (text) => text.replace(/[\ud800-\udfff]/gu, '\ufffd');

/**
 * The first `max` code points; a cut text ends in `mark`, which counts.
 * @param {string} raw @param {number} max @param {string} [mark] @returns {string}
 */
export function cut(raw, max, mark = '') {
    if (raw.length <= max) return wellFormed(raw);
    // So many units hold more than `max` points, and a pair split by the slice is never among the kept ones.
    const points = Array.from(wellFormed(raw.slice(0, 2 * max + 2)));
    return points.length > max ? points.slice(0, max - mark.length).join('') + mark : points.join('');
}

/**
 * A text of at most `max` code points, or nothing when it is none or empty.
 * @param {unknown} value @param {number} max
 */
export const textOf = (value, max) => (typeof value === 'string' && value !== '' ? cut(value, max) : undefined);

/**
 * An id is taken whole or not at all: a cut one would name something else.
 * @param {unknown} value @returns {string | null}
 */
export const idOf = (value) =>
    (typeof value === 'string' && value && value.length <= CAPS.name && wellFormed(value) === value ? value : null);

/** @param {unknown} value @param {number} low @param {number} high @param {number} otherwise @returns {number} */
export const clamp = (value, low, high, otherwise) =>
    typeof value === 'number' && Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : otherwise;

/**
 * A count as it came from outside.
 * @param {unknown} value
 */
export const countOf = (value) => Math.floor(clamp(value, 0, Number.MAX_SAFE_INTEGER, 0));

/**
 * The first items of what should be a list.
 * @param {unknown} list @param {number} max @returns {any[]}
 */
export const firstOf = (list, max) => (Array.isArray(list) ? list.slice(0, max) : []);

/** @param {unknown} value @returns {value is string} */
export const isUuid = (value) => typeof value === 'string' && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value);

/** @param {number} wall @returns {string} ISO 8601, UTC, milliseconds */
export const isoOf = (wall) => new Date(Math.round(wall)).toISOString();

/**
 * Bytes of a text in UTF-8.
 * @param {string} text
 */
export const utf8Length = (text) => new TextEncoder().encode(text).length;

/**
 * Bytes of a value as JSON.
 * @param {unknown} value
 */
export const jsonBytes = (value) => utf8Length(JSON.stringify(value));

/**
 * A 48-bit fingerprint in hexadecimal, to notice changes; no protection.
 * @param {string} text @returns {string}
 */
export const fingerprint = (text) => [0x01000193, 0x5bd1e995].map((factor) => {
    let sum = factor;
    for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), factor);
    return ((sum ^ (sum >>> 15)) >>> 0).toString(16).padStart(8, '0').slice(0, 6);
}).join('');
