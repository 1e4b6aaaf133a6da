/** Watches the selections of the app through one session object of ours, and tells them whole at every change. */
import { createOne } from './follow.js';
import { fieldsOf, stepsOf } from './selection-fields.js';
import { createSelectionValues } from './selection-values.js';

/** @typedef {import('../core/ports.js').SelectionFact} SelectionFact */

/**
 * @typedef {Object} SelectionSource
 * @property {(states: string[]) => Promise<void>} start  also after the engine session was replaced
 * @property {() => void} stop
 */

/**
 * @param {import('./source.js').SourcePorts & { settings: import('../core/settings.js').Settings,
 *     order: ReturnType<typeof import('./fact-order.js').createFactOrder>,
 *     take: (fact: SelectionFact) => void }} ports
 * @returns {SelectionSource}
 */
export function createSelectionSource(ports) {
    const { selections } = ports.settings;
    const one = createOne(ports);
    const values = createSelectionValues(ports, selections.cap);

    /** @param {any} layout @param {string[]} states @returns {Promise<SelectionFact>} */
    const read = async (layout, states) => {
        const parts = states.map((_, i) => layout[`s${i}`]?.qSelectionObject);
        if (!Array.isArray(parts[0]?.qSelections)) throw layout;
        const fields = parts.flatMap((part, i) => fieldsOf(part, states[i]));
        const wanted = fields.filter((field) => {
            const may = selections.collect === 'values' && !selections.excludedFields.includes(field.field)
                && (selections.hiddenFields || !field.hidden);
            if (!may) delete field.values;
            return may;
        });
        await values.fill(wanted);
        return { kind: 'selections', fields, back: stepsOf(parts, 'qBackCount'),
            forward: stepsOf(parts, 'qForwardCount') };
    };

    return {
        async start(known) {
            values.forget();
            if (selections.collect === 'off') return;
            const states = selections.alternateStates ? known : ['$'];
            return one.show({ qInfo: { qType: 'vidimus-selections' }, ...Object.fromEntries(states.map(
                (qStateName, i) => [`s${i}`, { qSelectionObjectDef: { qStateName } }])) },
            (layout) => read(layout, states), ports.take, { urgent: true, hold: ports.order.hold });
        },
        stop: one.stop,
    };
}
