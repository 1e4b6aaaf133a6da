/** Flattens pivot and stacked cubes to rows: dimensions in their order, then measures. Pure. */
import { list, textOfCell } from './untrusted.js';

/**
 * A path from the root to a leaf; `measure` is the name of a pseudo dimension, or the place among a node's values.
 * @typedef {{ texts: string[], measure?: string | number, total?: boolean, node?: any }} Path
 */

/**
 * The paths in order. Pseudo dimensions, roots and values are no members of a dimension.
 * @param {unknown} nodes @param {Path} [above] @returns {Path[]}
 */
const pathsOf = (nodes, above = { texts: [] }) => list(nodes).flatMap((node, i) => {
    const type = node?.qType;
    const path = { node, texts: /^[PRV]$/.test(type) ? above.texts : [...above.texts, textOfCell(node)],
        measure: type === 'P' ? textOfCell(node) : type === 'V' ? i : above.measure,
        total: above.total || type === 'T' };
    const below = list(node?.qSubNodes);
    return below.length ? pathsOf(below, path) : [path];
});

/**
 * The paths of a page with their cells: in pivots every left one with every top one, in stacked cubes the values in the
 * tree.
 * @param {any} page @returns {Path[]}
 */
function cellsOf(page) {
    const [lefts, tops] = [page?.qLeft, page?.qTop].map((nodes) => pathsOf(nodes));
    if (!lefts.length && !tops.length) return pathsOf(page?.qData).filter(({ node }) => node?.qType === 'V');
    const alone = [{ texts: [] }];
    return (lefts.length ? lefts : alone).flatMap((/** @type {Path} */ left, y) => (tops.length ? tops : alone)
        .map((/** @type {Path} */ top, x) => ({ texts: [...left.texts, ...top.texts],
            measure: left.measure ?? top.measure, total: left.total || top.total, node: page.qData?.[y]?.[x] })));
}

/**
 * Rows of a page of a pivot cube, or of a stacked one.
 * @param {any} cube  the layout's
 * @param {any} page
 * @param {string[]} labels  of the measures
 * @param {number} dimensions
 * @returns {string[][]}
 */
export function treeRows(cube, page, labels, dimensions) {
    const order = list(cube.qEffectiveInterColumnSortOrder).filter((i) => i >= 0);
    /** @type {Map<string, string[]>} */
    const rows = new Map();
    for (const { texts, measure = 0, total, node } of cellsOf(page)) {
        // Totals repeat what the leaves say; a cell without a value was never drawn as one.
        if (total || /^[UET]$/.test(node?.qType)) continue;
        const key = JSON.stringify(texts);
        const row = rows.get(key) ?? [...Array(dimensions).fill(''), ...labels.map(() => '-')];
        texts.slice(0, dimensions).forEach((text, i) => { row[order.length === dimensions ? order[i] : i] = text; });
        const place = typeof measure === 'number' ? measure : Math.max(0, labels.indexOf(measure));
        // Values of stacked cubes have a number, and a text only where it was formatted.
        if (place < labels.length) row[dimensions + place] = node?.qType === 'V' && !node.qText
            && typeof node.qValue === 'number' ? String(node.qValue) : textOfCell(node);
        rows.set(key, row);
    }
    return [...rows.values()];
}
