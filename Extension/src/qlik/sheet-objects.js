/** Which objects a sheet has, read from layouts: cells, and what is inside containers. Pure but for the questions. */
import { CAPS, idOf, textOf } from '../core/limits.js';
import { isShell } from '../core/scope.js';
import { at, itemsOf, membersOf } from './untrusted.js';

/** @typedef {import('../core/ports.js').SheetObject} SheetObject */

/** Containers of one sheet that are asked, and how deep they may be nested. */
const BOUNDS = { containers: 30, depth: 3 };

/** @param {unknown} layout  of a sheet or container @returns {SheetObject[]} */
export function childrenOf(layout, /** @type {string | undefined} */ container) {
    return itemsOf(at(layout, 'qChildList', 'qItems'), CAPS.objects).flatMap((item) => {
        const id = idOf(at(item, 'qInfo', 'qId'));
        return id ? [objectOf(id, at(item, 'qData', 'visualization') ?? at(item, 'qInfo', 'qType'),
            at(item, 'qData', 'title'), container)] : [];
    });
}

/** @param {unknown} cells  of a sheet's layout @returns {SheetObject[]} */
export const cellsOf = (cells) => itemsOf(cells, CAPS.objects).flatMap((item) => {
    const cell = membersOf(item);
    const id = idOf(cell.name);
    return id ? [objectOf(id, cell.type, undefined)] : [];
});

/**
 * @param {string} id @param {unknown} type @param {unknown} title @param {string} [container] @returns {SheetObject}
 */
function objectOf(id, type, title, container) {
    /** @type {SheetObject} */
    const made = { id, type: textOf(type, CAPS.name) ?? 'unknown' };
    const named = textOf(title, CAPS.name);
    if (named) made.title = named;
    if (container) made.container = container;
    return made;
}

/**
 * Cells with the titles that the list of children has.
 * @param {unknown} layout  of a sheet @returns {SheetObject[]}
 */
export function objectsOf(layout) {
    const children = new Map(childrenOf(layout, undefined).map((child) => [child.id, child]));
    const cells = cellsOf(at(layout, 'cells'));
    // Without cells (a sheet of another kind) the children are all there is to go by.
    return (cells.length ? cells : [...children.values()]).map((cell) => {
        const child = children.get(cell.id);
        return { ...child, ...cell, type: cell.type === 'unknown' && child ? child.type : cell.type };
    });
}

/**
 * Adds what is inside containers.
 * @param {SheetObject[]} objects
 * @param {(id: string) => Promise<unknown>} layoutOf  rejects when it cannot be had
 * @returns {Promise<SheetObject[]>}
 */
export async function withContents(objects, layoutOf) {
    const all = [...objects];
    let level = objects.filter(isShell);
    for (let depth = 0; depth < BOUNDS.depth && level.length; depth++) {
        const inside = await Promise.all(level.slice(0, BOUNDS.containers).map((shell) =>
            layoutOf(shell.id).then((layout) => childrenOf(layout, shell.id), () => [])));
        const fresh = inside.flat().filter(({ id }) => !all.some((known) => known.id === id));
        all.push(...fresh);
        level = fresh.filter(isShell);
    }
    return all.slice(0, CAPS.objects);
}
