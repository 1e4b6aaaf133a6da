/** Draws an object in its place, from what the engine's model holds. Clicks select. */
import { element } from '../../test/hostpage/charts.js';
import { drawBars } from './bars.js';
import { drawBubbles } from './bubbles.js';
import { drawLines } from './lines.js';
import { drawList } from './list.js';
import { drawPie } from './pie.js';
import { drawTable } from './table.js';

/**
 * What a chart is drawn of.
 * @typedef {{ rows: import('../../test/hostpage/engine/compute.js').CubeRow[], dimensions: { field: string }[],
 *     measures: { label: string, unit?: string }[],
 *     select: (dimension: number, row: number) => void, width: number, height: number }} Drawing
 */

/** @type {Record<string, (drawing: Drawing) => Node>} */
const CHARTS = {
    barchart: drawBars, linechart: drawLines, piechart: drawPie, table: drawTable, 'pivot-table': drawTable,
        boxplot: drawBubbles, map: drawBubbles,
    kpi: ({ rows }) => element('strong', { class: 'kpi' }, rows[0]?.values[0]?.text ?? '–'),
};

/**
 * @param {HTMLElement} place
 * @param {any} object  of the model
 * @param {any} engine
 * @param {(field: string, value: string) => void} toggle
 */
export function drawChart(place, object, engine, toggle) {
    const top = place.querySelector('.scroll')?.scrollTop ?? 0;
    const made = object.list ? drawList(engine, object.list, toggle) : CHARTS[object.type]?.({
        rows: object.rows, dimensions: object.dimensions, measures: object.measures, width: place.clientWidth,
            height: place.clientHeight,
        select: (dimension, row) => toggle(object.dimensions[dimension].field, object.rows[row].texts[dimension]),
    });
    place.replaceChildren(made ?? element('p', {}, object.type));
    const scroll = place.querySelector('.scroll');
    if (scroll) scroll.scrollTop = top;
}
