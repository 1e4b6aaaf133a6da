/**
 * Reads the selected values of fields where the engine gives a summary only: one list object of ours for each such
 * field, sorted so that what is selected comes first, kept for the next time.
 */
import { fieldExpression, valuesOf } from './selection-fields.js';

/** @typedef {import('../core/ports.js').SelectedField} SelectedField */

/** List objects kept alive (those used longest ago go first), and fields read for one change of selections. */
const BOUNDS = { lists: 8, fields: 20 };

/**
 * @param {Pick<import('./source.js').SourcePorts, 'calls' | 'objects'>} ports
 * @param {number} cap
 */
export function createSelectionValues({ calls, objects }, cap) {
    /**
     * Newest last.
     * @type {Map<string, unknown>}
     */
    const lists = new Map();

    return {
        /** @param {SelectedField[]} fields  wanted ones; those that cannot be read stay as they are */
        async fill(fields) {
            for (const field of fields.filter((f) => !f.values && f.selected > 0).slice(0, BOUNDS.fields)) {
                const key = `${field.state}|${field.field}`;
                const known = lists.get(key);
                lists.delete(key);
                try {
                    const model = known ?? await objects.create({
                        qInfo: { qType: 'vidimus-values' },
                        qListObjectDef: {
                            qStateName: field.state,
                            qDef: { qFieldDefs: [fieldExpression(field.field)],
                                qSortCriterias: [{ qSortByState: 1, qSortByLoadOrder: 1 }] },
                            qInitialDataFetch: [{ qTop: 0, qLeft: 0, qWidth: 1, qHeight: cap }],
                        },
                    });
                    field.values = valuesOf((await calls.layout(model, true)).qListObject);
                    lists.set(key, model);
                } catch {
                    // The engine's own words remain.
                }
            }
            for (const [key, oldest] of [...lists].slice(0, -BOUNDS.lists)) {
                lists.delete(key);
                objects.destroy(oldest);
            }
        },
        forget: () => lists.clear(),
    };
}
