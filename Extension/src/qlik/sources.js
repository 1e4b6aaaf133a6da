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
 * @property {(fact: Fact) => void} heard  a fact that others found: of the page
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
    const { app } = given;
    let stopped = false;
    const tell = (/** @type {Fact} */ fact) => guard(fact.kind, () => {
        if (!stopped) take(fact);
    });
    /** @type {Sources['open']} */
    const open = (id, urgent) => calls.run(() => /** @type {any} */ (app).getObject(id), urgent);
    const objects = createSessionObjects({ app, calls });
    /** @type {import('./source.js').SourcePorts} */
    const ports = { app, calls, objects, clock, guard, open, openLayout: async (id) => calls.layout(await open(id)) };
    const order = createFactOrder(clock, tell);

    const apps = createAppSource({ ...ports, take: (fact) => (tell(fact), guard('session', () => session(fact))) });
    const bookmarks = settings.selections.bookmarks ? createBookmarkSource({ ...ports, take: tell }) : null;
    const selections = createSelectionSource({ ...ports, settings, order, take: (fact) =>
        (tell(fact), bookmarks?.see(fact)) });
    const inventory = createInventory({ ...ports, take: tell });
    const screen = watchScreen(window, ports, settings.scope, { tell, later: order.later, moved: () => nav?.look() });
    /** @type {import('./nav-source.js').NavSource | undefined} */
    let nav;

    const restart = async () => {
        await selections.start(apps.states());
        await inventory.start();
    };
    /** @param {Fact} fact */
    const session = (fact) => {
        if (fact.kind !== 'session') return;
        if (fact.state === 'suspended') selections.stop();
        if (fact.state !== 'resumed') return;
        // A new engine session knows nothing of our objects; models that the client reopens have new handles.
        objects.forget();
        screen.show(nav?.sheetId() ?? null);
        void restart();
    };

    return {
        open,
        async start() {
            const fetch = window.fetch.bind(window);
            const user = identify({ platform, prefix, global: given.global, calls, capability: capability.load, fetch,
                clock });
            const first = Promise.all([apps.read(), user.then(tell), readVersion(fetch, prefix)
                .then(apps.senseVersion)]);
            await Promise.race([first, new Promise((done) => void clock.after(PATIENCE, () => done(undefined)))]);
            if (stopped) return;
            nav = createNavSource({ window, navigation: given.navigation, readOnly: given.readOnly, clock, guard, left,
                take: (fact) => {
                tell(fact);
                if (fact.kind === 'navigated') screen.show(fact.sheetId);
            } });
            await restart();
            await bookmarks?.start();
        },
        heard: screen.heard,
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
 * @param {import('./source.js').SourcePorts} ports
 * @param {import('../core/settings.js').Settings['scope']} scope
 * @param {{ tell: (fact: Fact) => void, later: (fact: Fact) => void, moved: () => void }} out  `moved`: the document
 *     changed
 */
function watchScreen(window, ports, scope, { tell, later, moved }) {
    const { document } = window;
    /** @type {Map<string, import('../core/ports.js').SheetObject>} */
    let known = new Map();
    const models = createObjectSource({ ...ports, take: later });
    const dom = createDomWatch({
        window, clock: ports.clock, guard: ports.guard, root: () => sheetRoot(document), covers: () =>
            overlays(document), onMutation: moved,
        find: (id) => elementOf(document, id, new Set([...known.values()].map(({ type }) => type))),
        take: (fact) => {
            tell(fact);
            models.watch(fact.id, fact.ratio > 0);
        },
    });
    const sheet = createSheetSource({ ...ports, take: (fact) => {
        known = new Map(fact.objects.map((object) => [object.id, object]));
        tell(fact);
        const hosts = hostsUs(fact.objects);
        const audited = fact.objects.filter((object) => whyNot(scope, object, hosts) === null).map(({ id }) => id);
        models.keep(audited);
        dom?.watch(audited);
    } });
    const leave = () => {
        models.stop();
        dom?.watch([]);
        known = new Map();
    };

    return {
        /** @param {string | null} sheetId */
        show(sheetId) {
            leave();
            sheet.show(sheetId);
        },
        /** @param {Fact} fact */
        heard(fact) {
            if (fact.kind === 'page') models.pause(['hidden', 'frozen', 'leaving'].includes(fact.state));
        },
        /** @param {string} id */
        element: (id) => dom?.element(id) ?? null,
        /** @param {string} id */
        typeOf: (id) => known.get(id)?.type ?? 'unknown',
        stop() {
            sheet.stop();
            leave();
            dom?.stop();
        },
    };
}
