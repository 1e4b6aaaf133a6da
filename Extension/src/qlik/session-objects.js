/** Our own objects in the engine: made for reading, and always destroyed by us; never anybody else's. */
import { idOf } from '../core/limits.js';
import { membersOf } from './untrusted.js';

/**
 * @typedef {Object} SessionObjects
 * @property {(properties: Record<string, unknown>) => Promise<unknown>} create  the model
 * @property {(model: unknown) => void} destroy
 * @property {() => void} forget  a new engine session has lost them all
 * @property {() => Promise<void>} stop  destroys what is left, also what is still being made
 */

/**
 * @param {{ app: unknown, calls: import('./calls.js').Calls }} options
 * @returns {SessionObjects}
 */
export function createSessionObjects({ app, calls }) {
    /** @type {Set<string>} */
    const own = new Set();
    let stopped = false;
    let era = 0;

    /** @param {string} id */
    const destroy = (id) => {
        own.delete(id);
        // Past the stop nothing is queued any more: this is the last thing that is asked of the engine.
        const ask = async () => /** @type {any} */ (app).destroySessionObject(id);
        return (stopped ? ask() : calls.run(ask)).then(() => {}, () => {});
    };
    /** @param {unknown} model */
    const idFrom = (model) => idOf(membersOf(model).id) ?? '';

    return {
        create(properties) {
            const born = era;
            const made = calls.run(async () => {
                const model = await /** @type {any} */ (app).createSessionObject(properties);
                const id = idFrom(model);
                if (!id) throw new Error('no session object');
                if (born === era) own.add(id);
                if (stopped) await destroy(id);
                return model;
            }, true);
            return made;
        },
        destroy(model) {
            if (own.has(idFrom(model))) void destroy(idFrom(model));
        },
        forget() {
            era += 1;
            own.clear();
        },
        async stop() {
            stopped = true;
            // One after the other keeps within what the engine is burdened with.
            for (const id of [...own]) await destroy(id);
        },
    };
}
