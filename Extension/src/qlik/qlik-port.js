/** What the core may ask of Qlik: the data of an object, a picture of it, and where it is. */
import { createDataSource } from './data-source.js';
import { geometryOf, rowsOnScreen } from './geometry.js';

/**
 * @param {{ calls: import('./calls.js').Calls, open: (id: string) => Promise<unknown>, capability:
 *     import('./capability.js').Capability,
 *     element: (objectId: string) => HTMLElement | null, typeOf: (objectId: string) => string }} ports
 * @returns {import('../core/ports.js').QlikPort}
 */
export function createQlikPort({ calls, open, capability, element, typeOf }) {
    return {
        readData: createDataSource({ calls, open, onScreen: (id, total) => rowsOnScreen(element(id), total) }),
        exportImage: capability.exportImage,
        geometry: (id) => geometryOf(element(id), typeOf(id)),
    };
}
