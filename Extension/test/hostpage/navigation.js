/** Where the page is: addresses of both clients, and the navigation interface in its three shapes. */
import { createEmitter } from './emitter.js';

/**
 * @param {{ platform: string, prefix: string, shape: 'text' | 'false' | 'object' | 'none', listens: boolean, appId: string,
 *     strict: any, session: any, model: any }} options
 */
export function createNavigation({ platform, prefix, shape, listens, appId, strict, session }) {
    const events = createEmitter();
    const state = { sheetId: '', edit: false };

    /** @param {string} sheetId @param {boolean} edit */
    const path = (sheetId, edit) => (platform === 'cloud'
        ? `/sense/app/${appId}/sheet/${sheetId}${edit ? '/edit' : '/state/analysis'}`
        : `${prefix}/sense/app/${encodeURIComponent(appId)}/sheet/${sheetId}/state/${edit ? 'edit' : 'analysis'}`);

    const broken = () => {
        if (session.broken === 'throw') throw new Error('broken on purpose');
        return session.broken;
    };
    const currentSheet = () => {
        const how = broken();
        if (how === 'hang') return new Promise(() => {});
        if (how === 'nonsense') return { sheetId: 17 };
        if (shape === 'false' || !state.sheetId) return false;
        return shape === 'object' ? { sheetId: state.sheetId, title: 'x' } : state.sheetId;
    };
    const api = shape === 'none' ? undefined : strict.guard('navigation', {
        getCurrentSheetId: currentSheet,
        goToSheet: () => strict.note('write', 'navigation.goToSheet'),
        ...(listens ? { addListener: events.api.addListener, removeListener: events.api.removeListener, on: events.api.on } : {
            addListener: undefined, removeListener: undefined, on: undefined, off: undefined,
        }),
    });

    return {
        api, state, events, path,
        /** From the address, at the start. */
        read() {
            const match = /\/sheet\/([^/]+)(?:\/(state\/)?(\w+))?/.exec(location.pathname);
            if (match) Object.assign(state, { sheetId: decodeURIComponent(match[1]), edit: match[3] === 'edit' });
            return state;
        },
        /** @param {string} sheetId @param {{ edit?: boolean, how?: 'push' | 'replace' | 'silent', tell?: boolean }} [options] */
        go(sheetId, { edit = state.edit, how = 'push', tell = true } = {}) {
            Object.assign(state, { sheetId, edit });
            if (how === 'push') history.pushState(null, '', path(sheetId, edit));
            if (how === 'replace') history.replaceState(null, '', path(sheetId, edit));
            if (tell) events.emit('sheetChanged');
        },
    };
}
