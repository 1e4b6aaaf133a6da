/**
 * Reads what an object shows, as texts: from its layout as far as that goes, then by a few calls of at most 10,000
 * cells. The core takes what may be told of it.
 */
import { countOf } from '../core/limits.js';
import { treeRows } from './tree-rows.js';
import { list, textOfCell } from './untrusted.js';

/** @typedef {(top: number, width: number, height: number) => Promise<any>} Ask  for pages */

/** What the engine takes in one call; columns of a pivot's top that are asked for. */
const MAXIMUM_CELLS = 10_000;
const PIVOT_WIDTH = 100;
/** Calls for one reading. */
const CALLS = 3;

/** How more is asked for, by the mode of the cube. A list object has the mode L. */
const METHODS = /** @type {Record<string, string>} */ ({ S: 'getHyperCubeData', L: 'getListObjectData',
    P: 'getHyperCubePivotData', K: 'getHyperCubeStackData' });

/** @param {any} info  of a dimension or measure */
function columnOf({ qFallbackTitle: label = '', qGroupFieldDefs, qGroupPos = 0 }, dimension = true) {
    const name = dimension && list(qGroupFieldDefs)[qGroupPos];
    // A calculated dimension has an expression here, which is no name of a field.
    if (typeof name !== 'string' || /^\s*=|^$/.test(name)) return { label };
    const fieldName = name.replace(/^\[(.*)\]$/, '$1');
    return { fieldName, label: label || fieldName };
}

/**
 * @param {Pick<import('./source.js').SourcePorts, 'calls' | 'open'>} ports
 * @param {(objectId: string, total: number) => { from: number, to: number } | null} onScreen
 * @returns {import('../core/ports.js').QlikPort['readData']}
 */
export const createDataSource = ({ calls, open }, onScreen) => async (objectId, most) => {
    const model = /** @type {any} */ (await open(objectId));
    const { qHyperCube, qListObject, visualization, qInfo } = await calls.layout(model);
    const cube = qHyperCube ?? qListObject;
    const mode = qHyperCube ? cube.qMode ?? 'S' : 'L';
    if (!cube || !METHODS[mode]) return null;
    /** @type {Ask} */
    const ask = async (qTop, qWidth, qHeight) => list(await calls.run(() => model[METHODS[mode]](
        qHyperCube ? '/qHyperCubeDef' : '/qListObjectDef', [{ qTop, qLeft: 0, qWidth, qHeight }])));
    // What has an error has no column in the data.
    const [dimensions, measures] = [qHyperCube ? cube.qDimensionInfo : [cube.qDimensionInfo], cube.qMeasureInfo]
        .map((infos, i) => list(infos).filter((info) => info && !info.qError).map((info) => columnOf(info, !i)));
    const width = dimensions.length + measures.length;
    const { rows, totalRows, from = 0, source } = /[SL]/.test(mode)
        ? await straight(cube, width, most, ask, onScreen(objectId, countOf(cube.qSize?.qcy)))
        : await tree(cube, most, ask, dimensions.length, measures.map(({ label }) => label), mode === 'P');
    return { objectType: visualization ?? qInfo?.qType, mode, totalRows, rows, dimensions, measures, from, source };
};

/**
 * @typedef {{ rows: string[][], totalRows: number, from?: number, source?: string }} Read
 */

/**
 * Rows without gaps, from the first one that is wanted; those that no page has are asked for.
 * @param {any} cube @param {number} width @param {number} limit  of rows @param {Ask} ask
 * @param {{ from: number, to: number } | null} seen  rows on screen
 * @returns {Promise<Read>}
 */
async function straight(cube, width, limit, ask, seen) {
    const order = list(cube.qColumnOrder);
    const totalRows = countOf(cube.qSize?.qcy);
    const { from, to: most } = seen || { from: 0, to: totalRows };
    const to = Math.min(most, from + limit);
    /** @type {any[][]} by number */
    const known = [];
    const learn = (/** @type {unknown} */ pages) => list(pages).forEach((page) => page?.qArea?.qLeft
        || list(page?.qMatrix).forEach((row, i) => {
            if (list(row).length) known[countOf(page.qArea?.qTop) + i] ??= row;
        }));
    learn(cube.qDataPages);
    const rows = [];
    for (let [row, calls] = [from, width && CALLS]; row < to; row++) {
        if (!known[row] && calls-- > 0) learn(await ask(row, width,
            Math.min(Math.floor(MAXIMUM_CELLS / width), to - row)));
        if (!known[row]) break;
        rows.push(Array.from({ length: width }, (_, column) =>
            textOfCell(known[row][order.length === width ? order.indexOf(column) : column])));
    }
    return { rows, totalRows, from, source: seen ? 'scroll-state' : undefined };
}

/**
 * @param {any} cube @param {number} limit  of rows @param {Ask} ask @param {number} dimensions @param {string[]} labels
 *     of the measures
 * @param {boolean} pivot
 * @returns {Promise<Read>}
 */
async function tree(cube, limit, ask, dimensions, labels, pivot) {
    const [x, y] = [countOf(cube.qSize?.qcx), countOf(cube.qSize?.qcy)];
    const width = Math.max(1, Math.min(x, pivot ? PIVOT_WIDTH : MAXIMUM_CELLS));
    const pages = list(pivot ? cube.qPivotDataPages : cube.qStackedDataPages);
    const given = pages.length ? pages
        : await ask(0, width, Math.max(1, Math.min(y, limit, Math.floor(MAXIMUM_CELLS / width))));
    const all = given.flatMap((/** @type {any} */ page) => treeRows(cube, page, labels, dimensions));
    const area = given[0]?.qArea;
    // How many rows the rest would give is not known: at least one.
    const rest = area?.qWidth >= x && (!pivot || area.qHeight >= y) ? 0 : 1;
    return { rows: all.slice(0, limit), totalRows: Math.max(all.length + rest, rest && pivot ? y : 0) };
}
