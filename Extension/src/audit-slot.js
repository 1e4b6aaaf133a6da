/** Holds the one audit of a page: begins it in idle time, replaces it when its settings change, ends it for good. */
import { fingerprint } from './core/limits.js';
import { startAudit } from './audit.js';

/** Milliseconds: between a change of settings and the new start, and the longest wait for idle time. */
const WAITS = { restart: 1500, idle: 2000, noIdle: 200 };

/** @typedef {import('./runtime.js').Registration} Registration */
/** @typedef {ReturnType<typeof import('./core/config.js').readSettings>} Read */

/** @typedef {Read & { app: unknown, print: string, audit: import('./audit.js').Audit | null }} Slot */

/** @param {unknown} app */
export const appIdOf = (app) => String(/** @type {any} */ (app)?.id ?? '');

/**
 * Two objects with the same print want the same.
 * @param {Registration} registration
 * @param {Read} read
 */
export const printOf = ({ app }, { settings }) => `${appIdOf(app)} ${fingerprint(JSON.stringify(settings))}`;

/**
 * @param {import('./services.js').Services} services
 * @param {() => Registration | undefined} newest  of the objects that are still on a sheet
 * @param {() => void} onChange
 */
export function createAuditSlot(services, newest, onChange) {
    const { window, clock, guard } = services;
    /** @type {Slot | null} */
    let current = null;
    let cancelRestart = () => {};

    const whenIdle = (/** @type {() => void} */ work) => {
        const guarded = () => guard('start', work);
        if (typeof window.requestIdleCallback === 'function') window.requestIdleCallback(guarded,
            { timeout: WAITS.idle });
        else clock.after(WAITS.noIdle, guarded);
    };

    /** @param {Slot} mine @param {Registration} registration */
    const start = async (mine, registration) => {
        const audit = await startAudit({ ...services, settings: mine.settings, onFact: onChange,
            given: {
                app: registration.app, global: registration.global,
                navigation: () => newest()?.navigation ?? registration.navigation, readOnly: () => newest()?.readOnly,
            },
            onEnd: () => {
                if (current === mine) current = null;
                onChange();
            } });
        // Settings may have changed again while the store was opened.
        if (current !== mine) return audit.end('replaced');
        mine.audit = audit;
        onChange();
    };

    /**
     * @param {Registration} registration
     * @param {Read} read
     */
    const begin = (registration, read) => {
        /** @type {Slot} */
        const mine = { ...read, app: registration.app, print: printOf(registration, read), audit: null };
        current = mine;
        services.setVerbose(read.settings.advanced.debug);
        whenIdle(() => {
            if (current === mine) start(mine, registration).catch((error) => guard('start', () => { throw error; }));
        });
    };

    /** @param {string} reason */
    const end = (reason) => {
        const audit = current?.audit;
        current = null;
        audit?.end(reason);
    };

    return {
        get: () => current,
        begin,
        end,
        /**
         * Once nothing has changed for a moment: somebody is typing.
         * @param {Registration} registration
         * @param {Read} read
         */
        replace(registration, read) {
            cancelRestart();
            cancelRestart = clock.after(WAITS.restart, () => {
                end('settings');
                if (read.settings.connection.endpoint) begin(registration, read);
                onChange();
            });
        },
    };
}
