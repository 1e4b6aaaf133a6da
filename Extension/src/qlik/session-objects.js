/** Our own objects in the engine: made for reading, and always destroyed by us; never anybody else's. */

/**
 * @typedef {Object} SessionObjects
 * @property {(properties: Record<string, unknown>) => Promise<unknown>} create  the model
 * @property {(model: any) => void} destroy
 * @property {() => void} forget  a new engine session has lost them all
 * @property {() => Promise<void>} stop  destroys what is left, also what is still being made
 */

/**
 * @param {{ app: any, calls: import('./calls.js').Calls }} options
 * @returns {SessionObjects}
 */
export function createSessionObjects({ app, calls }) {
    /** @type {Set<string>} */
    let own = new Set();
    let stopped = false;

    /** @param {string} id */
    const destroy = async (id) => {
        if (!own.delete(id)) return;
        // Past the stop nothing is queued any more: this is the last thing that is asked of the engine.
        const ask = async () => app.destroySessionObject(id);
        await (stopped ? ask() : calls.run(ask)).catch(() => {});
    };

    return {
        create(properties) {
            const born = own;
            return calls.run(async () => {
                const model = await app.createSessionObject(properties);
                if (!model.id) throw model;
                born.add(model.id);
                if (stopped) await destroy(model.id);
                return model;
            }, true);
        },
        destroy: (model) => void destroy(model.id),
        forget() {
            own = new Set();
        },
        async stop() {
            stopped = true;
            // One after the other keeps within what the engine is burdened with.
            for (const id of own) await destroy(id);
        },
    };
}
