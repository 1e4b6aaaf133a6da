/** A store that is gone with the page, where there is no other. */

/** @typedef {import('./store.js').Key} Key */

/** @returns {import('./store.js').Store} */
export function createMemoryStore() {
    /** @type {Map<string, { meta: import('./store.js').Meta, text: string }>} */
    let entries = new Map();
    /** @type {Record<import('./store.js').Box, Map<string, unknown>>} */
    const boxes = { checkpoints: new Map(), losses: new Map(), pages: new Map() };
    const name = (/** @type {Key} */ [session, seq]) => `${session} ${String(seq).padStart(16, '0')}`;
    return {
        durable: false,
        async put(meta, text) {
            entries.set(name([meta.session, meta.seq]), { meta, text });
        },
        async remove(keys) {
            for (const key of keys) entries.delete(name(key));
        },
        list: async () => [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { meta }]) => meta),
        texts: async (keys) => keys.map((key) => entries.get(name(key))?.text),
        async keep(box, key, value) {
            boxes[box].set(key, value);
        },
        keys: async (box) => [...boxes[box].keys()],
        read: async (box, keys) => keys.map((key) => boxes[box].get(key)).filter((value) => value !== undefined),
        async take(box, keys) {
            const values = keys.map((key) => boxes[box].get(key)).filter((value) => value !== undefined);
            for (const key of keys) boxes[box].delete(key);
            return values;
        },
        async update(box, key, work) {
            const value = work(boxes[box].get(key));
            if (value === undefined) boxes[box].delete(key);
            else boxes[box].set(key, value);
        },
        async clear() {
            entries = new Map();
            boxes.checkpoints = new Map();
        },
        close() {},
    };
}
