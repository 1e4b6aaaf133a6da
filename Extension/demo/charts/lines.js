import { element } from '../../test/hostpage/charts.js';
import { legend } from './legend.js';
import { colour } from './palette.js';
import { svg } from './svg.js';

/** Pixels around the lines, and that the legend takes. */
const MARGIN = { left: 14, right: 14, top: 22, bottom: 22 };
const LEGEND = 22;
/** Pixels that a label needs. */
const LABEL = 52;

/** One line for each measure, from nought. @param {import('./draw.js').Drawing} drawing */
export function drawLines({ rows, measures, select, width, height }) {
    const tall = Math.max(60, height - (measures.length > 1 ? LEGEND : 0));
    const most = Math.max(1e-9, ...rows.flatMap(({ values }) => values.map(({ number }) => Number(number) || 0)));
    const step = (width - MARGIN.left - MARGIN.right) / Math.max(1, rows.length);
    const x = (/** @type {number} */ row) => MARGIN.left + step * (row + 0.5);
    const reach = tall - MARGIN.top - MARGIN.bottom;
    const y = (/** @type {unknown} */ number) =>
        tall - MARGIN.bottom - (Math.max(0, Number(number) || 0) / most) * reach;
    const every = Math.max(1, Math.ceil(LABEL / step));
    const grid = [0, 0.5, 1].map((part) => svg('line', { class: 'grid', x1: MARGIN.left, x2: width - MARGIN.right,
        y1: y(part * most), y2: y(part * most) }));
    const lines = measures.map((_, at) => svg('polyline', { fill: 'none', stroke: colour(at), 'stroke-width': 2,
        points: rows.map(({ values }, row) => `${x(row)},${y(values[at]?.number)}`).join(' ') }));
    const top = svg('text', { x: MARGIN.left, y: MARGIN.top - 7, class: 'axis' },
        rows.length ? Math.round(most).toLocaleString('en-US') : '');
    const points = rows.map(({ texts, values }, row) => svg('g', { class: 'point', onclick: () => select(0, row) },
        svg('title', {}, `${texts.join(' · ')}: ${values.map(({ text }) => text).join(', ')}`),
        svg('rect', { x: x(row) - step / 2, y: 0, width: step, height: tall, fill: 'transparent' }),
        ...values.map(({ number }, at) => svg('circle', { cx: x(row), cy: y(number), r: 3.5, fill: colour(at) })),
        ...(row % every ? [] : [svg('text', { x: x(row), y: tall - 6, class: 'axis', 'text-anchor': 'middle' },
            texts.join(' · '))])));
    return element('div', { class: 'chart' }, ...legend(measures), svg('svg', { width, height: tall }, ...grid, top,
        ...lines, ...points));
}
