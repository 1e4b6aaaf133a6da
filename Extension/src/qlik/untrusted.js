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
 * `qText` always: texts are flagged null among measures.
 * @param {any} cell @returns {string}
 */
export const textOfCell = (cell) => (typeof cell?.qText === 'string' ? cell.qText : '-');

/**
 * Listens to what the client gave, if it has both methods, and takes back exactly this one listener.
 * @param {import('../core/ports.js').Guard} guard
 * @param {any} emitter @param {string} name @param {() => void} work
 * @returns {import('../core/ports.js').Cancel}  never throws
 */
export function listen(guard, emitter, name, work) {
    const heard = () => guard(work);
    const use = (/** @type {string} */ method) => guard(() => {
        // What cannot be taken back is never begun: listeners would outlive us.
        if (emitter?.removeListener) emitter[method](name, heard);
    });
    use('addListener');
    return () => use('removeListener');
}
