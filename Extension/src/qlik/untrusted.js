/** Reads what the engine or the page answered without believing anything about its shape. */

/**
 * The members of an object, or of nothing.
 * @param {unknown} value @returns {Record<string, unknown>}
 */
export const membersOf = (value) =>
    (value && (typeof value === 'object' || typeof value === 'function')
        ? /** @type {Record<string, unknown>} */ (value) : {});

/**
 * The first items of a list, or of nothing.
 * @param {unknown} value @param {number} max @returns {unknown[]}
 */
export const itemsOf = (value, max) => (Array.isArray(value) ? value.slice(0, max) : []);

/** @param {unknown} value @param {...string} path @returns {unknown} */
export const at = (value, ...path) => path.reduce((/** @type {unknown} */ owner, key) => membersOf(owner)[key], value);

/**
 * Calls a method if there is one; what it throws, it throws.
 * @param {unknown} owner @param {string} name @param {...unknown} args @returns {unknown}
 */
export function invoke(owner, name, ...args) {
    const method = membersOf(owner)[name];
    if (typeof method !== 'function') throw new Error(`no ${name}`);
    return method.apply(owner, args);
}

/**
 * Listens with whichever pair of methods the emitter has, and takes back exactly this one listener.
 * @param {unknown} emitter @param {string} name @param {(...args: unknown[]) => void} work
 * @returns {import('../core/ports.js').Cancel}
 */
export function listen(emitter, name, work) {
    const has = (/** @type {string} */ method) => typeof membersOf(emitter)[method] === 'function';
    const on = ['on', 'addListener'].find(has);
    const off = ['removeListener', 'off'].find(has);
    // What cannot be taken back is never begun: listeners would outlive us.
    if (!on || !off) return () => {};
    invoke(emitter, on, name, work);
    let live = true;
    return () => {
        if (live) invoke(emitter, off, name, work);
        live = false;
    };
}
