/**
 * Everything of Qlik about one app, put together: what one source finds out, the others are told, and every fact goes
 * on; and what the core asks for.
 */
import { whyNot, hostsUs } from '../core/scope.js';
import { createDomWatch } from '../web/dom-watch.js';
import { createAppSource } from './app-source.js';
import { createBookmarkSource } from './bookmark-source.js';
import { createCapability } from './capability.js';
import { createDataSource } from './data-source.js';
import { geometryOf, rowsOnScreen } from './geometry.js';
import { identify } from './identity.js';
import { createInventory } from './inventory.js';
import { createNavSource } from './nav-source.js';
import { createObjectSource } from './object-source.js';
import { platformOf, prefixOf } from './platform.js';
import { readVersion } from './product-version.js';
import { elementOf, overlays } from './selectors.js';
import { createSelectionSource } from './selection-source.js';
import { createSheetSource } from './sheet-source.js';
import { createPorts } from './source.js';

/** @typedef {import('../core/ports.js').Fact} Fact */
/** @typedef {import('./source.js').Take} Take */

/** How long the name of the app and of the user may keep everything else waiting, in milliseconds. */
const PATIENCE = 3000;

/**
 * What Qlik gave the object on the sheet. Any of it may be missing, stale or broken.
 * @typedef {Object} Given
 * @property {any} app
 * @property {unknown} global
 * @property {() => unknown} navigation
 * @property {() => boolean | undefined} readOnly  of the object that is on the current sheet
 */

/**
 * @typedef {Object} Sources
 * @property {import('../core/ports.js').QlikPort} qlik
 * @property {() => Promise<void>} start
 * @property {(on: boolean) => void} pause  while nobody sees the page
 * @property {() => import('../core/ports.js').InventoryFact['sheets']} sheets
 * @property {() => void} look  the mode or the sheet may have changed
 * @property {() => void} stop
 *
 * @typedef {Object} SourcesPorts
 * @property {Window & typeof globalThis} window
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Guard} guard
 * @property {import('../core/settings.js').Settings} settings
 * @property {Given} given
 * @property {Take} take
 * @property {() => void} left  the app was left
 */

/**
 * @param {SourcesPorts} parts
 * @returns {Sources}
 */
export function createSources({ window, clock, guard, settings, given, take: tell, left }) {
    let stopped = false;
    /** @type {Take} */
    const take = (fact) => guard(() => {
        if (!stopped) tell(fact);
    });
    const ports = createPorts(given.app, clock, guard, take);
    const { calls, objects } = ports;
    const { location } = window;
    const platform = platformOf(location);
    const prefix = prefixOf(location);
    const capability = createCapability(window, clock, platform === 'client-managed');
    const bookmarks = settings.selections.bookmarks ? createBookmarkSource(ports) : null;
    const selections = createSelectionSource({ ...ports, settings, take(fact) {
        take(fact);
        bookmarks?.see(fact);
    } });
    const inventory = createInventory(ports);
    const screen = createScreen(window, ports, settings.scope, () => look());
    const restart = async () => {
        await selections.start(apps.states());
        await inventory.start();
    };
    const apps = createAppSource({ ...ports, take(fact) {
        take(fact);
        if (fact.kind !== 'session') return;
        if (fact.state === 'suspended') selections.stop();
        if (fact.state !== 'resumed') return;
        // A new engine session knows nothing of our objects; models that the client reopens have new handles.
        objects.forget();
        screen.show(nav?.sheetId() ?? null);
        void restart();
    } });
    /** @type {import('./nav-source.js').NavSource | undefined} */
    let nav;
    const look = () => nav?.look();

    return {
        qlik: {
            exportImage: capability.exportImage,
            readData: createDataSource(ports, (id, total) => rowsOnScreen(screen.element(id), total)),
            geometry: (id) => geometryOf(screen.element(id), screen.typeOf(id)),
        },
        async start() {
            const fetch = window.fetch.bind(window);
            const first = Promise.all([apps.read(), readVersion(fetch, prefix).then(apps.senseVersion),
                identify({ platform, prefix, global: given.global, calls, capability: capability.load, fetch, clock })
                    .then(take)]);
            await Promise.race([first, new Promise((done) => void clock.after(PATIENCE, () => done(0)))]);
            if (stopped) return;
            nav = createNavSource({ ...given, window, clock, guard, left, take(fact) {
                take(fact);
                if (fact.kind === 'navigated') screen.show(fact.sheetId);
            } });
            await restart();
            await bookmarks?.start();
        },
        pause: screen.pause,
        sheets: inventory.sheets,
        look,
        stop() {
            stopped = true;
            for (const part of [nav, screen, selections, inventory, bookmarks, apps]) guard(() => part?.stop());
            void objects.stop();
            calls.stop();
        },
    };
}

/**
 * The current sheet, its elements on screen, and the models behind those.
 * @param {Window & typeof globalThis} window
 * @param {import('./source.js').AllPorts} ports
 * @param {import('../core/settings.js').Settings['scope']} scope
 * @param {() => void} onMutation
 */
function createScreen(window, ports, scope, onMutation) {
    const { document } = window;
    /** @type {Map<string, string>} */
    let types = new Map();
    const models = createObjectSource({ ...ports, take: ports.order.later });
    const dom = createDomWatch({
        ...ports, window, covers: () => overlays(document), onMutation,
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
