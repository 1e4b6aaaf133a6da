/** What of the app could be audited at all: every sheet with its objects, read in idle time, told when it changes. */
import { CAPS, idOf, textOf } from '../core/limits.js';
import { hostsUs } from '../core/scope.js';
import { cellsOf, withContents } from './sheet-objects.js';
import { at, itemsOf, listen } from './untrusted.js';

/** @typedef {import('../core/ports.js').InventoryFact} InventoryFact */

/** Sheets of one app, containers asked in all, and the wait after a change, in milliseconds. */
const BOUNDS = { sheets: 500, containers: 60, pause: 5000 };

const DEFINITION = {
    qInfo: { qType: 'vidimus-sheets' },
    qAppObjectListDef: { qType: 'sheet', qData: { title: '/qMetaDef/title', cells: '/cells', rank: '/rank' } },
};

/**
 * @param {unknown} layout  of the list of sheets
 * @param {(id: string) => Promise<unknown>} layoutOf  an object
 * @returns {Promise<InventoryFact['sheets']>}
 */
async function readSheets(layout, layoutOf) {
    let asked = 0;
    const ask = async (/** @type {string} */ id) => {
        if (asked++ >= BOUNDS.containers) throw new Error('enough containers');
        return layoutOf(id);
    };
    const sheets = [];
    for (const item of itemsOf(at(layout, 'qAppObjectList', 'qItems'), BOUNDS.sheets)) {
        const id = idOf(at(item, 'qInfo', 'qId'));
        if (!id) continue;
        const objects = await withContents(cellsOf(at(item, 'qData', 'cells')), ask);
        const title = textOf(at(item, 'qMeta', 'title') ?? at(item, 'qData', 'title'), CAPS.name);
        sheets.push({ id, ...(title ? { title } : {}), hosts: hostsUs(objects), objects });
    }
    return sheets;
}

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
export function createInventory({ calls, objects, clock, guard, openLayout, take }) {
    /** @type {InventoryFact['sheets']} */
    let sheets = [];
    /** @type {import('../core/ports.js').Cancel} */
    let cancel = () => {};
    /** @type {unknown} */
    let list;
    let era = 0;
    let told = '';
    let pending = false;

    const read = async () => {
        const mine = era;
        const found = await readSheets(await calls.layout(list), openLayout);
        const now = JSON.stringify(found);
        if (mine !== era || now === told || !found.length) return;
        told = now;
        sheets = found;
        guard('inventory', () => take({ kind: 'inventory', sheets }));
    };
    const changed = () => guard('inventory.changed', () => {
        if (pending) return;
        pending = true;
        clock.after(BOUNDS.pause, () => {
            pending = false;
            if (list) void read().catch(() => {});
        });
    });
    const stop = () => {
        era += 1;
        guard('inventory.stop', cancel);
        cancel = () => {};
        if (list) objects.destroy(list);
        list = undefined;
    };

    return {
        async start() {
            stop();
            const mine = era;
            try {
                const made = await objects.create(DEFINITION);
                if (mine !== era) return objects.destroy(made);
                list = made;
                guard('inventory.listen', () => { cancel = listen(list, 'changed', changed); });
                await read();
            } catch {
                // Coverage is told when it can be read, at the latest on the next page.
            }
        },
        sheets: () => sheets,
        stop,
    };
}
