/**
 * The older Capability API, which alone can export pictures, and only on client-managed. Mixing it into an extension of
 * the newer kind is not officially supported, so everything about it stands in this file and is detected, not assumed.
 */

/** Milliseconds for loading the module. */
const PATIENCE = 10_000;

/**
 * @typedef {Object} Capability
 * @property {() => Promise<any>} load  the module `qlik`; rejects with the code `no-exporter` when there is none
 * @property {import('../core/ports.js').QlikPort['exportImage']} exportImage
 */

/**
 * @param {Window} window
 * @param {import('../core/ports.js').Clock} clock
 * @param {boolean} usable  false where a picture can never be had
 * @returns {Capability}
 */
export function createCapability(window, clock, usable) {
    /** @type {Promise<any> | undefined} */
    let loading;

    const load = () => loading ??= new Promise((resolve, reject) => {
        const { requirejs, require } = /** @type {any} */ (window);
        clock.after(PATIENCE, () => reject(loading));
        if (!usable) throw loading;
        (requirejs ?? require)(['qlik'], resolve, reject);
    }).then((qlik) => {
        if (typeof qlik?.currApp === 'function') return qlik;
        throw qlik;
    }).catch(() => {
        throw { code: 'no-exporter' };
    });

    return {
        load,
        async exportImage(objectId, size) {
            const visualization = await (await load()).currApp().visualization.get(objectId);
            const answer = await visualization.exportImg({ ...size, format: 'png' });
            const address = answer?.url ?? answer?.qUrl ?? answer;
            if (typeof address !== 'string' || !address) throw new Error();
            // With the prefix of the virtual proxy as it came.
            return new URL(address, window.location.href).href;
        },
    };
}
