/**
 * Which sheets and objects of the app are audited at all: told once per page and when it changes.
 */

import { CAPS, firstOf, idOf, jsonBytes, textOf } from './limits.js';
import { objectsOf, whyNot } from './scope.js';
import { emit } from './trail.js';

/** @typedef {import('./state.js').Audit} Audit */

/** Sheets told at most, bytes of all, and milliseconds between two tellings. */
const SHEETS = 300;
const BYTES = 256 * 1024;
const PAUSE = 60_000;

/**
 * @typedef {{ scope: string, complete: boolean,
 *     sheets: { id: string | null, title?: string, hosts: boolean, objects: object[] }[] }} Inventory
 */

/** @param {Audit} a @param {import('./ports.js').InventoryFact} fact */
export function takeInventory(a, fact) {
    const { scope } = a;
    let left = BYTES;
    let complete = true;
    const sheets = firstOf(fact.sheets, SHEETS).map((raw) => {
        const hosts = raw?.hosts === true;
        const objects = objectsOf(raw?.objects);
        if (objects.length < raw?.objects?.length) complete = false;
        return { id: idOf(raw?.id), title: textOf(raw?.title, CAPS.name), hosts,
            objects: objects.map((object) => {
                const { id, type, title } = object;
                const why = whyNot(scope, object, hosts);
                return { id, type, title, audited: !why, why };
            }) };
    }).filter((sheet) => sheet.id && (left -= jsonBytes(sheet)) >= 0);
    a.inventory = { scope: scope.reach, sheets, complete: complete && sheets.length === fact.sheets?.length };
    a.covered = JSON.stringify(a.inventory); // once: this is asked for at every fact
}

/** @param {Audit} a @returns {import('./state.js').Task} */
export const coverageTask = (a) => [a.on && a.covered !== a.coveredTold ? a.coveredNext : Infinity, () => {
    emit(a, 1, 'event.coverage.inventory', a.inventory);
    a.coveredTold = a.covered;
    a.coveredNext = a.at + PAUSE;
}];
