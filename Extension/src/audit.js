/** One audit of one app by one page: the observers, the core that decides, and the outbox that delivers, joined. */
import { createAuditor } from './core/auditor.js';
import { CONTRACT_LEVEL, VERSION } from './core/product.js';
import { createCalls } from './qlik/calls.js';
import { createCapability } from './qlik/capability.js';
import { platformOf, prefixOf } from './qlik/platform.js';
import { createDataSource } from './qlik/data-source.js';
import { geometryOf, rowsOnScreen } from './qlik/geometry.js';
import { createSources } from './qlik/sources.js';
import { hasMoved } from './web/house.js';
import { watchLifecycle } from './web/lifecycle.js';
import { createOutbox } from './web/outbox.js';
import { openStore } from './web/store-idb.js';
import { createTransport } from './web/transport.js';

/** @typedef {import('./core/ports.js').Fact} Fact */

/** The database in the browser. */
const STORE = 'vidimus';

/**
 * @typedef {Object} Audit
 * @property {(reason: string) => void} end  closes views, says so, keeps delivering what waits
 * @property {() => Sums} sums  for the tile
 * @property {() => import('./core/ports.js').InventoryFact['sheets']} sheets
 * @property {() => Promise<import('./web/connection.js').ConnectionReport>} test
 * @property {() => Promise<void>} purge
 * @property {() => void} look
 * @property {(fact: Fact) => void} take
 */

/**
 * @typedef {Object} Sums
 * @property {import('./web/outbox.js').OutboxStatus} outbox
 * @property {ReturnType<ReturnType<typeof createAuditor>['status']>} auditor
 * @property {boolean} identified  it was found out who uses the page, or that this cannot be known
 * @property {string | undefined} user
 */

/**
 * @param {Omit<import('./services.js').Services, 'setVerbose'> & { settings: import('./core/settings.js').Settings,
 *     given: import('./qlik/sources.js').Given, onFact: (fact: Fact) => void, onEnd: (reason: string) => void }} ports
 * @returns {Promise<Audit>}
 */
export async function startAudit({ window, clock, ids, guard, errors, settings, given, onFact, onEnd }) {
    const { location, navigator } = window;
    const sessionKey = ids.uuid();
    const platform = platformOf(location);
    const calls = createCalls({ clock, guard });
    const capability = createCapability(window, clock, platform === 'client-managed');
    const transport = createTransport(window, clock, guard);
    const store = await openStore(STORE);
    /** @type {string | undefined} */
    let user;
    let identified = false;
    let ended = false;

    const outbox = createOutbox({
        clock, ids, guard, ...settings.connection, contractLevel: CONTRACT_LEVEL, sessionKey, store, transport,
            locks: navigator.locks,
        bounds: { ...settings.advanced, keepOnDisk: settings.data.keepOnDisk }, onFact: (fact) => take(fact),
        onLeftovers: (records) => auditor.recover(/** @type {any} */ (records)), internalErrors: errors,
    });
    /** @type {import('./core/ports.js').QlikPort} */
    const qlik = { exportImage: capability.exportImage,
        readData: createDataSource({ calls, open: (id) => sources.open(id) },
            (id, total) => rowsOnScreen(sources.element(id), total)),
        geometry: (id) => geometryOf(sources.element(id), sources.typeOf(id)) };
    const auditor = createAuditor({
        clock, ids, settings, qlik, outbox, guard, checkpoints: outbox.checkpoints,
        page: { sessionKey, client: `vidimus/${VERSION}`, platform, userAgent: navigator.userAgent,
            tzOffsetMin: new Date().getTimezoneOffset(),
            hidden: window.document.visibilityState === 'hidden' },
    });

    const take = (/** @type {Fact} */ fact) => guard(`take.${fact.kind}`, () => {
        if (ended) return;
        const state = 'state' in fact && fact.state;
        if (fact.kind === 'user') {
            user = fact.user;
            identified = true;
            if (hasMoved(() => window.localStorage, fact)) void outbox.purge(true);
        }
        if (state === 'restored') void outbox.start();
        auditor.take(fact);
        if (fact.kind === 'page') sources.pause(['hidden', 'frozen', 'leaving'].includes(fact.state));
        if (state === 'hidden') outbox.hurry();
        if (state === 'leaving') outbox.leave();
        onFact(fact);
        if (fact.kind === 'session' && state === 'closed') end('session');
    });
    const end = (/** @type {string} */ reason) => {
        if (ended) return;
        guard('close', () => auditor.close(reason));
        ended = true;
        guard('lifecycle', stopLifecycle);
        guard('sources', sources.stop);
        // Its locks go with it, so that the next audit of this page inherits what waits.
        outbox.stop();
        onEnd(reason);
    };
    const sources = createSources({ window, clock, guard, settings, given, calls, platform, prefix: prefixOf(location),
        capability, take,
        left: () => end('left') });
    const stopLifecycle = watchLifecycle(window, guard, take);

    void outbox.start();
    void sources.start().catch(() => {});
    return {
        end, take, sheets: sources.sheets, test: outbox.test, purge: outbox.purge, look: sources.look,
        sums: () => ({ outbox: outbox.status(), auditor: auditor.status(), identified, user }),
    };
}
