/** The component on the sheet: registers with the runtime and draws its place. Everything else happens elsewhere. */
import {
    useApp, useEffect, useElement, useGlobal, useModel, useNavigation, useOptions, useStaleLayout, useState,
    // @ts-ignore: the client supplies it at run time
} from '@nebula.js/stardust';
import { say } from './ext/texts.js';
import { guarded } from './entry.js';
import { showNotice } from './notice-flow.js';
import { modeOf } from './qlik/platform.js';
import { runtimeOf } from './runtime.js';
import { statusTile } from './tile-view.js';
import { drawTile } from './web/tile.js';

/** @typedef {import('./runtime.js').Standing} Standing */

/**
 * In edit mode? The option is missing at the very first render; the address helps out.
 * @param {unknown} readOnly
 */
const isEditing = (readOnly) => (typeof readOnly === 'boolean' ? !readOnly : modeOf(window.location) === 'edit');

/** @param {unknown} navigation  what the galaxy knows, where the hook knows none */
export function createComponent(navigation) {
    return function component() {
        const app = useApp();
        const model = useModel();
        // Clients of earlier releases lack some hooks.
        const global = useGlobal?.();
        const layout = useStaleLayout();
        const element = useElement();
        const readOnly = useOptions()?.readOnly;
        const editing = isEditing(readOnly);
        const own = useNavigation?.();
        const [standing, setStanding] = useState(/** @type {Standing} */ ('starting'));
        const [, setTick] = useState({});
        const id = String(model?.id ?? layout?.qInfo?.qId ?? '');
        // A snapshot, a print or an export has data of its own, and no session.
        const inert = !app || !model || Boolean(layout?.snapshotData);
        const print = guarded('', () => JSON.stringify(layout?.vidimus ?? {}));

        useEffect(() => guarded(undefined, () => {
            if (inert) return;
            setStanding(runtimeOf(window)?.register(id, { app, global, navigation: own ?? navigation,
                readOnly: typeof readOnly === 'boolean' ? readOnly : undefined,
                properties: layout?.vidimus }) ?? 'older');
        }), [app, inert, editing, print, own]);

        // Apart from registering, so that a change of settings is not a leaving.
        useEffect(() => guarded(undefined, () => {
            const runtime = inert ? null : runtimeOf(window);
            if (!runtime) return;
            const stops = [runtime.watch(() => setTick({})), showNotice(window, runtime), () => runtime.leave(id)];
            return () => guarded(undefined, () => stops.forEach((stop) => stop()));
        }), [app, inert, id]);

        useEffect(() => guarded(undefined, () =>
            drawTile(element, tileOf(inert, editing, standing), (work) => guarded(undefined, work))));
    };
}

/** @param {string} text @returns {import('./web/tile.js').Tile} */
const line = (text) => ({ lines: [text] });

/**
 * @param {boolean} inert @param {boolean} editing @param {Standing} standing
 * @returns {import('./web/tile.js').Tile}
 */
function tileOf(inert, editing, standing) {
    if (inert) return line(`${say('tile', 'badge')} ${say('tile', 'inert')}`);
    const runtime = runtimeOf(window);
    if (!runtime) return editing ? line(say('status', 'older')) : null;
    const seen = runtime.snapshot();
    if (editing) return statusTile(standing, seen, window.location.origin, runtime);
    const { notice, text = '' } = seen.settings?.privacy ?? {};
    return notice === 'badge' && !seen.broken ? line(text || say('tile', 'badge')) : null;
}
