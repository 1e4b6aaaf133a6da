/** Random ids. Pages on plain http have no `randomUUID`. */

/**
 * @param {Crypto | undefined} crypto
 * @returns {import('../core/ports.js').Ids}
 */
export function createIds(crypto) {
    const random = typeof crypto?.randomUUID === 'function';
    return { uuid: () => (crypto && random ? crypto.randomUUID() : fromBytes(bytes(crypto))) };
}

/** @param {Crypto | undefined} crypto */
function bytes(crypto) {
    const sixteen = new Uint8Array(16);
    if (crypto && crypto.getRandomValues) return crypto.getRandomValues(sixteen);
    return sixteen.map(() => Math.random() * 256);
}

/**
 * A version 4 UUID.
 * @param {Uint8Array} sixteen
 */
function fromBytes(sixteen) {
    sixteen[6] = (sixteen[6] & 0x0f) | 0x40;
    sixteen[8] = (sixteen[8] & 0x3f) | 0x80;
    const hex = Array.from(sixteen, (byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
