/** The entry of the bundle: what the client instantiates. */
import { createPanel } from './ext/panel.js';
import { PROPERTIES, SUPPORT } from './ext/support.js';
import { say } from './ext/texts.js';
import { CONTRACT_LEVEL, VERSION } from './core/product.js';
import { guarded } from './entry.js';
import { platformOf } from './qlik/platform.js';
import { runtimeOf } from './runtime.js';
import { createComponent } from './supernova.js';
import { coverage, testedText } from './tile-view.js';

/**
 * @template T
 * @param {T} otherwise
 * @param {(runtime: import('./runtime.js').Runtime | null, seen: Partial<import('./runtime.js').Snapshot>) => T} work
 */
const live = (otherwise, work) => () => guarded(otherwise, () => {
    const runtime = runtimeOf(window);
    return work(runtime, runtime?.snapshot() ?? {});
});

/** @type {import('./ext/panel.js').PanelLive} */
const LIVE = {
    pictures: () => platformOf(window.location) === 'client-managed',
    coverage: live('', (_, { sheets }) => coverage(sheets).join('\n')),
    tested: live('', (_, { settings, tested }) =>
        (settings ? testedText(tested, window.location.origin) : say('test', 'notRunning'))),
    test: live(Promise.resolve(), (runtime) => runtime?.test() ?? Promise.resolve()),
    objects: live(/** @type {{ value: string, label: string }[]} */ ([]), (_, { sheets = [] }) =>
        sheets.flatMap(({ title: sheet, id: sheetId, objects }) => objects.map(({ id, type, title = type }) =>
            ({ value: id, label: `${title} (${sheet ?? sheetId})` })))),
};

/** @param {any} galaxy */
export default function supernova(galaxy) {
    return {
        qae: { properties: { ...PROPERTIES } },
        ext: { definition: createPanel(LIVE, { version: VERSION, level: CONTRACT_LEVEL }), support: SUPPORT },
        component: createComponent(guarded(undefined, () => galaxy?.anything?.sense?.navigation)),
    };
}
