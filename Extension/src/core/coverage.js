/**
 * Which sheets and objects of the app are audited at all: told once per page and when it changes.
 */

import { CAPS, fingerprint, idOf, jsonBytes, textOf } from './limits.js';
import { objectsOf } from './navigation.js';
import { hostsUs, whyNot } from './scope.js';

/** Sheets told at most, bytes of all, and milliseconds between two tellings. */
const BOUNDS = { sheets: 300, bytes: 256 * 1024, pause: 60_000 };

/** @param {import('./ports.js').InventoryFact} fact @param {import('./settings.js').Settings['scope']} scope */
export function inventoryOf(fact, scope) {
    const raw = Array.isArray(fact.sheets) ? fact.sheets : [];
    let complete = raw.length <= BOUNDS.sheets;
    let left = BOUNDS.bytes;
    const sheets = raw.slice(0, BOUNDS.sheets).flatMap((one) => {
        const id = idOf(one?.id);
        if (!id) return [];
        const objects = objectsOf(one.objects);
        if (Array.isArray(one.objects) && one.objects.length > objects.length) complete = false;
        const hosts = one.hosts === true || hostsUs(objects);
        const sheet = { id, title: textOf(one.title, CAPS.name), hosts, objects: objects.map((object) => {
            const why = whyNot(scope, object, hosts);
            const { id: own, type, title } = object;
            return { id: own, type, title, audited: why === null, ...(why ? { why } : {}) };
        }) };
        const bytes = jsonBytes(sheet);
        if (bytes > left) return (complete = false), [];
        left -= bytes;
        return [sheet];
    });
    return { type: 'coverage.inventory', scope: scope.reach, complete, sheets };
}

/** @param {import('./settings.js').Settings['scope']} scope */
export function createCoverage(scope) {
    /** @type {ReturnType<typeof inventoryOf> | null} */
    let newest = null;
    let mark = '';
    let told = '';
    let next = -Infinity;
    return {
        /** @type {(fact: import('./ports.js').InventoryFact) => void} */
        take(fact) {
            newest = inventoryOf(fact, scope);
            mark = fingerprint(JSON.stringify(newest)); // once: this is asked for at every fact
        },
        /** @type {(sheetId: string) => boolean} */
        hosts: (sheetId) => newest?.sheets.some((sheet) => sheet.id === sheetId && sheet.hosts) ?? false,
        due: () => (mark === told ? Infinity : next),
        /**
         * What is to be told now, if anything.
         * @type {(mono: number) => Record<string, unknown> | null}
         */
        tell(mono) {
            if (!newest || mono < next || mark === told) return null;
            told = mark;
            next = mono + BOUNDS.pause;
            return newest;
        },
    };
}
