/** What of the app could be audited at all: every sheet with its objects, read in idle time, told when it changes. */
import { CAPS, idOf, textOf } from '../core/limits.js';
import { hostsUs } from '../core/scope.js';
import { cellsOf, withContents } from './sheet-objects.js';
import { at, itemsOf, listen } from './untrusted.js';

/** @typedef {import('../core/ports.js').InventoryFact} InventoryFact */

/** Sheets of one app, containers asked in all, and the wait after a change, in milliseconds. */
const BOUNDS = { sheets: 500, containers: 60, pause: 5000 };

/**
 * @typedef {Object} Inventory
 * @property {() => Promise<void>} start  also after the engine session was replaced
 * @property {() => InventoryFact['sheets']} sheets  as last read
 * @property {() => void} stop
 */

/**
 * @param {{ app: unknown, calls: import('./calls.js').Calls, objects: import('./session-objects.js').SessionObjects,
 *     clock: import('../core/ports.js').Clock, guard: import('../core/ports.js').Guard, take: (fact: InventoryFact) => void }} ports
 * @returns {Inventory}
 */
export function createInventory({ app, calls, objects, clock, guard, take }) {
    /** @type {InventoryFact['sheets']} */
    let sheets = [];
    /** @type {import('../core/ports.js').Cancel[]} */
    let cancels = [];
    /** @type {unknown} */
    let list;
    let era = 0;
    let told = '';

    const read = async () => {
        const mine = era;
        const layout = await calls.layout(list);
        let asked = 0;
        /** @param {string} id */
        const layoutOf = async (id) => {
            if (asked++ >= BOUNDS.containers) throw new Error('enough containers');
            return calls.layout(await calls.run(() => /** @type {any} */ (app).getObject(id)));
        };
        /** @type {InventoryFact["sheets"]} */
        const found = [];
        for (const item of itemsOf(at(layout, 'qAppObjectList', 'qItems'), BOUNDS.sheets)) {
            const id = idOf(at(item, 'qInfo', 'qId'));
            if (!id) continue;
            const all = await withContents(cellsOf(at(item, 'qData', 'cells')), layoutOf);
            const title = textOf(at(item, 'qMeta', 'title') ?? at(item, 'qData', 'title'), CAPS.name);
            found.push({ id, ...(title ? { title } : {}), hosts: hostsUs(all), objects: all });
        }
        if (mine !== era) return;
        guard('inventory', () => {
            sheets = found;
            const now = JSON.stringify(found);
            if (now === told || !found.length) return;
            told = now;
            take({ kind: 'inventory', sheets });
        });
    };

    let pending = false;
    const changed = () => guard('inventory.changed', () => {
        if (pending) return;
        pending = true;
        const mine = era;
        clock.after(BOUNDS.pause, () => {
            pending = false;
            if (mine === era) void read().catch(() => {});
        });
    });

    const stop = () => {
        era += 1;
        for (const cancel of cancels.splice(0)) guard('inventory.stop', cancel);
        if (list) objects.destroy(list);
        list = undefined;
    };

    return {
        async start() {
            stop();
            const mine = era;
            try {
                const made = await objects.create({
                    qInfo: { qType: 'vidimus-sheets' },
                    qAppObjectListDef: { qType: 'sheet', qData: { title: '/qMetaDef/title', cells: '/cells', rank: '/rank' } },
                });
                if (mine !== era) return objects.destroy(made);
                list = made;
                guard('inventory.listen', () => cancels.push(listen(list, 'changed', changed)));
                await read();
            } catch {
                // Coverage is told when it can be read, at the latest on the next page.
            }
        },
        sheets: () => sheets,
        stop,
    };
}
