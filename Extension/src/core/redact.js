/**
 * Rules by field or label that keep values from leaving the browser.
 */

import { wellFormed } from './limits.js';
import { createHmac } from './sha256.js';

/** @typedef {import('./settings.js').Redaction} Redaction */

/** What stands for a masked value, and how many hexadecimal digits for a hashed one. */
const MASK = '***';
const DIGITS = 32;

/**
 * Which is stricter, when several rules name one field.
 * @type {Redaction['how'][]}
 */
const STRICTNESS = ['hash', 'mask', 'drop'];

/**
 * The rule for a column, or null. Case does not count: a slip in a name must not publish values.
 * @param {readonly Redaction[]} rules @param {(string | undefined)[]} names its field and its label
 * @returns {Redaction['how'] | null}
 */
export function ruleFor(rules, names) {
    const own = names.filter((name) => name).map((name) => /** @type {string} */ (name).toLowerCase());
    const hits = rules.filter(({ field, match }) => {
        const wanted = field.toLowerCase();
        return own.some((name) => name === wanted || name === `[${wanted}]` || name === `=[${wanted}]`
            || (match === 'prefix' && name.replace(/^=?\[?/, '').startsWith(wanted)));
    });
    return hits.reduce((/** @type {Redaction['how'] | null} */ worst, { how }) =>
        (worst === null || STRICTNESS.indexOf(how) > STRICTNESS.indexOf(worst) ? how : worst), null);
}

/**
 * Without a salt a hash could be undone by hashing all likely values, so values are masked then.
 * @param {string} salt @returns {(how: Redaction['how'] | null, text: string) => string}
 */
export function createRedactor(salt) {
    const hmac = salt === '' ? null : createHmac(wellFormed(salt));
    /** @type {Map<string, string>} */
    const known = new Map();
    return (how, text) => {
        if (how === null) return text;
        if (how !== 'hash' || !hmac) return MASK;
        const before = known.get(text);
        if (before !== undefined) return before;
        const code = hmac(wellFormed(text)).slice(0, DIGITS);
        known.set(text, code);
        return code;
    };
}
