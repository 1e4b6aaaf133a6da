/** The older interface, AMD id `qlik`: the current app, pictures, the user, the current sheet. Client-managed only. */

/**
 * @param {{ engine: import('./engine/engine.js').Engine, strict: any, prefix: string, navigation: any, user: () => any }} options
 */
export function createCapability({ engine, strict, prefix, navigation, user }) {
    /** How exports go: what tests change. @type {{ ms: number, mode: 'ok' | 'fail' | 'hang' | 'absolute' | 'data', before: null | (() => unknown) }} */
    const exports = { ms: 40, mode: 'ok', before: null };
    /** @type {{ id: string, options: any, at: number }[]} */
    const made = [];
    const { session } = engine;

    async function exportImg(id, options) {
        made.push({ id, options, at: Date.now() });
        if (session.broken === 'throw') throw new Error('broken on purpose');
        if (session.broken === 'nonsense') return { no: 'url' };
        if (exports.mode === 'hang' || session.broken === 'hang') return new Promise(() => {});
        const { width, height, format } = options ?? {};
        if (!(width > 0 && width <= 2000 && height > 0 && height <= 2000) || format !== 'png') strict.note('bad-export', JSON.stringify(options));
        await new Promise((done) => setTimeout(done, exports.ms));
        await exports.before?.();
        if (exports.mode === 'fail') throw Object.assign(new Error('Printing service is not available'), { code: 503 });
        const path = `${prefix}/tempcontent/${crypto.randomUUID?.() ?? made.length}/${id}.png?serverNodeId=4f1c`;
        if (exports.mode === 'data') return 'data:image/png;base64,AAAA';
        return exports.mode === 'absolute' ? new URL(path, location.href).href : path;
    }

    const app = strict.guard('qlik.app', {
        id: engine.app.id, model: undefined,
        visualization: strict.guard('qlik.app.visualization', {
            get: async (id) => {
                if (session.broken === 'throw') throw new Error('broken on purpose');
                if (!engine.app.objects[id]) throw new Error('no such object');
                return strict.guard(`qlik visualization ${id}`, { id, exportImg: (options) => exportImg(id, options), model: undefined });
            },
        }),
        global: strict.guard('qlik.app.global', { getAuthenticatedUser: async () => ({ qReturn: user() }) }),
    });
    const qlik = strict.guard('qlik', {
        currApp: () => app,
        navigation: strict.guard('qlik.navigation', {
            getCurrentSheetId: () => ({ success: true, sheetId: navigation.state.sheetId }),
            addOnEnter: undefined,
        }),
    });
    return { qlik, exports, made };
}
