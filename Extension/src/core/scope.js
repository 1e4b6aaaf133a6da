/**
 * Which objects are audited, and why others are not.
 */

import { CAPS, firstOf, idOf, textOf } from './limits.js';

/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {import('./ports.js').SheetObject} SheetObject */
/** @typedef {'excluded-type' | 'not-listed' | 'unsupported' | 'sheet-without-extension'} Why */

/** The type of our own object: the base name of the extension's files. */
export const OWN_TYPE = 'vidimus';

/** Shells that only hold others: what is looked at are their children. */
const SHELLS = /^(sheet|container|sn-((tabbed|layout)-)?container)$/;

/** What the printing service draws nothing useful of. */
const PICTURELESS = /^(filterpane|listbox|(action-)?button|sn-nav-menu)$/;

/** @param {SheetObject} object */
export const isShell = (object) => SHELLS.test(object.type);

/** @param {SheetObject} object */
export const isExportable = (object) =>
    object.exportable !== false && !isShell(object) && !PICTURELESS.test(object.type);

/**
 * Why an object is not audited, if it is not.
 * @param {Settings['scope']} scope @param {SheetObject} object @param {boolean} hosts its sheet hosts the extension
 * @returns {Why | undefined}
 */
export function whyNot(scope, object, hosts) {
    if (scope.reach === 'sheet' && !hosts) return 'sheet-without-extension';
    if (object.type === OWN_TYPE || scope.excludedTypes.includes(object.type)) return 'excluded-type';
    if (isShell(object)) return 'unsupported';
    return scope.objects === 'listed' && !scope.listed.includes(object.id) ? 'not-listed' : undefined;
}

/** @param {readonly SheetObject[]} objects */
export const hostsUs = (objects) => objects.some((object) => object.type === OWN_TYPE);

/**
 * What of a sheet can be worked with.
 * @param {unknown} raw @returns {SheetObject[]}
 */
export function objectsOf(raw) {
    /** @type {Map<string, SheetObject>} */
    const objects = new Map();
    for (const one of firstOf(raw, CAPS.objects)) {
        const id = idOf(one?.id);
        if (!id || objects.has(id)) continue;
        objects.set(id, { id, type: textOf(one.type, CAPS.name) ?? 'unknown', title: textOf(one.title, CAPS.name),
            exportable: one.exportable !== false });
    }
    return [...objects.values()];
}
