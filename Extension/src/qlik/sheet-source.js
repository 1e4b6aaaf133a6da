/** Reads the layout of the current sheet, once it is the current one and whenever it changes. */
import { follow } from './follow.js';
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
    let stop = () => {};
    return {
        show(sheetId) {
            stop();
            if (sheetId) ({ stop } = follow(ports, () => ports.open(sheetId, true), async (layout) => ({
                kind: /** @type {const} */ ('sheet'), sheetId, sheetName: layout.qMeta?.title ?? layout.title,
                objects: await contentsOf(layout, ports.openLayout),
            }), ports.take, { urgent: true }));
        },
        stop: () => stop(),
    };
}
