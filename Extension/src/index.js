/** The entry of the bundle: what the client instantiates. */
import { createPanel } from './ext/panel.js';
import { PROPERTIES, SUPPORT } from './ext/support.js';
import { say } from './ext/texts.js';
import { CONTRACT_LEVEL, VERSION } from './core/product.js';
import { guarded } from './entry.js';
import { platformOf } from './qlik/platform.js';
import { runtimeOf } from './runtime.js';
import { createComponent } from './supernova.js';
import { coverageText, testedText } from './tile-view.js';

/** @returns {import('./ext/panel.js').PanelLive} */
function panelLive() {
    const seen = () => runtimeOf(window)?.snapshot();
    return {
        pictures: () => guarded(true, () => platformOf(window.location) === 'client-managed'),
        coverage: () => guarded('', () => coverageText(seen()?.sheets ?? [])),
        tested: () => guarded('', () =>
            (seen()?.settings ? testedText(seen()?.tested ?? null, window.location.origin) : say('test.notRunning'))),
        test: async () => guarded(undefined, () => runtimeOf(window)?.test()),
        objects: () => guarded([], () => (seen()?.sheets ?? []).flatMap(({ title, objects }) =>
            objects.map(({ id, type, title: own }) => ({ value: id, label: `${own ?? type} (${title ?? id})` })))),
    };
}

/** @param {any} galaxy */
export default function supernova(galaxy) {
    return {
        qae: { properties: { ...PROPERTIES } },
        ext: { definition: createPanel(panelLive(), { version: VERSION, level: CONTRACT_LEVEL }), support: SUPPORT },
        component: createComponent(guarded(undefined, () => galaxy?.anything?.sense?.navigation)),
    };
}
