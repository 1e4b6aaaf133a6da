/** Random ids. Pages on plain http have no `randomUUID`. */

/**
 * @param {Crypto} crypto
 * @returns {import('../core/ports.js').Ids}  of version 4
 */
export const createIds = (crypto) => ({
    uuid: () => '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) =>
        (Number(digit) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(digit) / 4)))).toString(16)),
});
