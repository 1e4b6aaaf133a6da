/** What of the app could be audited at all: every sheet with its objects, read in idle time, told when it changes. */
import { hostsUs } from '../core/scope.js';
import { createOne } from './follow.js';
import { contentsOf } from './sheet-objects.js';
import { list } from './untrusted.js';

/** @typedef {import('../core/ports.js').InventoryFact} InventoryFact */

/** Containers asked in all, and the wait after a change, in milliseconds. */
const BOUNDS = { containers: 60, wait: 5000 };

const DEFINITION = {
    qInfo: { qType: 'vidimus-sheets' },
    qAppObjectListDef: { qType: 'sheet', qData: { title: '/qMetaDef/title', cells: '/cells' } },
};

/**
 * @typedef {Object} Inventory
 * @property {() => Promise<void>} start  also after the engine session was replaced
 * @property {() => InventoryFact['sheets']} sheets  as last read
 * @property {() => void} stop
 */

/**
 * @param {import('./source.js').SourcePorts & { take: (fact: InventoryFact) => void }} ports
 * @returns {Inventory}
 */
export function createInventory(ports) {
    /** @type {InventoryFact['sheets']} */
    let sheets = [];
    const one = createOne(ports);

    /** @param {any} layout  of the list of sheets */
    const read = async (layout) => {
        /** @type {InventoryFact['sheets']} */
        const found = [];
        let left = BOUNDS.containers;
        for (const item of list(layout.qAppObjectList?.qItems)) {
            const objects = await contentsOf(item.qData ?? {}, async (id) => left-- > 0 && ports.openLayout(id));
            found.push({ id: item.qInfo?.qId, title: item.qMeta?.title ?? item.qData?.title, hosts: hostsUs(objects),
                objects });
        }
        return found;
    };

    return {
        start: () => one.show(DEFINITION, read, (found) => {
            if (!found.length || JSON.stringify(found) === JSON.stringify(sheets)) return;
            sheets = found;
            ports.take({ kind: 'inventory', sheets });
        }, { wait: BOUNDS.wait }),
        sheets: () => sheets,
        stop: one.stop,
    };
}
