/**
 * The door for what runs in Qlik's own loop: nothing of ours may throw there, since a throw would stop others' effects.
 */

/**
 * @template T, O
 * @param {O} otherwise
 * @param {() => T} work
 * @returns {T | O}
 */
export function guarded(otherwise, work) {
    try {
        return work();
    } catch {
        return otherwise;
    }
}
