/** The app: its name, when its data were loaded, its states, and whether the engine session lives. */
import { CAPS, textOf } from '../core/limits.js';
import { at, itemsOf, listen, membersOf } from './untrusted.js';

/** @typedef {import('../core/ports.js').Fact} Fact */

/** Alternate states beyond this number are not watched. */
const MAXIMUM_STATES = 20;
/** Reads of the app's layout are at least this far apart, in milliseconds. */
const PAUSE = 1000;

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
    /** @type {import('../core/ports.js').AppFact} */
    let known = { kind: 'app', appId: typeof membersOf(app).id === 'string' ? String(membersOf(app).id) : undefined };
    /** @type {string[]} */
    let states = ['$'];
    let pending = false;
    let closed = false;

    const read = () => calls.run(() => /** @type {any} */ (app).getAppLayout()).then((layout) => guard('app', () => {
        states = ['$', ...itemsOf(at(layout, 'qStateNames'), MAXIMUM_STATES)
            .flatMap((state) => (typeof state === 'string' && state && state !== '$' ? [state] : []))];
        known = { ...known, appName: textOf(at(layout, 'qTitle'), CAPS.name),
            reloadTime: textOf(at(layout, 'qLastReloadTime'), CAPS.name) };
        take(known);
    }), () => {});

    const changed = () => guard('app.changed', () => {
        if (pending) return;
        pending = true;
        clock.after(PAUSE, () => {
            pending = false;
            void read();
        });
    });
    /** @param {'suspended' | 'resumed' | 'closed'} state */
    const session = (state) => () => guard('session', () => {
        if (closed) return;
        closed = state === 'closed';
        take({ kind: 'session', state });
    });

    /** @type {import('../core/ports.js').Cancel[]} */
    const cancels = [];
    guard('app.listen', () => {
        const engine = membersOf(app).session;
        cancels.push(listen(app, 'changed', changed), listen(app, 'closed', session('closed')));
        for (const state of /** @type {const} */ (['suspended', 'resumed', 'closed'])) cancels.push(listen(engine,
            state, session(state)));
    });

    return {
        read,
        states: () => states,
        senseVersion(version) {
            if (!version) return;
            known = { ...known, senseVersion: version };
            take(known);
        },
        stop() {
            for (const cancel of cancels.splice(0)) guard('app.stop', cancel);
        },
    };
}
