/** One audit of one app by one page: the observers, the core that decides, and the outbox that delivers, joined. */
import { createAuditor } from './core/auditor.js';
import { VERSION } from './core/product.js';
import { platformOf } from './qlik/platform.js';
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
 * @param {import('./recording.js').Services & { settings: import('./core/settings.js').Settings,
 *     given: import('./qlik/sources.js').Given, onFact: (fact: Fact) => void, onEnd: () => void }} ports
 * @returns {Promise<Audit>}
 */
export async function startAudit(ports) {
    const { window, clock, ids, guard, errors, settings, onFact, onEnd } = ports;
    const { location, navigator, document } = window;
    const sessionKey = ids.uuid();
    const store = await openStore(STORE);
    /** @type {import('./core/ports.js').UserFact | undefined} */
    let who;
    let ended = false;

    const take = (/** @type {Fact} */ fact) => guard(() => {
        if (ended) return;
        const { kind } = fact;
        const state = kind === 'page' ? fact.state : '';
        if (kind === 'user') {
            who = fact;
            if (hasMoved(() => window.localStorage, fact)) void outbox.purge(true);
        }
        if (state === 'restored') void outbox.start();
        auditor.take(fact);
        if (state) sources.pause(/hidden|frozen|leaving/.test(state));
        if (state === 'leaving') outbox.leave();
        onFact(fact);
        if (kind === 'session' && fact.state === 'closed') end('session');
    });
    const end = (/** @type {string} */ reason) => {
        if (ended) return;
        guard(() => auditor.close(reason));
        ended = true;
        // With the outbox go its locks, so that the next audit of this page inherits what waits.
        for (const stop of [stopLifecycle, sources.stop, outbox.stop]) guard(stop);
        onEnd();
    };
    const outbox = createOutbox({
        clock, ids, guard, ...settings.connection, sessionKey, store,
        transport: createTransport(window, clock, guard), locks: navigator.locks,
        bounds: { ...settings.advanced, keepOnDisk: settings.data.keepOnDisk }, onFact: take,
        onLeftovers: (records) => auditor.recover(/** @type {any} */ (records)), internalErrors: errors,
    });
    const sources = createSources({ ...ports, take, left: () => end('left') });
    const auditor = createAuditor({
        clock, ids, settings, qlik: sources.qlik, outbox, guard, checkpoints: outbox.checkpoints,
        page: { sessionKey, client: `vidimus/${VERSION}`, platform: platformOf(location),
            userAgent: navigator.userAgent, tzOffsetMin: new Date().getTimezoneOffset(),
            hidden: document.visibilityState === 'hidden' },
    });
    const stopLifecycle = watchLifecycle(window, guard, take);

    void outbox.start();
    void sources.start().catch(() => {});
    return {
        end, take, sheets: sources.sheets, test: outbox.test, purge: outbox.purge, look: sources.look,
        sums: () => ({ outbox: outbox.status(), auditor: auditor.status(), identified: !!who, user: who?.user }),
    };
}
