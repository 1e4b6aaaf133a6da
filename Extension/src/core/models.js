/**
 * Which objects still wait for their newest layout, and whether one of them is in a modal selection.
 */

import { allOf } from './state.js';
import { isVisible } from './views.js';

/** @typedef {import('./state.js').Audit} Audit */

/** @param {Audit} a @param {import('./ports.js').ObjectFact} fact */
export function takeModel({ watched, at }, { id, state, inSelections }) {
    const one = watched.get(id);
    if (one) one.model = { settled: state !== 'changed', at,
        isModal: inSelections ?? (state !== 'settled' && one.model?.isModal === true) };
}

/** @param {Audit} a */
export const inModal = (a) => allOf(a).some(({ model }) => model?.isModal);

/**
 * Of visible objects: how many wait, how many do not, and when the last one ceased to.
 * @param {Audit} a
 */
export function settling(a) {
    const models = allOf(a).flatMap((one) => (isVisible(one) && one.model) || []);
    const settled = models.filter((model) => model.settled);
    return { unsettled: models.length - settled.length, settled: settled.length,
        lastAt: Math.max(0, ...settled.map(({ at }) => at)) };
}
