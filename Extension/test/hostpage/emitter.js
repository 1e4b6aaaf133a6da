/** Listeners as enigma's interfaces have them: by name, removed by reference, a throwing one does not stop the others. */
export function createEmitter() {
    /** @type {Map<string, Function[]>} */
    const listeners = new Map();
    const on = (name, work) => { listeners.set(name, [...(listeners.get(name) ?? []), work]); };
    const removeListener = (name, work) => {
        const list = [...(listeners.get(name) ?? [])];
        const at = list.lastIndexOf(work);
        if (at >= 0) list.splice(at, 1);
        listeners.set(name, list);
    };
    /** What goes on the interface. */
    const api = {
        on, removeListener, addListener: on, off: removeListener,
        once(name, work) {
            const once = (...args) => (removeListener(name, once), work(...args));
            on(name, once);
        },
    };
    return {
        api,
        emit(name, ...args) {
            for (const work of listeners.get(name) ?? []) {
                try {
                    work(...args);
                } catch (error) {
                    console.error('a listener threw', error);
                }
            }
        },
        count: (name) => (listeners.get(name) ?? []).length,
        total: () => [...listeners.values()].reduce((sum, list) => sum + list.length, 0),
    };
}
