/** Loads the built extension as the client does: by RequireJS, with the modules that Qlik Sense supplies. */
import { hooks } from '../test/hostpage/hooks.js';

/**
 * @param {{ site: import('./site.js').Site, app: any, user: string, navigation: unknown, selections: () =>
 *     import('./site.js').Selections,
 *     sheetId: () => string }} given
 * @returns {Promise<any>}  what its factory answers
 */
export async function loadExtension({ site, app, user, navigation, selections, sheetId }) {
    await script(site.file('require.js'));
    const { define, require } = /** @type {any} */ (window);
    define('@nebula.js/stardust', [], () => hooks);
    define('qlik', [], () => capability({ site, app, user, selections, sheetId }));
    const factory = await new Promise((done, failed) => require([site.file('vidimus.js')], done, failed));
    const galaxy = { anything: { sense: { navigation } }, flags: { isEnabled: () => false },
        translator: { language: () => 'en-US' }, deviceType: 'desktop' };
    return (factory.default ?? factory)(galaxy);
}

/**
 * The older interface, of which pictures can be had.
 * @param {Omit<Parameters<typeof loadExtension>[0], 'navigation'>} given
 */
function capability({ site, app, user, selections, sheetId }) {
    /** @param {string} object @param {{ width: number, height: number }} size */
    const exportImg = async (object, { width, height }) =>
        (await site.export({ app: app.id, object, selections: selections(), width, height })).url;
    const current = {
        id: app.id, global: { getAuthenticatedUser: async () => ({ qReturn: user }) },
        visualization: { get: async (/** @type {string} */ id) =>
            ({ id, exportImg: (/** @type {any} */ options) => exportImg(id, options) }) },
    };
    return { currApp: () => current, navigation: { getCurrentSheetId: () => ({ success: true, sheetId: sheetId() }) } };
}

/** @param {string} src @returns {Promise<void>} */
function script(src) {
    return new Promise((done, failed) => {
        const made = document.createElement('script');
        Object.assign(made, { src, onload: () => done(), onerror: () => failed(new Error(`${src} is missing.`)) });
        document.head.append(made);
    });
}
