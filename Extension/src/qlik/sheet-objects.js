/** Which objects a sheet has, read from layouts: cells, and what is inside containers. Pure but for the questions. */
import { isShell, objectsOf } from '../core/scope.js';
import { list } from './untrusted.js';

/** @typedef {import('../core/ports.js').SheetObject} SheetObject */

/** Containers of one level that are asked, and how deep they may be nested. */
const BOUNDS = { containers: 30, depth: 3 };

/** @param {any} layout  of a sheet or container @returns {any[]} */
const childrenOf = (layout) => list(layout.qChildList?.qItems).map((item) => ({ id: item?.qInfo?.qId,
    type: item?.qData?.visualization ?? item?.qInfo?.qType, title: item?.qData?.title }));

/**
 * The objects of a sheet: its cells, with the titles that the list of children has, and what is inside containers.
 * @param {any} layout  of the sheet
 * @param {(id: string) => Promise<any>} layoutOf  a container; rejects when it cannot be had
 * @returns {Promise<SheetObject[]>}
 */
export async function contentsOf(layout, layoutOf) {
    const children = childrenOf(layout);
    const cells = list(layout.cells).map((cell) => {
        const child = children.find(({ id }) => id === cell?.name);
        return { ...child, id: cell?.name, type: cell?.type ?? child?.type };
    });
    // Without cells (a sheet of another kind) the children are all there is to go by.
    let all = objectsOf(cells.length ? cells : children);
    let level = all;
    for (let depth = 0; depth < BOUNDS.depth; depth++) {
        const inside = await Promise.all(level.filter(isShell).slice(0, BOUNDS.containers).map(({ id }) =>
            layoutOf(id).then(childrenOf).catch(() => [])));
        const known = all.length;
        all = objectsOf([...all, ...inside.flat()]);
        level = all.slice(known);
    }
    return all;
}
