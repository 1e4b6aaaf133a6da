/**
 * Follows the models of the objects that are on screen: when the engine changes them, and when they have settled again.
 */
import { at, listen } from './untrusted.js';

/** @typedef {import('../core/ports.js').ObjectFact} ObjectFact */
/**
 * @typedef {{ model: unknown, cancel: import('../core/ports.js').Cancel, reading: boolean, stale: boolean, gone:
 *     boolean }} Watched
 */

/** Objects followed at once; a screen does not hold more. */
const MAXIMUM_WATCHED = 60;

/**
 * @typedef {Object} ObjectSource
 * @property {(id: string, on: boolean) => void} watch
 * @property {(ids: string[]) => void} keep  no others than these
 * @property {(on: boolean) => void} pause  while the page is hidden nothing is asked; what changed is asked afterwards
 * @property {() => void} stop
 */

/**
 * @param {import('./source.js').SourcePorts & { take: (fact: ObjectFact) => void }} ports
 * @returns {ObjectSource}
 */
export function createObjectSource({ calls, guard, open, take }) {
    /** @type {Map<string, Watched>} */
    const watched = new Map();
    let paused = false;

    /** @param {string} id @param {Watched} entry */
    const read = (id, entry) => {
        if (entry.reading || paused || !entry.model) return;
        entry.reading = true;
        entry.stale = false;
        const done = (/** @type {ObjectFact} */ fact) => guard('object', () => {
            entry.reading = false;
            if (entry.gone) return;
            if (entry.stale) read(id, entry);
            else take(fact);
        });
        calls.layout(entry.model).then(
            (layout) => done({ kind: 'object', id, state: 'settled',
                inSelections: at(layout, 'qSelectionInfo', 'qInSelections') === true }),
            () => done({ kind: 'object', id, state: 'failed' }));
    };

    /** @param {string} id @param {Watched} entry */
    const changed = (id, entry) => guard('object.changed', () => {
        entry.stale = true;
        take({ kind: 'object', id, state: 'changed' });
        read(id, entry);
    });

    /** @param {string} id */
    const begin = (id) => {
        /** @type {Watched} */
        const entry = { model: undefined, cancel: () => {}, reading: false, stale: true, gone: false };
        watched.set(id, entry);
        open(id).then((model) => guard('object.open', () => {
            if (entry.gone || !model) return;
            entry.model = model;
            entry.cancel = listen(model, 'changed', () => changed(id, entry));
            read(id, entry);
        }), () => guard('object.open', () => take({ kind: 'object', id, state: 'failed' })));
    };

    /** @param {string} id */
    const end = (id) => {
        const entry = watched.get(id);
        watched.delete(id);
        if (!entry) return;
        entry.gone = true;
        guard('object.stop', entry.cancel);
    };

    return {
        watch(id, on) {
            if (!on) end(id);
            else if (!watched.has(id) && watched.size < MAXIMUM_WATCHED) begin(id);
        },
        pause(on) {
            paused = on;
            if (!on) for (const [id, entry] of watched) if (entry.stale) read(id, entry);
        },
        keep: (ids) => [...watched.keys()].filter((id) => !ids.includes(id)).forEach(end),
        stop: () => [...watched.keys()].forEach(end),
    };
}
