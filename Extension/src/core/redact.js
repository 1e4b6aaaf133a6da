/**
 * Rules by field or label that keep values from leaving the browser.
 */

import { wellFormed } from './limits.js';

/** @typedef {import('./settings.js').Redaction} Redaction */

/** What stands for a masked value, and how many bytes of a hash are kept. */
const MASK = '***';
const BYTES = 16;

/**
 * Which is stricter, when several rules name one field.
 * @type {Redaction['how'][]}
 */
const STRICTEST = ['drop', 'mask', 'hash'];

/**
 * The rule for a column, if any. Case does not count: a slip in a name must not publish values.
 * @param {readonly Redaction[]} rules @param {unknown[]} names its field and its label
 * @returns {Redaction['how'] | undefined}
 */
export function ruleFor(rules, names) {
    const own = names.map((name) => String(name ?? '').toLowerCase().replace(/^=?\[(.*)\]$/, '$1'));
    const hits = rules.filter(({ field, match }) => {
        const wanted = field.toLowerCase();
        return own.some((name) => (match === 'prefix' ? name.replace(/^=?\[?/, '').startsWith(wanted)
            : name === wanted));
    });
    return STRICTEST.find((how) => hits.some((hit) => hit.how === how));
}

/**
 * What stands for texts. Without a salt a hash could be undone by hashing all likely values, and without a secure
 * context there is none: values are masked then.
 * @param {Pick<SubtleCrypto, 'importKey' | 'sign'> | undefined} subtle @param {string} salt
 * @param {Iterable<string>} texts  that are to be hashed
 * @returns {Promise<(how: Redaction['how'] | undefined, text: string) => string>}
 */
export async function createRedactor(subtle, salt, texts) {
    /** @param {string} text */
    const bytesOf = (text) => new TextEncoder().encode(wellFormed(text));
    /** @type {Map<string, string>} */
    const hashes = new Map();
    if (salt && subtle) {
        const key = await subtle.importKey('raw', bytesOf(salt), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
        for (const text of new Set(texts)) {
            hashes.set(text, Array.from(new Uint8Array(await subtle.sign('HMAC', key, bytesOf(text))).slice(0, BYTES),
                (byte) => byte.toString(16).padStart(2, '0')).join(''));
        }
    }
    return (how, text) => (!how ? text : (how === 'hash' && hashes.get(text)) || MASK);
}
