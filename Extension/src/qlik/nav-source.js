/** Notices which sheet is the current one and in which mode, from every source there is. `history` is never patched. */
import { idOf } from '../core/limits.js';
import { appOf, modeOf, sheetOf } from './platform.js';
import { at, invoke, listen, membersOf } from './untrusted.js';

/** @typedef {import('../core/ports.js').NavigatedFact['trigger']} Trigger */

/** The last resort, in milliseconds. */
const POLL = 1000;

/**
 * Text, `false`, or an object that has the id: all three shapes are known.
 * @param {unknown} answer
 */
const sheetIn = (answer) => idOf(answer) ?? idOf(at(answer, 'sheetId')) ?? null;

/**
 * The current sheet by what a navigation interface says, else by the address.
 * @param {unknown[]} interfaces  in order of preference
 * @param {Location} location
 */
export function currentSheet(interfaces, location) {
    for (const navigation of interfaces) {
        if (typeof membersOf(navigation).getCurrentSheetId !== 'function') continue;
        const found = sheetIn(invoke(navigation, 'getCurrentSheetId'));
        if (found) return found;
    }
    return sheetOf(location);
}

/**
 * @typedef {Object} NavSource
 * @property {() => void} look  something may have changed
 * @property {() => string | null} sheetId
 * @property {() => import('../core/ports.js').Mode} mode
 * @property {() => void} stop
 */

/**
 * @param {{ window: Window, navigation: () => unknown, readOnly: () => boolean | undefined, clock: import('../core/ports.js').Clock,
 *     guard: import('../core/ports.js').Guard, take: (fact: import('../core/ports.js').Fact) => void, left: () => void }} ports
 *     `navigation` is what Qlik gave the object; `readOnly` what it says of the mode; `left` is told when the app is left
 * @returns {NavSource}
 */
export function createNavSource({ window, navigation, readOnly, clock, guard, take, left }) {
    const { location } = window;
    const app = appOf(location);
    /** @type {string | null | undefined} */
    let sheetId;
    /** @type {import('../core/ports.js').Mode | undefined} */
    let mode;
    let stopped = false;
    let gone = false;

    /** The component's word counts for the sheet it is on; elsewhere the address has the only one. */
    const modeNow = () => {
        const told = modeOf(location);
        const option = readOnly();
        if (told === 'other' || option === undefined) return told ?? 'analysis';
        return option ? (told === 'edit' ? 'edit' : 'analysis') : 'edit';
    };

    /** An interface that throws or answers nonsense leaves the address. */
    const sheetNow = () => {
        try {
            return currentSheet([navigation()], location);
        } catch {
            return sheetOf(location);
        }
    };

    const look = (/** @type {Trigger} */ trigger) => guard('navigation', () => {
        if (stopped) return;
        if (!gone && app !== null && appOf(location) !== app) {
            gone = true;
            return left();
        }
        const nowMode = modeNow();
        if (nowMode !== mode) take({ kind: 'mode', mode: mode = nowMode });
        const now = sheetNow();
        if (now === sheetId) return;
        const first = sheetId === undefined;
        sheetId = now;
        take({ kind: 'navigated', sheetId: now, trigger: first ? 'open' : trigger });
    });

    const byAddress = () => look('url');
    /** @type {import('../core/ports.js').Cancel[]} */
    const cancels = [];
    guard('navigation.listen', () => cancels.push(listen(navigation(), 'sheetChanged', () => look('navigation'))));
    guard('navigation.listen', () => {
        const browser = /** @type {EventTarget | undefined} */ (/** @type {any} */ (window).navigation);
        for (const [target, name] of /** @type {[EventTarget | undefined, string][]} */ ([[browser, 'currententrychange'], [window, 'popstate']])) {
            if (typeof target?.addEventListener !== 'function') continue;
            target.addEventListener(name, byAddress, { passive: true });
            cancels.push(() => target.removeEventListener(name, byAddress));
        }
    });
    const poll = () => {
        if (stopped) return;
        look('poll');
        clock.after(POLL, poll);
    };
    poll();

    return {
        look: () => look('navigation'),
        sheetId: () => sheetId ?? null,
        mode: () => mode ?? 'analysis',
        stop() {
            stopped = true;
            for (const cancel of cancels) guard('navigation.stop', cancel);
        },
    };
}
