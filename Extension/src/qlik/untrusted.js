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

/** The ways to listen, and to take it back, that emitters have. */
const WAYS = [['on', 'removeListener'], ['addListener', 'removeListener'], ['on', 'off']];

/**
 * Listens with whichever pair of methods the emitter has, and takes back exactly this one listener.
 * @param {import('../core/ports.js').Guard} guard
 * @param {any} emitter @param {string} name @param {() => void} work
 * @returns {import('../core/ports.js').Cancel}  never throws
 */
export function listen(guard, emitter, name, work) {
    let cancel = () => {};
    const heard = () => guard(name, work);
    guard('listen', () => {
        // What cannot be taken back is never begun: listeners would outlive us.
        const way = WAYS.find((methods) => methods.every((method) => typeof emitter?.[method] === 'function'));
        if (!way) return;
        emitter[way[0]](name, heard);
        cancel = () => emitter[way[1]](name, heard);
    });
    return () => {
        const once = cancel;
        cancel = () => {};
        guard('unlisten', once);
    };
}
