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

const seen = () => runtimeOf(window)?.snapshot();
const sheets = () => seen()?.sheets ?? [];

/** @type {import('./ext/panel.js').PanelLive} */
const LIVE = {
    pictures: () => platformOf(window.location) === 'client-managed',
    coverage: () => guarded('', () => coverage(sheets()).join('\n')),
    tested: () => guarded('', () =>
        (seen()?.settings ? testedText(seen()?.tested ?? null, window.location.origin) : say('test', 'notRunning'))),
    test: async () => guarded(undefined, () => runtimeOf(window)?.test()),
    objects: () => guarded([], () => sheets().flatMap(({ title: sheet, id: sheetId, objects }) =>
        objects.map(({ id, type, title = type }) => ({ value: id, label: `${title} (${sheet ?? sheetId})` })))),
};

/** @param {any} galaxy */
export default function supernova(galaxy) {
    return {
        qae: { properties: { ...PROPERTIES } },
        ext: { definition: createPanel(LIVE, { version: VERSION, level: CONTRACT_LEVEL }), support: SUPPORT },
        component: createComponent(guarded(undefined, () => galaxy?.anything?.sense?.navigation)),
    };
}
