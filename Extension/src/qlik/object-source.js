/**
 * Follows the models of the objects that are on screen: when the engine changes them, and when they have settled again.
 */
import { follow } from './follow.js';

/** @typedef {import('../core/ports.js').ObjectFact} ObjectFact */

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
export function createObjectSource(ports) {
    /** @type {Map<string, import('./follow.js').Follow>} */
    const watched = new Map();
    let paused = false;

    /** @param {string} id */
    const begin = (id) => {
        const tell = (/** @type {ObjectFact['state']} */ state, /** @type {boolean} */ inSelections) =>
            ports.take({ kind: 'object', id, state, ...(state === 'settled' && { inSelections }) });
        const one = follow(ports, () => ports.open(id), ({ qSelectionInfo }) => qSelectionInfo?.qInSelections === true,
            (modal) => tell('settled', modal),
            { heard: () => tell('changed', false), failed: () => tell('failed', false) });
        watched.set(id, one);
        one.pause(paused);
    };
    /** @param {string[]} ids */
    const keep = (ids) => watched.forEach((one, id) => {
        if (ids.includes(id)) return;
        one.stop();
        watched.delete(id);
    });

    return {
        watch(id, on) {
            if (!on) keep([...watched.keys()].filter((other) => other !== id));
            else if (!watched.has(id) && watched.size < MAXIMUM_WATCHED) begin(id);
        },
        pause(on) {
            paused = on;
            watched.forEach((one) => one.pause(on));
        },
        keep,
        stop: () => keep([]),
    };
}
