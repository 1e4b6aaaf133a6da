/**
 * The one runtime of a page. Every object of ours registers with it; it starts with the first, outlives them all, and ends
 * with the app. It stands under a well-known symbol, so that copies of this script find each other.
 */
import { startAudit } from './audit.js';
import { readSettings } from './core/config.js';
import { fingerprint } from './core/limits.js';
import { VERSION } from './core/product.js';
import { createDebugLog } from './debug-log.js';
import { createGuard } from './guard.js';
import { createClock } from './web/clock.js';
import { createIds } from './web/ids.js';

const KEY = Symbol.for('vidimus.runtime');

/** What registering looks like; a runtime with another number is not understood. */
const PROTOCOL = 1;

/** Milliseconds: between a change of settings and the new start, and the longest wait for idle time. */
const WAITS = { restart: 1500, idle: 2000 };

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
 * @typedef {'starting' | 'running' | 'off' | 'broken' | 'conflict' | 'otherApp' | 'older'} Standing  of one object
 *
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
 * The page's runtime: the one that is there, else a new one.
 * @param {Window & typeof globalThis} window
 * @returns {Runtime | null}  null when one is there that is not understood
 */
export function runtimeOf(window) {
    const owner = /** @type {Record<symbol, Runtime | undefined>} */ (/** @type {unknown} */ (window));
    const found = owner[KEY];
    if (found) return found.protocol === PROTOCOL ? found : null;
    return (owner[KEY] = createRuntime(window));
}

/** @param {Window & typeof globalThis} window @param {() => void} work */
const whenIdle = (window, work) => (typeof window.requestIdleCallback === 'function'
    ? window.requestIdleCallback(work, { timeout: WAITS.idle }) : window.setTimeout(work, 200));

/** @param {Window & typeof globalThis} window @returns {Runtime} */
function createRuntime(window) {
    const mono = () => window.performance.now();
    const log = createDebugLog({ mono, console: window.console });
    const box = createGuard({ mono, log: log.write, onTooMuch: () => broke() });
    const { guard } = box;
    const clock = createClock(window, guard);
    const ids = createIds(window.crypto);
    /** @type {Map<string, Registration & { app: unknown }>} */
    const objects = new Map();
    /** @type {Set<() => void>} */
    const watchers = new Set();
    /** @type {{ app: unknown, print: string, settings: import('./core/settings.js').Settings, problems: string[], audit: import('./audit.js').Audit | null } | null} */
    let current = null;
    /** @type {Snapshot['tested']} */
    let tested = null;
    let purged = false;
    let broken = false;
    let cancelRestart = () => {};

    const changed = () => watchers.forEach((watcher) => guard('watcher', watcher));

    const broke = () => {
        broken = true;
        const audit = current?.audit;
        current = null;
        audit?.end('disabled');
        changed();
    };

    /** What the newest object that is still on a sheet knows. */
    const newest = () => [...objects.values()].pop();

    /** @param {Registration} registration @param {ReturnType<typeof readSettings>} read */
    const begin = (registration, { settings, problems }) => {
        const mine = { app: registration.app, print: printOf(registration, settings), settings, problems,
            audit: /** @type {import('./audit.js').Audit | null} */ (null) };
        current = mine;
        log.setVerbose(settings.advanced.debug);
        const given = {
            app: registration.app, global: registration.global,
            navigation: () => newest()?.navigation ?? registration.navigation, readOnly: () => newest()?.readOnly,
        };
        whenIdle(window, () => guard('start', () => {
            if (current !== mine || broken) return;
            startAudit({ window, clock, ids, guard, errors: box.count, settings, given, onFact: changed,
                onEnd: () => {
                    if (current === mine) current = null;
                    changed();
                } }).then((audit) => guard('started', () => {
                // Settings may have changed again while the store was opened.
                if (current !== mine) return audit.end('replaced');
                mine.audit = audit;
                changed();
            }), (error) => guard('start', () => { throw error; }));
        }));
    };

    /** @param {Registration} registration @param {ReturnType<typeof readSettings>} read */
    const restart = (registration, read) => {
        cancelRestart();
        cancelRestart = clock.after(WAITS.restart, () => {
            const old = current?.audit;
            current = null;
            old?.end('settings');
            if (read.settings.connection.endpoint) begin(registration, read);
            changed();
        });
    };

    return {
        protocol: PROTOCOL, version: VERSION,
        register(objectId, registration) {
            const known = objects.get(objectId);
            const read = readSettings(registration.properties);
            const before = known && printOf(known, readSettings(known.properties).settings);
            objects.delete(objectId);
            objects.set(objectId, registration);
            if (broken) return 'broken';
            const print = printOf(registration, read.settings);
            if (!current) {
                if (!read.settings.connection.endpoint) return 'off';
                begin(registration, read);
                return 'starting';
            }
            if (appIdOf(current.app) !== appIdOf(registration.app)) return 'otherApp';
            current.audit?.look();
            if (print === current.print) return current.audit ? 'running' : 'starting';
            // Its own settings changed under it: that is a decision. Another object with other settings is a mistake.
            if (before !== current.print) return 'conflict';
            restart(registration, read);
            return 'starting';
        },
        leave: (objectId) => void objects.delete(objectId),
        snapshot: () => ({
            broken, tested, purged, errors: box.count(), sums: current?.audit?.sums() ?? null, settings: current?.settings ?? null,
            problems: current?.problems ?? [], sheets: current?.audit?.sheets() ?? [],
        }),
        watch(watcher) {
            watchers.add(watcher);
            return () => void watchers.delete(watcher);
        },
        async test() {
            const audit = current?.audit;
            if (!audit) return;
            tested = 'running';
            changed();
            tested = await audit.test().catch(() => null);
            changed();
        },
        async purge() {
            await current?.audit?.purge().catch(() => {});
            purged = true;
            changed();
        },
        answer: (answer) => current?.audit?.take({ kind: 'notice', answer }),
    };
}

/** @param {unknown} app */
const appIdOf = (app) => String(/** @type {any} */ (app)?.id ?? '');

/** @param {Registration} registration @param {import('./core/settings.js').Settings} settings */
const printOf = ({ app }, settings) => `${appIdOf(app)} ${fingerprint(JSON.stringify(settings))}`;
