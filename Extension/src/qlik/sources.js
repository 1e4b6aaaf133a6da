/**
 * Everything that observes one app, put together: what one source finds out, the others are told, and every fact goes on.
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
import { versionIn, versionPath } from './platform.js';
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
 * @property {() => void} stop
 */

/**
 * @param {{ window: Window & typeof globalThis, clock: import('../core/ports.js').Clock, guard: import('../core/ports.js').Guard,
 *     settings: import('../core/settings.js').Settings, given: Given, calls: import('./calls.js').Calls,
 *     platform: import('./platform.js').Platform, prefix: string, capability: import('./capability.js').Capability,
 *     take: (fact: Fact) => void, left: () => void }} ports
 * @returns {Sources}
 */
export function createSources({ window, clock, guard, settings, given, calls, platform, prefix, capability, take, left }) {
    const { app } = given;
    /** @type {Map<string, import('../core/ports.js').SheetObject>} */
    let known = new Map();
    let stopped = false;

    const tell = (/** @type {Fact} */ fact) => guard(fact.kind, () => {
        if (!stopped) take(fact);
    });
    const objects = createSessionObjects({ app, calls });
    const order = createFactOrder(clock, tell);
    const apps = createAppSource({ app, calls, clock, guard, take: (fact) => (tell(fact), guard('session', () => session(fact))) });
    const models = createObjectSource({ app, calls, guard, take: order.later });
    const bookmarks = settings.selections.bookmarks ? createBookmarkSource({ app, calls, objects, guard, take: tell }) : null;
    const selections = createSelectionSource({ calls, objects, clock, guard, settings, order, take: (fact) => {
        tell(fact);
        bookmarks?.see(fact);
    } });
    const inventory = createInventory({ app, calls, objects, clock, guard, take: tell });
    const dom = createDomWatch({
        window, clock, guard, root: () => sheetRoot(window.document), covers: () => overlays(window.document),
        find: (id) => elementOf(window.document, id, new Set([...known.values()].map(({ type }) => type))),
        take: (fact) => {
            tell(fact);
            models.watch(fact.id, fact.ratio > 0);
        },
        onMutation: () => nav?.look(),
    });
    const sheets = createSheetSource({ app, calls, clock, guard, take: (fact) => {
        known = new Map(fact.objects.map((object) => [object.id, object]));
        tell(fact);
        const hosts = hostsUs(fact.objects);
        const audited = fact.objects.filter((object) => whyNot(settings.scope, object, hosts) === null).map(({ id }) => id);
        for (const id of audited) if (!known.has(id)) models.watch(id, false);
        dom?.watch(audited);
    } });
    /** @type {import('./nav-source.js').NavSource | undefined} */
    let nav;

    const navigated = (/** @type {Fact} */ fact) => {
        tell(fact);
        if (fact.kind !== 'navigated') return;
        models.stop();
        dom?.watch([]);
        known = new Map();
        sheets.show(fact.sheetId);
    };

    /** @param {Fact} fact */
    const session = (fact) => {
        if (fact.kind !== 'session') return;
        if (fact.state === 'suspended') selections.stop();
        if (fact.state !== 'resumed') return;
        // A new engine session knows nothing of our objects; models that the client reopens have new handles.
        objects.forget();
        models.stop();
        void selections.start(apps.states());
        void inventory.start();
        sheets.show(nav?.sheetId() ?? null);
    };

    const readVersion = async () => {
        try {
            const answer = await window.fetch(versionPath(prefix));
            if (answer.ok) apps.senseVersion(versionIn((await answer.text()).slice(0, 100_000)));
        } catch {
            // The version only helps to explain things.
        }
    };

    return {
        async start() {
            const fetch = window.fetch.bind(window);
            const user = identify({ platform, prefix, global: given.global, calls, capability: capability.load, fetch, clock }).then(tell);
            const first = Promise.all([apps.read(), user, readVersion()]);
            await Promise.race([first, new Promise((done) => void clock.after(PATIENCE, () => done(undefined)))]);
            if (stopped) return;
            nav = createNavSource({ window, navigation: given.navigation, readOnly: given.readOnly, clock, guard, take: navigated, left });
            await selections.start(apps.states());
            await inventory.start();
            await bookmarks?.start();
        },
        heard(fact) {
            if (fact.kind === 'page') models.pause(fact.state === 'hidden' || fact.state === 'frozen' || fact.state === 'leaving');
        },
        sheets: inventory.sheets,
        look: () => nav?.look(),
        element: (id) => dom?.element(id) ?? null,
        typeOf: (id) => known.get(id)?.type ?? 'unknown',
        stop() {
            stopped = true;
            for (const part of [nav, sheets, selections, inventory, bookmarks, models, apps, dom]) guard('stop', () => part?.stop());
            void objects.stop();
            calls.stop();
        },
    };
}
