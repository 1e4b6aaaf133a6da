import { element } from '../../test/hostpage/charts.js';
import { listFor } from '../../test/hostpage/engine/layouts.js';

/**
 * The values of a field, those selected first.
 * @param {any} engine
 * @param {string} field
 * @param {(field: string, value: string) => void} toggle
 */
export const drawList = (engine, field, toggle) => element('ul', { class: 'list scroll' },
    ...listFor(engine.app, field, engine.selections.of('$')).map(({ text, state }) =>
        element('li', { class: `state-${state}`, onclick: () => toggle(field, text) }, text)));
