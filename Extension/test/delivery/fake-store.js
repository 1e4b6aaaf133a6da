/** A store that several pages of one process share, as they share a browser's. */

/** @returns {import('../../src/web/store.js').Store} */
export function createFakeStore() {
    /** @type {Record<string, Map<string, any>>} */
    const boxes = { entries: new Map(), checkpoints: new Map(), losses: new Map(), pages: new Map() };
    return {
        durable: true,
        async keep(box, key, value) {
            boxes[box].set(key, structuredClone(value));
        },
        keys: async (box) => [...boxes[box].keys()],
        read: async (box, keys) => keys.map((key) => structuredClone(boxes[box].get(key))),
        async remove(box, keys) {
            for (const key of keys) boxes[box].delete(key);
        },
        async update(box, key, work) {
            const value = work(structuredClone(boxes[box].get(key)));
            if (value === undefined) boxes[box].delete(key);
            else boxes[box].set(key, value);
        },
    };
}
