/**
 * Reads what an object shows, as texts: from its layout as far as that goes, then by a few calls of at most 10,000
 * cells.
 */
import { CAPS, countOf, textOf } from '../core/limits.js';
import { MAXIMUM_CELLS, placesOf, rowsOf, stretch, windowsFor } from './straight-rows.js';
import { treeRows } from './tree-rows.js';
import { at, itemsOf, membersOf } from './untrusted.js';

/** @typedef {import('../core/ports.js').DataWindow} DataWindow */
/** @typedef {import('../core/ports.js').RawObjectData} RawObjectData */
/** @typedef {Pick<import('./source.js').SourcePorts, 'calls' | 'open'> & {
 *     onScreen: (objectId: string, total: number) => { from: number, to: number } | null }} Ports */

/** Columns of one cube that are looked at; width of a pivot's top. */
const BOUNDS = { columns: 200, pivotWidth: 100, page: 10_000 };

const PATH = '/qHyperCubeDef';

/** @param {unknown} info  of a dimension or measure @returns {{ fieldName?: string, label: string }} */
function columnOf(info, dimension = false) {
    const label = textOf(at(info, 'qFallbackTitle'), CAPS.field) ?? '';
    const definition = itemsOf(at(info, 'qGroupFieldDefs'), BOUNDS.columns)[countOf(at(info, 'qGroupPos'))];
    // A calculated dimension has an expression here, which is no name of a field.
    const field = typeof definition === 'string' && !/^\s*=/.test(definition)
        ? textOf(definition.replace(/^\[(.*)\]$/, '$1'), CAPS.field) : undefined;
    return dimension && field ? { fieldName: field, label: label || field } : { label };
}

/**
 * What has an error has no column in the data.
 * @param {unknown} infos
 */
const usable = (infos) => itemsOf(infos, BOUNDS.columns).filter((info) => !at(info, 'qError'));

/**
 * @param {Ports} ports
 * @returns {import('../core/ports.js').QlikPort['readData']}
 */
export const createDataSource = (ports) => async (objectId, want) => {
    const model = await ports.open(objectId);
    const layout = await ports.calls.layout(model);
    const type = textOf(layout.visualization, CAPS.name) ?? textOf(at(layout, 'qInfo', 'qType'), CAPS.name)
        ?? 'unknown';
    const cube = layout.qHyperCube;
    const list = layout.qListObject;
    if (!cube && !list) return null;
    const mode = cube ? String(at(cube, 'qMode') ?? 'S') : 'L';
    if (mode === 'S' || mode === 'L') return straight(ports, { objectId, model, type, mode, source: cube ?? list },
        want);
    return mode === 'P' || mode === 'K' ? tree(ports, { model, type, mode, cube }, want) : null;
};

/**
 * @param {Ports} ports
 * @param {{ objectId: string, model: unknown, type: string, mode: string, source: unknown }} from
 * @param {DataWindow} want
 * @returns {Promise<RawObjectData>}
 */
async function straight({ calls, onScreen }, { objectId, model, type, mode, source }, want) {
    const dimensions = mode === 'L' ? [at(source, 'qDimensionInfo')] : usable(at(source, 'qDimensionInfo'));
    const measures = mode === 'L' ? [] : usable(at(source, 'qMeasureInfo'));
    const width = dimensions.length + measures.length;
    const kept = [dimensions.slice(0, want.dimensions), measures.slice(0, want.measures)];
    const wanted = [...kept[0].keys(), ...[...kept[1].keys()].map((i) => dimensions.length + i)];
    const places = placesOf(source, width, wanted);
    const total = countOf(at(source, 'qSize', 'qcy'));
    const seen = want.onscreen ? onScreen(objectId, total) : null;
    const from = seen?.from ?? 0;
    const most = Math.min(seen?.to ?? total, total);
    const to = Math.min(most, from + want.rows);
    const rows = rowsOf(at(source, 'qDataPages'), places);
    const method = mode === 'L' ? 'getListObjectData' : 'getHyperCubeData';
    const path = mode === 'L' ? '/qListObjectDef' : PATH;
    for (const area of width ? windowsFor(rows, from, to, width, want.calls) : []) {
        rowsOf(await calls.run(() => /** @type {any} */ (model)[method](path, [area])), places, rows);
    }
    const read = stretch(rows, from, to);
    return {
        objectType: type, mode, totalRows: total, rows: read, ...columns(kept[0], kept[1]),
        visibleRange: { rowStart: from, rowEnd: from + read.length, colStart: 0, colEnd: wanted.length, source: seen
            ? 'scroll-state' : 'data-page' },
        truncated: reasons({ rows: from + read.length < most, dimensions: kept[0].length < dimensions.length,
            measures: kept[1].length < measures.length }),
    };
}

/**
 * @param {Ports} ports
 * @param {{ model: unknown, type: string, mode: string, cube: unknown }} from
 * @param {DataWindow} want
 * @returns {Promise<RawObjectData>}
 */
async function tree({ calls }, { model, type, mode, cube }, want) {
    const dimensions = usable(at(cube, 'qDimensionInfo'));
    const measures = usable(at(cube, 'qMeasureInfo'));
    const size = { x: countOf(at(cube, 'qSize', 'qcx')), y: countOf(at(cube, 'qSize', 'qcy')) };
    const pivot = mode === 'P';
    let pages = itemsOf(at(cube, pivot ? 'qPivotDataPages' : 'qStackedDataPages'), want.calls);
    if (!pages.length) {
        const qWidth = Math.max(1, Math.min(size.x, pivot ? BOUNDS.pivotWidth : MAXIMUM_CELLS));
        const qHeight = Math.max(1, Math.min(size.y, want.rows, Math.floor(MAXIMUM_CELLS / qWidth)));
        const method = pivot ? 'getHyperCubePivotData' : 'getHyperCubeStackData';
        pages = itemsOf(await calls.run(() => /** @type {any} */ (model)[method](PATH,
            [{ qTop: 0, qLeft: 0, qWidth, qHeight }])), 1);
    }
    const labels = measures.map((info) => columnOf(info).label);
    const all = pages.flatMap((page) => treeRows(cube, page, labels, dimensions.length));
    const kept = [dimensions.slice(0, want.dimensions), measures.slice(0, want.measures)];
    const picked = [...kept[0].keys(), ...[...kept[1].keys()].map((i) => dimensions.length + i)];
    const rows = all.slice(0, want.rows).map((row) => picked.map((i) => row[i]));
    const area = membersOf(at(pages[0], 'qArea'));
    const whole = pivot ? countOf(area.qHeight) >= size.y && countOf(area.qWidth) >= size.x
        : countOf(area.qWidth) >= size.x;
    return {
        objectType: type, mode, totalRows: whole ? all.length : Math.max(all.length, pivot ? size.y : size.x), rows,
            ...columns(kept[0], kept[1]),
        visibleRange: { rowStart: 0, rowEnd: rows.length, colStart: 0, colEnd: picked.length, source: 'data-page' },
        truncated: reasons({ rows: !whole || rows.length < all.length, dimensions: kept[0].length < dimensions.length,
            measures: kept[1].length < measures.length }),
    };
}

/** @param {unknown[]} dimensions @param {unknown[]} measures */
const columns = (dimensions, measures) => ({
    dimensions: dimensions.map((info) => columnOf(info, true)), measures: measures.map((info) => columnOf(info)),
});

/** @param {Record<string, boolean>} flags */
const reasons = (flags) => Object.keys(flags).filter((name) => flags[name]);
