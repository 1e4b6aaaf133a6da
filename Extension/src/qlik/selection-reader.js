/** Reads what is selected now, whole: the fields of every state, with their values as far as these may be collected. */
import { fieldsOf, stepsOf } from './selection-fields.js';
import { createSelectionValues } from './selection-values.js';
import { at } from './untrusted.js';

/** @typedef {import('../core/ports.js').SelectionFact} SelectionFact */

/**
 * The properties of the session object that is read.
 * @param {string[]} states
 */
export const definitionFor = (states) => ({
    qInfo: { qType: 'vidimus-selections' },
    ...Object.fromEntries(states.map((state, i) => [`s${i}`, { qSelectionObjectDef: { qStateName: state } }])),
});

/**
 * @param {Pick<import('./source.js').SourcePorts, 'calls' | 'objects'>} ports
 * @param {import('../core/settings.js').Settings['selections']} settings
 */
export function createSelectionReader({ calls, objects }, { collect, cap, excludedFields, hiddenFields }) {
    const values = createSelectionValues({ calls, objects, cap });
    /** @param {import('../core/ports.js').SelectedField} field */
    const wanted = (field) => collect === 'values' && !excludedFields.includes(field.field)
        && (hiddenFields || !field.hidden);

    return {
        /**
         * @param {unknown} model
         * @param {string[]} states
         * @returns {Promise<SelectionFact>}
         */
        async read(model, states) {
            const layout = await calls.layout(model, true);
            const parts = states.map((_, i) => at(layout, `s${i}`, 'qSelectionObject'));
            if (!Array.isArray(at(parts[0], 'qSelections'))) throw new Error('no selections');
            const fields = parts.flatMap((part, i) => fieldsOf(part, states[i]));
            for (const field of fields) if (!wanted(field)) delete field.values;
            await values.fill(fields.filter(wanted));
            return { kind: 'selections', fields, ...stepsOf(parts) };
        },
        forget: values.forget,
    };
}
