/** The component on the sheet: registers with the runtime and draws its place. Everything else happens elsewhere. */
import {
    useApp, useEffect, useElement, useGlobal, useInteractionState, useModel, useNavigation, useOptions, useRef,
        useStaleLayout, useState,
    // @ts-ignore: the client supplies it at run time
} from '@nebula.js/stardust';
import { say } from './ext/texts.js';
import { guarded } from './entry.js';
import { createNotice } from './notice-flow.js';
import { modeOf } from './qlik/platform.js';
import { VERSION } from './core/product.js';
import { runningVersion, runtimeOf } from './runtime.js';
import { statusTile } from './tile-view.js';
import { drawTile } from './web/tile.js';

/** @typedef {import('./runtime.js').Standing} Standing */

/**
 * A snapshot, a print or an export has data of its own, and no session.
 * @param {any} layout @param {unknown} app @param {unknown} model
 */
const isInert = (layout, app, model) => !app || !model || Boolean(layout?.snapshotData);

/**
 * In edit mode? The option is missing at the very first render; the address helps out.
 * @param {any} options @param {any} interactions
 * @returns {boolean}
 */
function isEditing(options, interactions) {
    if (typeof options?.readOnly === 'boolean') return !options.readOnly;
    return modeOf(window.location) === 'edit' || (modeOf(window.location) === null && interactions?.edit === true
        && interactions?.active === false);
}

/**
 * Hooks that clients of earlier releases lack.
 * @param {(() => any) | undefined} hook
 */
const given = (hook) => (typeof hook === 'function' ? hook() : undefined);

/** @param {unknown} navigation  what the galaxy knows, where the hook knows none */
export function createComponent(navigation) {
    return function component() {
        const app = useApp();
        const model = useModel();
        const global = given(useGlobal);
        const layout = useStaleLayout();
        const element = useElement();
        const options = useOptions();
        const interactions = given(useInteractionState);
        const own = given(useNavigation);
        const [standing, setStanding] = useState(/** @type {Standing} */ ('starting'));
        const [, setTick] = useState(0);
        const ticks = useRef(0);
        const id = String(model?.id ?? layout?.qInfo?.qId ?? '');
        const inert = isInert(layout, app, model);
        const editing = isEditing(options, interactions);
        const print = guarded('', () => JSON.stringify(layout?.vidimus ?? {}));

        useEffect(() => guarded(undefined, () => {
            if (inert) return;
            const runtime = runtimeOf(window);
            if (!runtime) return setStanding('older');
            setStanding(runtime.register(id, {
                app, global, navigation: own ?? navigation, readOnly: typeof options?.readOnly === 'boolean' ? !editing
                    : undefined,
                properties: layout?.vidimus,
            }));
        }), [app, inert, editing, print, own]);

        // Apart from registering, so that a change of settings is not a leaving.
        useEffect(() => guarded(undefined, () => {
            const runtime = inert ? null : runtimeOf(window);
            if (!runtime) return undefined;
            const stop = runtime.watch(() => setTick(ticks.current += 1));
            const notice = createNotice(window, runtime);
            return () => guarded(undefined, () => {
                stop();
                notice.stop();
                runtime.leave(id);
            });
        }), [app, inert, id]);

        useEffect(() => guarded(undefined, () => {
            drawTile(element, tileOf({ inert, editing, standing }), (_, work) => guarded(undefined, work));
        }));
    };
}

/** @param {{ inert: boolean, editing: boolean, standing: Standing }} state @returns {import('./web/tile.js').Tile} */
function tileOf({ inert, editing, standing }) {
    if (inert) return { kind: 'text', text: say('tile.static') };
    const runtime = runtimeOf(window);
    const version = runningVersion(window);
    if (!runtime) return editing ? { kind: 'text', text: say('status.older', { version }) } : { kind: 'none' };
    const seen = runtime.snapshot();
    if (editing) {
        const work = { test: () => void runtime.test(), purge: () => void runtime.purge() };
        const older = version === VERSION ? '' : version;
        return statusTile(standing, seen, { origin: window.location.origin, older }, work);
    }
    const privacy = seen.settings?.privacy;
    return privacy?.notice === 'badge' && !seen.broken ? { kind: 'text', text: privacy.text || say('tile.badge') }
        : { kind: 'none' };
}
