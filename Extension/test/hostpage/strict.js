/**
 * The strict side of the host page: writes down every use of Qlik's interfaces that an auditing extension has no right to.
 * A test asserts at its end that the list is empty.
 */

/** Methods that change something, or take something from others; on any engine object. */
const WRITES = new Set(['setProperties', 'applyPatches', 'clearSoftPatches', 'setFullPropertyTree', 'destroyChild',
    'destroyAllChildren', 'createChild', 'createObject', 'destroyObject', 'close', 'clearAll', 'lockAll', 'back', 'forward',
    'doSave', 'doReload', 'getField', 'createVariableEx', 'createSessionVariable', 'beginSelections', 'endSelections',
    'selectHyperCubeValues', 'selectHyperCubeCells', 'selectListObjectValues', 'selectPivotCells', 'rangeSelectHyperCubeValues',
    'clearSelections', 'lock', 'unlock', 'removeAllListeners', 'emit', 'setScript', 'publish', 'exportData', 'evaluate']);

/** Names that languages and tools ask any object for. */
const HARMLESS = new Set(['then', 'toJSON', 'constructor', 'toString', 'valueOf', 'prototype', 'nodeType', 'length',
    'asymmetricMatch', 'inspect', '$$typeof', 'window']);

/**
 * @returns {{ violations: { kind: string, detail: string }[], note: (kind: string, detail: string) => void,
 *     guard: <T extends object>(name: string, api: T) => T }}
 */
export function createStrict() {
    /** @type {{ kind: string, detail: string }[]} */
    const violations = [];
    const note = (kind, detail) => { if (violations.length < 500) violations.push({ kind, detail }); };

    /** Wraps `api` so that what it has not got, and what may not be done to it, is noted. */
    function guard(name, api) {
        return new Proxy(api, {
            get(target, key) {
                if (typeof key === 'string' && WRITES.has(key)) {
                    note(key === 'removeAllListeners' ? 'remove-all-listeners' : 'write', `${name}.${key}`);
                    return () => Promise.reject(Object.assign(new Error('Access denied'), { code: 5 }));
                }
                if (typeof key === 'string' && !(key in target) && !HARMLESS.has(key)) note('unknown-member', `${name}.${key}`);
                return Reflect.get(target, key);
            },
            set(_target, key) {
                note('property-write', `${name}.${String(key)}`);
                return true;
            },
            defineProperty(_target, key) {
                note('property-write', `${name}.${String(key)}`);
                return false;
            },
            deleteProperty(_target, key) {
                note('property-write', `delete ${name}.${String(key)}`);
                return true;
            },
        });
    }

    return { violations, note, guard };
}

/** Watches the globals that nobody may patch; `changed()` names those that were. */
export function watchGlobals() {
    const watched = {
        fetch: [window, 'fetch'], WebSocket: [window, 'WebSocket'], pushState: [history, 'pushState'],
        replaceState: [history, 'replaceState'], addEventListener: [EventTarget.prototype, 'addEventListener'],
        then: [Promise.prototype, 'then'], setTimeout: [window, 'setTimeout'], json: [JSON, 'stringify'],
        XMLHttpRequest: [window, 'XMLHttpRequest'], sendBeacon: [Navigator.prototype, 'sendBeacon'],
    };
    const before = Object.fromEntries(Object.entries(watched).map(([name, [owner, key]]) => [name, owner[key]]));
    return { changed: () => Object.keys(watched).filter((name) => watched[name][0][watched[name][1]] !== before[name]) };
}
