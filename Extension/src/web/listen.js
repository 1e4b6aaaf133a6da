/** Listens to what the browser tells. */

/**
 * @param {EventTarget | undefined} target
 * @param {string} name
 * @param {(event: any) => void} work  guarded itself
 * @returns {import('../core/ports.js').Cancel}
 */
export function hear(target, name, work) {
    const options = { capture: true, passive: true };
    target?.addEventListener(name, work, options);
    return () => target?.removeEventListener(name, work, options);
}
