/**
 * Reads the selected values of fields where the engine gives a summary only: one list object of ours for each such
 * field,
 * sorted so that what is selected comes first, kept for the next time.
 */
import { fieldExpression, valuesOf } from './selection-fields.js';
import { at } from './untrusted.js';

/** @typedef {import('../core/ports.js').SelectedField} SelectedField */

/** List objects kept alive; those used longest ago go first. */
const MAXIMUM_LISTS = 8;
/** Fields read for one change of selections. */
const MAXIMUM_FIELDS = 20;

/**
 * @param {{ calls: import('./calls.js').Calls, objects: import('./session-objects.js').SessionObjects, cap: number }}
 *     options
 */
export function createSelectionValues({ calls, objects, cap }) {
    /**
     * Newest last.
     * @type {Map<string, unknown>}
     */
    const lists = new Map();

    /** @param {SelectedField} field */
    const open = async ({ state, field }) => {
        const key = `${state}|${field}`;
        const model = lists.get(key) ?? await objects.create({
            qInfo: { qType: 'vidimus-values' },
            qListObjectDef: {
                qStateName: state,
                qDef: { qFieldDefs: [fieldExpression(field)],
                    qSortCriterias: [{ qSortByState: 1, qSortByLoadOrder: 1 }] },
                qInitialDataFetch: [{ qTop: 0, qLeft: 0, qWidth: 1, qHeight: cap }],
            },
        });
        lists.delete(key);
        lists.set(key, model);
        for (const [oldest, list] of lists) {
            if (lists.size <= MAXIMUM_LISTS) break;
            lists.delete(oldest);
            objects.destroy(list);
        }
        return model;
    };

    return {
        /**
         * @param {SelectedField[]} fields  wanted ones; those that cannot be read stay as they are @returns
         *     {Promise<void>}
         */
        async fill(fields) {
            for (const field of fields.filter((f) => !f.values && f.selected > 0).slice(0, MAXIMUM_FIELDS)) {
                try {
                    const layout = await calls.layout(await open(field), true);
                    field.values = valuesOf(at(layout, 'qListObject'), Math.min(cap, field.selected));
                } catch {
                    // The engine's own words remain.
                    lists.delete(`${field.state}|${field.field}`);
                }
            }
        },
        forget: () => lists.clear(),
    };
}
