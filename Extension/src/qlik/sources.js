/**
 * Everything that observes one app, put together: what one source finds out, the others are told, and every fact goes
 * on.
 */
import { whyNot, hostsUs } from '../core/scope.js';
import { createDomWatch } from '../web/dom-watch.js';
import { createAppSource } from './app-source.js';
import { createBookmarkSource } from './bookmark-source.js';
import { createFactOrder } from './fact-order.js';
import { identify } from './identity.js';
import { createInventory } from './inventory.js';
import { createNavSource } from './nav-source.js';
import { createObjectSource } from './object-source.js';
import { readVersion } from './product-version.js';
import { elementOf, overlays, sheetRoot } from './selectors.js';
import { createSelectionSource } from './selection-source.js';
import { createSessionObjects } from './session-objects.js';
import { createSheetSource } from './sheet-source.js';

/** @typedef {import('../core/ports.js').Fact} Fact */

/** How long the name of the app and of the user may keep everything else waiting, in milliseconds. */
const PATIENCE = 3000;

/**
 * What Qlik gave the object on the sheet. Any of it may be missing, stale or broken.
 * @typedef {Object} Given
 * @property {unknown} app
 * @property {unknown} global
 * @property {() => unknown} navigation
 * @property {() => boolean | undefined} readOnly  of the object that is on the current sheet
 */

/**
 * @typedef {Object} Sources
 * @property {() => Promise<void>} start
 * @property {(on: boolean) => void} pause  while nobody sees the page
 * @property {() => import('../core/ports.js').InventoryFact['sheets']} sheets
 * @property {() => void} look  the mode or the sheet may have changed
 * @property {(objectId: string) => HTMLElement | null} element
 * @property {(objectId: string) => string} typeOf
 * @property {(objectId: string, urgent?: boolean) => Promise<unknown>} open
 * @property {() => void} stop
 *
 * @typedef {Object} SourcesPorts
 * @property {Window & typeof globalThis} window
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Guard} guard
 * @property {import('../core/settings.js').Settings} settings
 * @property {Given} given
 * @property {import('./calls.js').Calls} calls
 * @property {import('./platform.js').Platform} platform
 * @property {string} prefix
 * @property {import('./capability.js').Capability} capability
 * @property {(fact: Fact) => void} take
 * @property {() => void} left  the app was left
 */

/**
 * @param {SourcesPorts} given
 * @returns {Sources}
 */
export function createSources({ window, clock, guard, settings, given, calls, platform, prefix, capability, take,
    left }) {
    let stopped = false;
    const tell = (/** @type {Fact} */ fact) => guard(fact.kind, () => {
        if (!stopped) take(fact);
    });
    /** @type {any} */
    const app = given.app;
    const objects = createSessionObjects({ app, calls });
    /** @type {Sources['open']} */
    const open = (id, urgent) => calls.run(() => app.getObject(id), urgent);
    /** @type {import('./source.js').SourcePorts & { take: typeof take }} */
    const ports = { app, calls, objects, clock, guard, open, openLayout: async (id) => calls.layout(await open(id)),
        take: tell };
    const order = createFactOrder(clock, tell);
    const bookmarks = settings.selections.bookmarks ? createBookmarkSource(ports) : null;
    const selections = createSelectionSource({ ...ports, settings, order, take: (fact) => {
        tell(fact);
        bookmarks?.see(fact);
    } });
    const inventory = createInventory(ports);
    const screen = createScreen(window, ports, settings.scope, order.later, () => nav?.look());
    const apps = createAppSource({ ...ports, take(fact) {
        tell(fact);
        if (fact.kind !== 'session') return;
        if (fact.state === 'suspended') selections.stop();
        if (fact.state !== 'resumed') return;
        // A new engine session knows nothing of our objects; models that the client reopens have new handles.
        objects.forget();
        screen.show(nav?.sheetId() ?? null);
        restart();
    } });
    /** @type {import('./nav-source.js').NavSource | undefined} */
    let nav;

    const restart = async () => {
        await selections.start(apps.states());
        await inventory.start();
    };

    return {
        open,
        async start() {
            const fetch = window.fetch.bind(window);
            const first = Promise.all([apps.read(), readVersion(fetch, prefix).then(apps.senseVersion),
                identify({ platform, prefix, global: given.global, calls, capability: capability.load, fetch, clock })
                    .then(tell)]);
            await Promise.race([first, new Promise((done) => void clock.after(PATIENCE, () => done(undefined)))]);
            if (stopped) return;
            nav = createNavSource({ window, navigation: given.navigation, readOnly: given.readOnly, clock, guard, left,
                take(fact) {
                    tell(fact);
                    if (fact.kind === 'navigated') screen.show(fact.sheetId);
                } });
            await restart();
            await bookmarks?.start();
        },
        pause: screen.pause,
        sheets: inventory.sheets,
        look: () => nav?.look(),
        element: screen.element,
        typeOf: screen.typeOf,
        stop() {
            stopped = true;
            for (const part of [nav, screen, selections, inventory, bookmarks, apps]) guard('stop', () => part?.stop());
            void objects.stop();
            calls.stop();
        },
    };
}

/**
 * The current sheet, its elements on screen, and the models behind those.
 * @param {Window & typeof globalThis} window
 * @param {import('./source.js').SourcePorts & { take: (fact: Fact) => void }} ports
 * @param {import('../core/settings.js').Settings['scope']} scope
 * @param {(fact: Fact) => void} later  takes what objects say
 * @param {() => void} onMutation
 */
function createScreen(window, ports, scope, later, onMutation) {
    const { document } = window;
    /** @type {Map<string, string>} */
    let types = new Map();
    const models = createObjectSource({ ...ports, take: later });
    const dom = createDomWatch({
        window, clock: ports.clock, guard: ports.guard, root: () => sheetRoot(document), covers: () =>
            overlays(document), onMutation,
        find: (id) => elementOf(document, id, new Set(types.values())),
        take(fact) {
            ports.take(fact);
            models.watch(fact.id, fact.ratio > 0);
        },
    });
    const sheet = createSheetSource({ ...ports, take(fact) {
        types = new Map(fact.objects.map(({ id, type }) => [id, type]));
        ports.take(fact);
        const hosts = hostsUs(fact.objects);
        const audited = fact.objects.filter((object) => !whyNot(scope, object, hosts)).map(({ id }) => id);
        models.keep(audited);
        dom?.watch(audited);
    } });
    /** @param {string | null} sheetId */
    const show = (sheetId) => {
        models.stop();
        dom?.watch([]);
        types = new Map();
        sheet.show(sheetId);
    };

    return {
        show,
        pause: models.pause,
        /** @param {string} id */
        element: (id) => dom?.element(id) ?? null,
        /** @param {string} id */
        typeOf: (id) => types.get(id) ?? '',
        stop() {
            show(null);
            dom?.stop();
        },
    };
}
