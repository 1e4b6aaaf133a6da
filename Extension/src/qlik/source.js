/** What the sources of facts about one app share. */
import { createCalls } from './calls.js';
import { createFactOrder } from './fact-order.js';
import { createSessionObjects } from './session-objects.js';

/**
 * @typedef {Object} SourcePorts
 * @property {unknown} app
 * @property {import('./calls.js').Calls} calls
 * @property {import('./session-objects.js').SessionObjects} objects
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Guard} guard
 * @property {(id: string, urgent?: boolean) => Promise<unknown>} open  the model of an object of the app
 * @property {(id: string) => Promise<Record<string, unknown>>} openLayout  and its layout
 */

/** @typedef {(fact: import('../core/ports.js').Fact) => void} Take */

/** @typedef {SourcePorts & { take: Take, order: ReturnType<typeof createFactOrder> }} AllPorts */

/**
 * @param {any} app
 * @param {import('../core/ports.js').Clock} clock
 * @param {import('../core/ports.js').Guard} guard
 * @param {Take} take
 * @returns {AllPorts}
 */
export function createPorts(app, clock, guard, take) {
    const calls = createCalls({ clock, guard });
    /** @type {SourcePorts['open']} */
    const open = (id, urgent) => calls.run(() => app.getObject(id), urgent);
    return { app, calls, clock, guard, take, open, openLayout: async (id) => calls.layout(await open(id)),
        objects: createSessionObjects({ app, calls }), order: createFactOrder(clock, take) };
}
