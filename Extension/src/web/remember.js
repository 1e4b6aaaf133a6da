/** Short texts that a browser remembers, where the page may store at all. */

/**
 * @param {() => Storage} storage  may throw; then nothing is remembered
 * @param {string} name
 * @param {string} [value]  to be remembered from now on
 * @returns {string | null}  what was remembered before
 */
export function remember(storage, name, value) {
    try {
        const before = storage().getItem(`vidimus.${name}`);
        if (value) storage().setItem(`vidimus.${name}`, value);
        return before;
    } catch {
        return null;
    }
}
