/** Reads the layout of the current sheet, once it is the current one and whenever it changes. */
import { createOne } from './follow.js';
import { contentsOf } from './sheet-objects.js';

/**
 * @typedef {Object} SheetSource
 * @property {(sheetId: string | null) => void} show
 * @property {() => void} stop
 */

/**
 * @param {import('./source.js').SourcePorts & { take: (fact: import('../core/ports.js').SheetFact) => void }} ports
 * @returns {SheetSource}
 */
export function createSheetSource(ports) {
    const one = createOne(ports);
    return {
        show(sheetId) {
            if (!sheetId) return one.stop();
            void one.show(sheetId, async (layout) => ({
                kind: /** @type {const} */ ('sheet'), sheetId, sheetName: layout.qMeta?.title ?? layout.title,
                objects: await contentsOf(layout, ports.openLayout),
            }), ports.take, { urgent: true });
        },
        stop: one.stop,
    };
}
