/**
 * The one runtime of a page. Every object of ours registers with it; it starts with the first, outlives them all, and
 * ends
 * with the app. It stands under a well-known symbol, so that copies of this script find each other.
 */
import { appIdOf, createAuditSlot, printOf } from './audit-slot.js';
import { readSettings } from './core/config.js';
import { VERSION } from './core/product.js';
import { createServices } from './services.js';

const KEY = Symbol.for('vidimus.runtime');

/** What registering looks like; a runtime with another number is not understood. */
const PROTOCOL = 1;

/** Watchers are told together, so many milliseconds after the first of many changes. */
const TELL_AFTER = 200;

/**
 * What an object tells of itself, again at every change.
 * @typedef {Object} Registration
 * @property {unknown} app
 * @property {unknown} global
 * @property {unknown} navigation
 * @property {boolean | undefined} readOnly
 * @property {unknown} properties  what the layout holds under `vidimus`
 */

/**
 * How one object stands with the runtime.
 * @typedef {'starting' | 'running' | 'off' | 'broken' | 'conflict' | 'otherApp' | 'older'} Standing
 */

/**
 * @typedef {Object} Runtime
 * @property {number} protocol
 * @property {string} version
 * @property {(objectId: string, registration: Registration) => Standing} register  also for changes
 * @property {(objectId: string) => void} leave
 * @property {() => Snapshot} snapshot
 * @property {(watcher: () => void) => import('./core/ports.js').Cancel} watch  called when something to be seen changed
 * @property {() => Promise<void>} test
 * @property {() => Promise<void>} purge
 * @property {(answer: 'acknowledged' | 'declined' | 'shown') => void} answer  to the notice
 */

/**
 * @typedef {Object} Snapshot
 * @property {boolean} broken
 * @property {import('./audit.js').Sums | null} sums
 * @property {import('./core/settings.js').Settings | null} settings
 * @property {string[]} problems
 * @property {import('./core/ports.js').InventoryFact['sheets']} sheets
 * @property {import('./web/connection.js').ConnectionReport | 'running' | null} tested
 * @property {boolean} purged
 * @property {number} errors
 */

/**
 * The page's runtime: the one that is there, else a new one. An older one stays: it has begun the trail of this page.
 * @param {Window & typeof globalThis} window
 * @returns {Runtime | null}  null when the one that is there is not understood
 */
export function runtimeOf(window) {
    const owner = /** @type {Record<symbol, Runtime | undefined>} */ (/** @type {unknown} */ (window));
    const found = owner[KEY];
    if (found) return found.protocol === PROTOCOL ? found : null;
    return (owner[KEY] = createRuntime(window));
}

/**
 * The version of the runtime that runs on this page.
 * @param {Window & typeof globalThis} window
 */
export const runningVersion = (window) => String(/** @type {any} */ (window)[KEY]?.version ?? '?');

/**
 * @param {Window & typeof globalThis} window
 * @returns {Runtime}
 */
function createRuntime(window) {
    /** @type {Map<string, Registration>} */
    const objects = new Map();
    /** @type {Snapshot['tested']} */
    let tested = null;
    let purged = false;
    let broken = false;
    const services = createServices(window, () => {
        broken = true;
        slot.end('disabled');
        changed();
    });
    const { watch, changed } = createWatchers(services);
    const slot = createAuditSlot(services, () => [...objects.values()].pop(), changed);
    const audit = () => slot.get()?.audit ?? null;

    return {
        protocol: PROTOCOL, version: VERSION,
        register(objectId, registration) {
            const known = objects.get(objectId);
            // The newest comes last.
            objects.delete(objectId);
            objects.set(objectId, registration);
            const read = readSettings(registration.properties);
            const current = slot.get();
            if (broken) return 'broken';
            if (!current) {
                if (!read.settings.connection.endpoint) return 'off';
                slot.begin(registration, read);
                return 'starting';
            }
            if (appIdOf(current.app) !== appIdOf(registration.app)) return 'otherApp';
            current.audit?.look();
            if (printOf(registration, read) === current.print) return current.audit ? 'running' : 'starting';
            // Its own settings changed: that is a decision. Another object with other settings is a mistake.
            if (!known || printOf(known, readSettings(known.properties)) !== current.print) return 'conflict';
            slot.replace(registration, read);
            return 'starting';
        },
        leave: (objectId) => void objects.delete(objectId),
        snapshot: () => ({
            broken, tested, purged, errors: services.errors(), sums: audit()?.sums() ?? null,
                settings: slot.get()?.settings ?? null,
            problems: slot.get()?.problems ?? [], sheets: audit()?.sheets() ?? [],
        }),
        watch,
        async test() {
            const running = audit();
            if (!running) return;
            tested = 'running';
            changed();
            tested = await running.test().catch(() => null);
            changed();
        },
        async purge() {
            await audit()?.purge().catch(() => {});
            purged = true;
            changed();
        },
        answer: (answer) => audit()?.take({ kind: 'notice', answer }),
    };
}

/**
 * Those who want to know when something to be seen changed.
 * @param {import('./services.js').Services} services
 */
function createWatchers({ clock, guard }) {
    /** @type {Set<() => void>} */
    const watchers = new Set();
    let telling = false;
    return {
        /** @type {Runtime['watch']} */
        watch(watcher) {
            watchers.add(watcher);
            return () => void watchers.delete(watcher);
        },
        changed() {
            if (telling) return;
            telling = true;
            clock.after(TELL_AFTER, () => {
                telling = false;
                watchers.forEach((watcher) => guard('watcher', watcher));
            });
        },
    };
}
