/**
 * Reads what the engine or the page answered. The core checks what it is told; here nothing may only be asked of what
 * is not there.
 */

/**
 * What should be a list.
 * @param {any} value @returns {any[]}
 */
export const list = (value) => (Array.isArray(value) ? value : []);

/**
 * A text that says something, or nothing.
 * @param {any} value @returns {string | undefined}
 */
export const text = (value) => (typeof value === 'string' && value ? value : undefined);

/**
 * Listens with whichever pair of methods the emitter has, and takes back exactly this one listener.
 * @param {import('../core/ports.js').Guard} guard
 * @param {any} emitter @param {string} name @param {() => void} work
 * @returns {import('../core/ports.js').Cancel}  never throws
 */
export function listen(guard, emitter, name, work) {
    let cancel = () => {};
    guard('listen', () => {
        const has = (/** @type {string} */ method) => typeof emitter?.[method] === 'function';
        const on = ['on', 'addListener'].find(has);
        const off = ['removeListener', 'off'].find(has);
        // What cannot be taken back is never begun: listeners would outlive us.
        if (!on || !off) return;
        const heard = () => guard(name, work);
        emitter[on](name, heard);
        cancel = () => emitter[off](name, heard);
    });
    return () => {
        const once = cancel;
        cancel = () => {};
        guard('unlisten', once);
    };
}
