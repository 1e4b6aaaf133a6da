import { element } from '../../test/hostpage/charts.js';
import { colour } from './palette.js';

/** Pixels across of the largest. */
const LARGEST = 64;

/**
 * One circle for each value: stands for the kinds of charts that have no drawing of their own here.
 * @param {import('./draw.js').Drawing} drawing
 */
export function drawBubbles({ rows, select }) {
    const most = Math.max(1e-9, ...rows.map(({ values }) => Number(values[0]?.number) || 0));
    return element('div', { class: 'bubbles scroll' }, ...rows.map(({ texts, values }, row) => {
        const size = Math.max(8, LARGEST * Math.sqrt(Math.max(0, Number(values[0]?.number) || 0) / most));
        return element('div', { class: 'bubble', onclick: () => select(0, row) },
            element('span', { class: 'place' },
                element('i', { style: `width:${size}px;height:${size}px;background:${colour(0)}` })),
            element('span', {}, texts[0] ?? ''), element('b', {}, values[0]?.text ?? ''));
    }));
}
