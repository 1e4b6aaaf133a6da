/** Watches the selections of the app through one session object of ours, and tells them whole at every change. */
import { createSelectionReader, definitionFor } from './selection-reader.js';
import { listen } from './untrusted.js';

/** Waits after failures, in milliseconds; the last one repeats. */
const RETRIES = [500, 2000, 10_000, 60_000];

/**
 * @typedef {Object} SelectionSource
 * @property {(states: string[]) => Promise<void>} start  also after the engine session was replaced
 * @property {() => void} stop
 */

/**
 * @param {import('./source.js').SourcePorts & { settings: import('../core/settings.js').Settings,
 *     order: ReturnType<typeof import('./fact-order.js').createFactOrder>,
 *     take: (fact: import('../core/ports.js').SelectionFact) => void }} ports
 * @returns {SelectionSource}
 */
export function createSelectionSource({ calls, objects, clock, guard, settings, order, take }) {
    const reader = createSelectionReader({ calls, objects }, settings.selections);
    /** @type {string[]} */
    let states = [];
    /** @type {unknown} */
    let model;
    /** @type {import('../core/ports.js').Cancel} */
    let cancel = () => {};
    let reading = false;
    let again = false;
    let [failures, era] = [0, 0];

    const refresh = () => {
        again = reading;
        if (again) return;
        reading = true;
        const mine = era;
        const release = order.hold();
        const done = (/** @type {() => void} */ work) => guard('selections', () => {
            if (mine === era) {
                reading = false;
                if (again) refresh();
                else work();
            }
            // After the next hold, if there is one: nothing slips between.
            release();
        });
        reader.read(model, states).then((fact) => done(() => {
            failures = 0;
            take(fact);
        }), () => done(retry));
    };
    const changed = () => guard('selections.changed', refresh);
    const retry = () => {
        const wait = RETRIES[Math.min(failures++, RETRIES.length - 1)];
        const mine = era;
        clock.after(wait, () => {
            if (mine === era) void (model ? refresh() : open());
        });
    };
    const open = async () => {
        const mine = era;
        try {
            const made = await objects.create(definitionFor(states));
            if (mine !== era) return objects.destroy(made);
            model = made;
            guard('selections.listen', () => { cancel = listen(model, 'changed', changed); });
            refresh();
        } catch {
            if (mine === era) guard('selections.open', retry);
        }
    };
    const stop = () => {
        era += 1;
        reading = again = false;
        guard('selections.stop', cancel);
        if (model) objects.destroy(model);
        model = undefined;
        reader.forget();
    };

    return {
        async start(known) {
            stop();
            states = settings.selections.alternateStates ? known : known.slice(0, 1);
            if (settings.selections.collect !== 'off') await open();
        },
        stop,
    };
}
