import { element } from '../../test/hostpage/charts.js';
import { colour } from './palette.js';
import { svg } from './svg.js';

/** Of a circle of the radius 1. */
const HOLE = 0.55;

/** A ring of the first measure, and what its parts are. @param {import('./draw.js').Drawing} drawing */
export function drawPie({ rows, select, width, height }) {
    const numbers = rows.map(({ values }) => Math.max(0, Number(values[0]?.number) || 0));
    const total = numbers.reduce((a, b) => a + b, 0) || 1;
    const size = Math.max(60, Math.min(height - 16, width * 0.5));
    let before = 0;
    const parts = numbers.map((number, row) => {
        const from = before;
        before += number / total;
        return svg('path', { d: ring(from, before), fill: colour(row), stroke: '#fff', 'stroke-width': 0.015,
            class: 'point', onclick: () => select(0, row) },
            svg('title', {}, `${rows[row].texts[0]}: ${rows[row].values[0]?.text}`));
    });
    const names = rows.map(({ texts, values }, row) => element('li', { onclick: () => select(0, row) },
        element('i', { style: `background:${colour(row)}` }), element('span', {}, texts[0] ?? ''),
        element('b', {}, values[0]?.text ?? '')));
    return element('div', { class: 'chart pie' },
        svg('svg', { width: size, height: size, viewBox: '-1.05 -1.05 2.1 2.1' }, ...parts),
        element('ul', { class: 'parts scroll' }, ...names));
}

/** A part of the ring between two shares of the circle. @param {number} from @param {number} to */
function ring(from, to) {
    // A whole circle has no arc of its own: its ends are the same.
    const end = Math.min(to, from + 0.9999);
    const at = (/** @type {number} */ share, /** @type {number} */ radius) => {
        const angle = 2 * Math.PI * share - Math.PI / 2;
        return `${(radius * Math.cos(angle)).toFixed(4)} ${(radius * Math.sin(angle)).toFixed(4)}`;
    };
    const large = end - from > 0.5 ? 1 : 0;
    return `M${at(from, 1)}A1 1 0 ${large} 1 ${at(end, 1)}`
        + `L${at(end, HOLE)}A${HOLE} ${HOLE} 0 ${large} 0 ${at(from, HOLE)}Z`;
}
