/** Holds the one audit of a page: begins it in idle time, replaces it when its settings change, ends it for good. */
import { startAudit } from './audit.js';

/** Milliseconds: between a change of settings and the new start, and the longest wait for idle time. */
const WAITS = { restart: 1500, idle: 2000, noIdle: 200 };

/** @typedef {import('./runtime.js').Wanted} Wanted */
/** @typedef {Wanted & { audit?: import('./audit.js').Audit }} Recording  without an audit until it has begun */

/**
 * @typedef {Object} Services  what everything on a page shares
 * @property {Window & typeof globalThis} window
 * @property {import('./core/ports.js').Clock} clock
 * @property {import('./core/ports.js').Ids} ids
 * @property {import('./core/ports.js').Guard} guard
 * @property {() => number} errors  caught since the page began
 */

/**
 * @param {Services} services
 * @param {() => Wanted | undefined} newest  of the objects that are still on a sheet
 * @param {() => void} onChange
 */
export function createRecorder(services, newest, onChange) {
    const { window, clock, guard } = services;
    /** @type {Recording | null} */
    let current = null;
    let cancelRestart = () => {};

    /** @param {Recording} mine */
    const start = async (mine) => {
        if (current !== mine) return;
        const audit = await startAudit({ ...services, settings: mine.settings, onFact: onChange,
            given: { ...mine, navigation: () => (newest() ?? mine).navigation, readOnly: () => newest()?.readOnly },
            onEnd() {
                if (current === mine) current = null;
                onChange();
            } });
        // Settings may have changed again while the store was opened.
        if (current !== mine) return audit.end('replaced');
        mine.audit = audit;
        onChange();
    };
    /** @param {Wanted} wanted */
    const begin = (wanted) => {
        const mine = current = { ...wanted };
        const work = () => void start(mine).catch((error) => guard(() => { throw error; }));
        if (window.requestIdleCallback) window.requestIdleCallback(work, { timeout: WAITS.idle });
        else clock.after(WAITS.noIdle, work);
    };
    /** @param {string} reason */
    const end = (reason) => {
        const ended = current;
        current = null;
        ended?.audit?.end(reason);
    };

    return {
        get: () => current,
        begin,
        end,
        /**
         * Once nothing has changed for a moment: somebody is typing.
         * @param {Wanted} wanted
         */
        replace(wanted) {
            cancelRestart();
            cancelRestart = clock.after(WAITS.restart, () => {
                end('settings');
                if (wanted.settings.connection.endpoint) begin(wanted);
                onChange();
            });
        },
    };
}
