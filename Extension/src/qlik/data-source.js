/**
 * Reads what an object shows, as texts: from its layout as far as that goes, then by a few calls of at most 10,000
 * cells. The core takes what may be told of it.
 */
import { countOf } from '../core/limits.js';
import { MAXIMUM_CELLS, rowsOf, stretch, windowsFor } from './straight-rows.js';
import { treeRows } from './tree-rows.js';
import { list } from './untrusted.js';

/** @typedef {import('../core/ports.js').DataWindow} DataWindow */

/** Columns of a pivot's top that are asked for. */
const PIVOT_WIDTH = 100;

/** By the mode of the cube: where its first pages stand, and how more are asked for. A list object has the mode L. */
const MODES = /** @type {Record<string, [pages: string, method: string]>} */ ({
    S: ['qDataPages', 'getHyperCubeData'], L: ['qDataPages', 'getListObjectData'],
    P: ['qPivotDataPages', 'getHyperCubePivotData'], K: ['qStackedDataPages', 'getHyperCubeStackData'],
});

/** @param {any} info  of a dimension or measure */
function columnOf(info, dimension = true) {
    const label = info?.qFallbackTitle ?? '';
    const name = dimension && list(info?.qGroupFieldDefs)[info.qGroupPos ?? 0];
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
export const createDataSource = ({ calls, open }, onScreen) => async (objectId, want) => {
    const model = /** @type {any} */ (await open(objectId));
    const { qHyperCube, qListObject, visualization, qInfo } = await calls.layout(model);
    const cube = qHyperCube ?? qListObject;
    const mode = qHyperCube ? cube.qMode ?? 'S' : 'L';
    if (!cube || !MODES[mode]) return null;
    const [pages, method] = MODES[mode];
    /** @param {import('./straight-rows.js').Area} area */
    const ask = (area) => calls.run(() => model[method](qHyperCube ? '/qHyperCubeDef' : '/qListObjectDef', [area]));
    // What has an error has no column in the data.
    const [dimensions, measures] = [qHyperCube ? cube.qDimensionInfo : [cube.qDimensionInfo], cube.qMeasureInfo]
        .map((infos) => list(infos).filter((info) => !info?.qError));
    const columns = { dimensions: dimensions.map((info) => columnOf(info)),
        measures: measures.map((info) => columnOf(info, false)) };
    const width = dimensions.length + measures.length;
    const read = mode === 'S' || mode === 'L'
        ? await straight(cube, width, want, ask, want.onscreen && onScreen(objectId, countOf(cube.qSize?.qcy)))
        : await tree(cube, list(cube[pages]), want, ask, columns, mode === 'P');
    const { rows, totalRows, from = 0, source = 'data-page', whole } = read;
    return { objectType: visualization ?? qInfo?.qType, mode, totalRows, rows, ...columns,
        visibleRange: { rowStart: from, rowEnd: from + rows.length, colStart: 0, colEnd: width, source },
        truncated: whole ? [] : ['rows'] };
};

/**
 * @typedef {{ rows: string[][], totalRows: number, whole: boolean, from?: number, source?: string }} Read  `whole`:
 *     these are all rows that are meant
 */

/**
 * @param {any} cube @param {number} width @param {DataWindow} want
 * @param {(area: import('./straight-rows.js').Area) => Promise<any>} ask
 * @param {{ from: number, to: number } | null | false} seen  rows on screen
 * @returns {Promise<Read>}
 */
async function straight(cube, width, want, ask, seen) {
    const order = list(cube.qColumnOrder);
    const places = Array.from({ length: width }, (_, column) => (order.length === width ? order.indexOf(column)
        : column));
    const totalRows = countOf(cube.qSize?.qcy);
    const { from, to: most } = seen || { from: 0, to: totalRows };
    const to = Math.min(most, from + want.rows);
    const known = rowsOf(cube.qDataPages, places);
    for (const area of width ? windowsFor(known, from, to, width, want.calls) : []) {
        rowsOf(await ask(area), places, known);
    }
    const rows = stretch(known, from, to);
    return { rows, totalRows, from, source: seen ? 'scroll-state' : undefined, whole: from + rows.length >= most };
}

/**
 * @param {any} cube @param {any[]} pages @param {DataWindow} want
 * @param {(area: import('./straight-rows.js').Area) => Promise<any>} ask
 * @param {{ dimensions: unknown[], measures: { label: string }[] }} columns @param {boolean} pivot
 * @returns {Promise<Read>}
 */
async function tree(cube, pages, want, ask, { dimensions, measures }, pivot) {
    const [x, y] = [countOf(cube.qSize?.qcx), countOf(cube.qSize?.qcy)];
    const qWidth = Math.max(1, Math.min(x, pivot ? PIVOT_WIDTH : MAXIMUM_CELLS));
    const qHeight = Math.max(1, Math.min(y, want.rows, Math.floor(MAXIMUM_CELLS / qWidth)));
    const given = pages.length ? pages : list(await ask({ qTop: 0, qLeft: 0, qWidth, qHeight }));
    const all = given.flatMap((page) => treeRows(cube, page, measures.map(({ label }) => label), dimensions.length));
    const rows = all.slice(0, want.rows);
    const area = given[0]?.qArea;
    const read = area?.qWidth >= x && (!pivot || area.qHeight >= y);
    return { rows, totalRows: read ? all.length : Math.max(all.length, pivot ? y : x),
        whole: read && rows.length === all.length };
}
