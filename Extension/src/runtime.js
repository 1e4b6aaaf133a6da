/**
 * The one runtime of a page. Every object of ours registers with it; it starts with the first, outlives them all, and
 * ends with the app. It stands under a well-known symbol, so that copies of this script find each other.
 */
import { readSettings } from './core/config.js';
import { VERSION } from './core/product.js';
import { createGuard } from './guard.js';
import { createRecorder } from './recording.js';
import { createClock } from './web/clock.js';
import { createIds } from './web/ids.js';

const KEY = Symbol.for('vidimus.runtime');

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
 * The same once it was read. Two objects with the same print want the same.
 * @typedef {Registration & { settings: import('./core/settings.js').Settings, appId: string, print: string }} Wanted
 */

/**
 * How one object stands with the runtime.
 * @typedef {'starting' | 'running' | 'off' | 'conflict' | 'older'} Standing
 */

/**
 * @typedef {Object} Runtime
 * @property {string} version
 * @property {(objectId: string, registration: Registration) => Standing} register  also for changes
 * @property {(objectId: string) => void} leave
 * @property {() => Snapshot} snapshot
 * @property {(watcher: () => void) => import('./core/ports.js').Cancel} watch  called when something to be seen changed
 * @property {() => Promise<void>} test
 * @property {() => Promise<void>} purge
 * @property {(answer: 'acknowledged' | 'declined') => void} answer  to the notice
 */

/**
 * @typedef {Object} Snapshot
 * @property {boolean} broken
 * @property {import('./audit.js').Sums | undefined} sums
 * @property {import('./core/settings.js').Settings | undefined} settings
 * @property {import('./core/ports.js').InventoryFact['sheets']} sheets
 * @property {import('./web/connection.js').ConnectionReport | 'running' | null} tested
 */

/**
 * The page's runtime: the one that is there, else a new one. An older one stays: it has begun the trail of this page,
 * and goes on with it. Of another version nothing is understood but that.
 * @param {Window & typeof globalThis} window
 * @returns {Runtime | null}  null when it has another version
 */
export function runtimeOf(window) {
    const owner = /** @type {Record<symbol, Runtime | undefined>} */ (/** @type {unknown} */ (window));
    const runtime = owner[KEY] ??= createRuntime(window);
    return runtime.version === VERSION ? runtime : null;
}

/** @param {Registration} registration @returns {Wanted} */
function wantedOf(registration) {
    const appId = String(/** @type {any} */ (registration.app)?.id ?? '');
    const settings = readSettings(registration.properties);
    return { ...registration, settings, appId, print: appId + JSON.stringify(settings) };
}

/**
 * @param {Window & typeof globalThis} window
 * @returns {Runtime}
 */
function createRuntime(window) {
    const objects = /** @type {Map<string, Wanted>} */ (new Map());
    const watchers = /** @type {Set<() => void>} */ (new Set());
    let tested = /** @type {Snapshot['tested']} */ (null);
    let [broken, telling] = [false, false];

    const changed = () => {
        if (!telling) clock.after(TELL_AFTER, () => {
            telling = false;
            watchers.forEach((watcher) => guard(watcher));
        });
        telling = true;
    };
    const { guard, count, setVerbose } = createGuard(window, () => {
        broken = true;
        recorder.end('disabled');
        changed();
    });
    const clock = createClock(window, guard);
    const recorder = createRecorder({ window, clock, guard, ids: createIds(window.crypto), errors: count },
        () => [...objects.values()].pop(), changed);
    const audit = () => recorder.get()?.audit;
    const show = (/** @type {Snapshot['tested']} */ found) => {
        tested = found;
        changed();
    };

    return {
        version: VERSION,
        register(objectId, registration) {
            const wanted = wantedOf(registration);
            const known = objects.get(objectId);
            // The newest stands last.
            objects.delete(objectId);
            objects.set(objectId, wanted);
            const current = recorder.get();
            setVerbose((current ?? wanted).settings.advanced.debug);
            if (!current) {
                if (broken || !wanted.settings.connection.endpoint) return 'off';
                recorder.begin(wanted);
                return 'starting';
            }
            current.audit?.look();
            if (wanted.print === current.print) return 'running';
            // Its own settings changed: that is a decision. Another object with other settings is a mistake, and
            // another app on the same page cannot be recorded too.
            if (known?.print !== current.print) return 'conflict';
            recorder.replace(wanted);
            return 'starting';
        },
        leave: (objectId) => void objects.delete(objectId),
        snapshot() {
            const { settings, audit: running } = recorder.get() ?? {};
            return { broken, tested, settings, sums: running?.sums(),
                sheets: running?.sheets() ?? [] };
        },
        watch(watcher) {
            watchers.add(watcher);
            return () => void watchers.delete(watcher);
        },
        async test() {
            const running = audit();
            if (!running) return;
            show('running');
            show(await running.test().catch(() => null));
        },
        purge: async () => audit()?.purge().catch(() => {}).then(changed),
        answer: (answer) => audit()?.take({ kind: 'notice', answer }),
    };
}
