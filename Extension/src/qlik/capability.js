/**
 * The older Capability API, which alone can export pictures, and only on client-managed. Mixing it into an extension of
 * the
 * newer kind is not officially supported, so everything about it stands in this file and is detected, not assumed.
 */
import { CAPS } from '../core/limits.js';
import { at } from './untrusted.js';

/** Milliseconds for loading the module, and for one export. */
const BOUNDS = { load: 10_000, export: 60_000 };

/**
 * @typedef {Object} Capability
 * @property {() => Promise<unknown>} load  the module `qlik`; rejects when there is none
 * @property {import('../core/ports.js').QlikPort['exportImage']} exportImage
 */

/**
 * @param {{ window: Window, clock: import('../core/ports.js').Clock, usable: boolean }} options  `usable` is false
 *     where a
 *     picture can never be had
 * @returns {Capability}
 */
export function createCapability({ window, clock, usable }) {
    /** @type {Promise<unknown> | undefined} */
    let loading;

    /** @template T @param {number} ms @param {Promise<T>} promise @returns {Promise<T>} */
    const within = (ms, promise) => new Promise((resolve, reject) => {
        const cancel = clock.after(ms, () => reject(new Error('timeout')));
        promise.then(resolve, reject).finally(cancel).catch(() => {});
    });

    const load = () => {
        loading ??= within(BOUNDS.load, new Promise((resolve, reject) => {
            const require = /** @type {any} */ (window).requirejs ?? /** @type {any} */ (window).require;
            if (!usable || typeof require !== 'function') throw new Error('no loader');
            require(['qlik'], resolve, reject);
        }));
        return loading;
    };

    return {
        load,
        exportImage: (objectId, { width, height }) => within(BOUNDS.export, load().then(async (qlik) => {
            const side = (/** @type {number} */ value) => Math.max(1, Math.min(CAPS.image, Math.round(value) || 1));
            const visualization = await /** @type {any} */ (qlik).currApp().visualization.get(objectId);
            const answer = await visualization.exportImg({ width: side(width), height: side(height), format: 'png' });
            return absolute(typeof answer === 'string' ? answer : at(answer, 'url') ?? at(answer, 'qUrl'),
                window.location.href);
        })),
    };
}

/**
 * The address, with the prefix of the virtual proxy as it came.
 * @param {unknown} address @param {string} page @returns {string}
 */
function absolute(address, page) {
    if (typeof address !== 'string' || address === '') throw new Error('no address');
    const { href, protocol } = new URL(address, page);
    // What is not fetched over the network cannot be fetched by the server.
    if (!/^https?:$/.test(protocol) || href.length > CAPS.url) throw new Error('no fetchable address');
    return href;
}
