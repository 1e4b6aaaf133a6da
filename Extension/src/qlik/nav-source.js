/** Notices which sheet is the current one and in which mode, from every source there is. `history` is never patched. */
import { hear } from '../web/listen.js';
import { appOf, modeOf, sheetOf } from './platform.js';
import { listen, text } from './untrusted.js';

/** @typedef {import('../core/ports.js').NavigatedFact['trigger']} Trigger */
/** @typedef {import('../core/ports.js').Cancel} Cancel */

/** The last resort, in milliseconds. */
const POLL = 1000;

/**
 * The current sheet by what the navigation interface says, else by the address. The interface answers a text, `false`,
 * or an object that has the id; one that throws leaves the address.
 * @param {any} navigation
 * @param {Location} location
 * @returns {string | null}
 */
export function currentSheet(navigation, location) {
    try {
        const answer = navigation?.getCurrentSheetId?.();
        return text(answer) ?? text(answer?.sheetId) ?? sheetOf(location);
    } catch {
        return sheetOf(location);
    }
}

/**
 * The component's word counts for the sheet it is on; elsewhere the address has the only one.
 * @param {boolean | undefined} readOnly
 * @param {Location} location
 * @returns {import('../core/ports.js').Mode}
 */
export function currentMode(readOnly, location) {
    const told = modeOf(location);
    if (told === 'other' || readOnly === undefined) return told ?? 'analysis';
    return readOnly && told !== 'edit' ? 'analysis' : 'edit';
}

/**
 * @typedef {Object} NavPorts
 * @property {Window} window
 * @property {() => unknown} navigation  what Qlik gave the object
 * @property {() => boolean | undefined} readOnly  what it says of the mode
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Guard} guard
 * @property {(fact: import('../core/ports.js').Fact) => void} take
 * @property {() => void} left  the app was left
 *
 * @typedef {Object} NavSource
 * @property {() => void} look  something may have changed
 * @property {() => string | null} sheetId
 * @property {() => void} stop
 */

/**
 * @param {NavPorts} ports
 * @returns {NavSource}
 */
export function createNavSource(ports) {
    const { window, clock, guard, take } = ports;
    const { location } = window;
    const app = appOf(location);
    /** @type {string | null | undefined} */
    let sheetId;
    /** @type {import('../core/ports.js').Mode | undefined} */
    let mode;
    let stopped = false;

    const look = (/** @type {Trigger} */ trigger) => guard(() => {
        if (stopped) return;
        if (app !== null && appOf(location) !== app) {
            stopped = true;
            return ports.left();
        }
        const nowMode = currentMode(ports.readOnly(), location);
        if (nowMode !== mode) take({ kind: 'mode', mode: mode = nowMode });
        const now = currentSheet(ports.navigation(), location);
        if (now === sheetId) return;
        const first = sheetId === undefined;
        sheetId = now;
        take({ kind: 'navigated', sheetId: now, trigger: first ? 'open' : trigger });
    });
    const poll = () => {
        if (stopped) return;
        look('poll');
        clock.after(POLL, poll);
    };
    const byAddress = () => look('url');
    const byClient = () => look('navigation');
    const cancels = [listen(guard, ports.navigation(), 'sheetChanged', byClient),
        hear(window, 'popstate', byAddress),
        hear(/** @type {any} */ (window).navigation, 'currententrychange', byAddress)];
    poll();

    return {
        look: byClient,
        sheetId: () => sheetId ?? null,
        stop() {
            stopped = true;
            cancels.forEach((cancel) => cancel());
        },
    };
}
