/** The app: its name, when its data were loaded, its states, and whether the engine session lives. */
import { list, listen, text } from './untrusted.js';

/** @typedef {import('../core/ports.js').Fact} Fact */

/** Alternate states beyond this number are not watched; reads of the app's layout are so many milliseconds apart. */
const BOUNDS = { states: 20, pause: 1000 };

/**
 * @typedef {Object} AppSource
 * @property {() => Promise<void>} read  tells the app's facts; fails silently
 * @property {() => string[]} states  `$` first
 * @property {(version: string | undefined) => void} senseVersion
 * @property {() => void} stop
 */

/**
 * @param {import('./source.js').SourcePorts & { take: (fact: Fact) => void }} ports
 * @returns {AppSource}
 */
export function createAppSource({ app, calls, clock, guard, take }) {
    /** @type {any} */
    const doc = app;
    /** @type {import('../core/ports.js').AppFact} */
    let known = { kind: 'app', appId: text(doc?.id) };
    let states = ['$'];
    let pending = false;
    let closed = false;

    const tell = (/** @type {Partial<typeof known>} */ more) => take(known = { ...known, ...more });
    const read = () => calls.run(() => doc.getAppLayout()).then((layout) => {
        const { qTitle, qLastReloadTime, qStateNames } = /** @type {any} */ (layout);
        states = ['$', ...list(qStateNames).filter((state) => text(state) && state !== '$').slice(0, BOUNDS.states)];
        tell({ appName: text(qTitle), reloadTime: text(qLastReloadTime) });
    }).catch(() => {});
    const changed = () => {
        if (!pending) clock.after(BOUNDS.pause, () => {
            pending = false;
            void read();
        });
        pending = true;
    };
    /** @param {any} emitter @param {'suspended' | 'resumed' | 'closed'} state */
    const session = (emitter, state) => listen(guard, emitter, state, () => {
        if (closed) return;
        closed = state === 'closed';
        take({ kind: 'session', state });
    });
    const cancels = [listen(guard, doc, 'changed', changed), session(doc, 'closed'),
        .../** @type {const} */ (['suspended', 'resumed', 'closed']).map((state) => session(doc?.session, state))];

    return {
        read,
        states: () => states,
        senseVersion: (senseVersion) => void (senseVersion && tell({ senseVersion })),
        stop: () => cancels.forEach((cancel) => cancel()),
    };
}
