/** Watches the selections of the app through one session object of ours, and tells them whole at every change. */
import { fieldsOf, stepsOf } from './selection-fields.js';
import { createSelectionValues } from './selection-values.js';
import { at, listen } from './untrusted.js';

/** @typedef {import('../core/settings.js').Settings} Settings */

/** Waits after failures, in milliseconds; the last one repeats. */
const RETRIES = [500, 2000, 10_000, 60_000];

/**
 * @typedef {Object} SelectionSource
 * @property {(states: string[]) => Promise<void>} start  also after the engine session was replaced
 * @property {() => void} stop
 */

/**
 * @param {{ calls: import('./calls.js').Calls, objects: import('./session-objects.js').SessionObjects,
 *     clock: import('../core/ports.js').Clock, guard: import('../core/ports.js').Guard, settings: Settings,
 *     order: ReturnType<typeof import('./fact-order.js').createFactOrder>,
 *     take: (fact: import('../core/ports.js').SelectionFact) => void }} ports
 * @returns {SelectionSource}
 */
export function createSelectionSource({ calls, objects, clock, guard, settings, order, take }) {
    const { collect, cap, alternateStates, excludedFields, hiddenFields } = settings.selections;
    const values = createSelectionValues({ calls, objects, cap });
    /** @type {string[]} */
    let states = [];
    /** @type {unknown} */
    let model;
    /** @type {import('../core/ports.js').Cancel[]} */
    let cancels = [];
    let reading = false;
    let again = false;
    let failures = 0;
    let era = 0;

    /** @param {import('../core/ports.js').SelectedField} field */
    const wanted = (field) => collect === 'values' && !excludedFields.includes(field.field) && (hiddenFields || !field.hidden);

    const read = async () => {
        const layout = await calls.layout(model, true);
        const parts = states.map((_, i) => at(layout, `s${i}`, 'qSelectionObject'));
        if (!Array.isArray(at(parts[0], 'qSelections'))) throw new Error('no selections');
        const fields = parts.flatMap((part, i) => fieldsOf(part, states[i]));
        for (const field of fields) if (!wanted(field)) delete field.values;
        await values.fill(fields.filter(wanted));
        return { kind: /** @type {const} */ ('selections'), fields, ...stepsOf(parts) };
    };

    const refresh = () => {
        if (reading) {
            again = true;
            return;
        }
        reading = true;
        const mine = era;
        const release = order.hold();
        const done = (/** @type {() => void} */ work) => guard('selections', () => {
            reading = false;
            if (mine === era) work();
            if (again && mine === era) {
                again = false;
                refresh();
            }
            // After the next hold, if there is one: nothing slips between.
            release();
        });
        read().then((fact) => done(() => {
            failures = 0;
            if (!again) take(fact);
        }), () => done(retry));
    };

    const retry = () => {
        const wait = RETRIES[Math.min(failures, RETRIES.length - 1)];
        failures += 1;
        const mine = era;
        cancels.push(clock.after(wait, () => {
            if (mine === era) void (model ? refresh() : open());
        }));
    };

    const open = async () => {
        const mine = era;
        try {
            const made = await objects.create({
                qInfo: { qType: 'vidimus-selections' },
                ...Object.fromEntries(states.map((state, i) => [`s${i}`, { qSelectionObjectDef: { qStateName: state } }])),
            });
            if (mine !== era) return objects.destroy(made);
            model = made;
            guard('selections.listen', () => cancels.push(listen(model, 'changed', () => guard('selections.changed', refresh))));
            refresh();
        } catch {
            if (mine === era) guard('selections.open', retry);
        }
    };

    const stop = () => {
        era += 1;
        reading = again = false;
        for (const cancel of cancels.splice(0)) guard('selections.stop', cancel);
        if (model) objects.destroy(model);
        model = undefined;
        values.forget();
    };

    return {
        async start(known) {
            stop();
            states = alternateStates ? known : known.slice(0, 1);
            if (collect !== 'off') await open();
        },
        stop,
    };
}
