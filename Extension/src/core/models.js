/**
 * Which objects still wait for their newest layout, and whether one of them is in a modal selection.
 */

import { CAPS } from './limits.js';
import { isVisible } from './views.js';

/** @typedef {import('./state.js').Audit} Audit */

/** @param {Audit} a @param {import('./ports.js').ObjectFact} fact @param {number} mono */
export function takeModel({ models }, { id, state, inSelections }, mono) {
    if (models.size >= 2 * CAPS.objects && !models.has(id)) return;
    const modal = inSelections ?? (state !== 'settled' && models.get(id)?.modal === true);
    models.set(id, { settled: state !== 'changed', at: mono, modal });
}

/** @param {Audit} a */
export const inModal = ({ models }) => [...models.values()].some(({ modal }) => modal);

/** @param {Audit} a @param {string} id */
export const isSettled = ({ models }, id) => models.get(id)?.settled ?? true;

/**
 * Of visible objects: how many wait, how many do not, and when the last one ceased to.
 * @param {Audit} a
 */
export function settling({ models, watched }) {
    let [waiting, settled, lastAt] = [0, 0, 0];
    for (const [id, one] of models) {
        const object = watched.get(id);
        if (!object || !isVisible(object)) continue;
        if (!one.settled) waiting += 1;
        else {
            settled += 1;
            lastAt = Math.max(lastAt, one.at);
        }
    }
    return { waiting, settled, lastAt };
}
