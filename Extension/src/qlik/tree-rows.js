/** Flattens pivot and stacked cubes to rows: dimensions in their order, then measures. Pure. */
import { textOfCell } from './straight-rows.js';
import { at, itemsOf, membersOf } from './untrusted.js';

/** Paths of one tree, and levels. */
const BOUNDS = { leaves: 10_000, depth: 60 };

/**
 * @typedef {{ texts: string[], measure: string | null, row: number, total: boolean }} Path  `measure` of a pseudo
 *     dimension
 */

/**
 * The paths from the roots to the leaves, in order.
 * @param {unknown} nodes @param {Path} [above] @param {Path[]} [found] @returns {Path[]}
 */
export function pathsOf(nodes, above = { texts: [], measure: null, row: 0, total: false }, found = []) {
    for (const raw of itemsOf(nodes, BOUNDS.leaves)) {
        if (found.length >= BOUNDS.leaves || above.texts.length > BOUNDS.depth) break;
        const node = membersOf(raw);
        const pseudo = node.qType === 'P';
        const path = {
            texts: pseudo ? above.texts : [...above.texts, textOfCell(node)], measure: pseudo ? textOfCell(node)
                : above.measure,
            row: found.length, total: above.total || node.qType === 'T',
        };
        const below = itemsOf(node.qSubNodes, BOUNDS.leaves);
        if (below.length) pathsOf(below, path, found);
        else found.push(path);
    }
    return found;
}

/**
 * One place per dimension in the order of the layout.
 * @param {unknown} cube @param {number} dimensions
 */
function orderOf(cube, dimensions) {
    const order = itemsOf(at(cube, 'qEffectiveInterColumnSortOrder'), BOUNDS.depth).filter((i) => Number(i) >= 0)
        .map(Number);
    return order.length === dimensions ? order : Array.from({ length: dimensions }, (_, i) => i);
}

/**
 * Rows of a page of a pivot cube, or of a stacked one, which has its values in the tree.
 * @param {unknown} cube  the layout's
 * @param {unknown} page
 * @param {string[]} labels  of the measures
 * @param {number} dimensions
 * @returns {string[][]}
 */
export function treeRows(cube, page, labels, dimensions) {
    const order = orderOf(cube, dimensions);
    /** @type {Map<string, string[]>} */
    const rows = new Map();
    /** @param {string[]} texts @param {number} measure @param {string} value */
    const put = (texts, measure, value) => {
        const key = JSON.stringify(texts);
        const row = rows.get(key) ?? [...Array(dimensions).fill(''), ...labels.map(() => '-')];
        texts.forEach((text, i) => { row[order[i] ?? i] = text; });
        row[dimensions + measure] = value;
        rows.set(key, row);
    };
    if (Array.isArray(at(page, 'qLeft')) || Array.isArray(at(page, 'qTop'))) pivot(page, labels, put);
    else stacked(page, labels, put);
    return [...rows.values()].map((row) => row.slice(0, dimensions + labels.length));
}

/** @param {string[]} labels @param {string | null} name */
const measureOf = (labels, name) => Math.max(0, labels.indexOf(name ?? ''));

/**
 * @param {unknown} page @param {string[]} labels @param {(texts: string[], measure: number, value: string) => void} put
 */
function pivot(page, labels, put) {
    /** @type {Path[]} */
    const alone = [{ texts: [], measure: null, row: 0, total: false }];
    const lefts = pathsOf(at(page, 'qLeft'));
    const tops = pathsOf(at(page, 'qTop'));
    const data = itemsOf(at(page, 'qData'), BOUNDS.leaves);
    (lefts.length ? lefts : alone).forEach((left, y) => (tops.length ? tops : alone).forEach((top, x) => {
        const cell = membersOf(itemsOf(data[y], BOUNDS.leaves)[x]);
        // Totals repeat what the leaves say; a cell without a value was never drawn as one.
        if (left.total || top.total || cell.qType === 'U' || cell.qType === 'E' || cell.qType === 'T') return;
        put([...left.texts, ...top.texts], measureOf(labels, left.measure ?? top.measure), textOfCell(cell));
    }));
}

/**
 * @param {unknown} page @param {string[]} labels @param {(texts: string[], measure: number, value: string) => void} put
 */
function stacked(page, labels, put) {
    /** @param {unknown} raw @param {string[]} texts */
    const walk = (raw, texts) => {
        if (texts.length > BOUNDS.depth) return;
        const node = membersOf(raw);
        const own = node.qType === 'R' ? texts : [...texts, textOfCell(node)];
        const below = itemsOf(node.qSubNodes, BOUNDS.leaves);
        const values = below.filter((child) => membersOf(child).qType === 'V');
        values.forEach((value, i) => put(own, Math.min(i, labels.length - 1), valueText(value)));
        for (const child of below) if (membersOf(child).qType !== 'V' && membersOf(child).qType !== 'T') walk(child,
            own);
    };
    for (const root of itemsOf(at(page, 'qData'), BOUNDS.leaves)) walk(root, []);
}

/**
 * Values of stacked cubes have a number, and a text only where it was formatted.
 * @param {unknown} cell
 */
function valueText(cell) {
    const { qText, qValue } = membersOf(cell);
    if (typeof qText === 'string' && qText !== '') return qText;
    return typeof qValue === 'number' ? String(qValue) : '-';
}
