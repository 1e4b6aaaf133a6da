import { element } from '../../test/hostpage/charts.js';
import { legend } from './legend.js';
import { colour } from './palette.js';

/** Pixels beside the longest bar, for its number. */
const NUMBER = 96;

/** Bars from the left, one for each measure. @param {import('./draw.js').Drawing} drawing */
export function drawBars({ rows, measures, select }) {
    const most = Math.max(1e-9, ...rows.flatMap(({ values }) => values.map(sizeOf)));
    const lane = (/** @type {{ text: string, number: unknown }} */ value, /** @type {number} */ at) => {
        const width = `calc((100% - ${NUMBER}px) * ${(sizeOf(value) / most).toFixed(4)})`;
        return element('span', { class: 'lane' }, element('i', { style: `width:${width};background:${colour(at)}` }),
            value.text);
    };
    const bars = rows.map(({ texts, values }, row) => {
        const name = texts.join(' · ');
        return element('div', { class: 'bar', onclick: () => select(0, row), title: name },
            element('span', { class: 'label' }, name), element('span', { class: 'lanes' }, ...values.map(lane)));
    });
    return element('div', { class: 'chart' }, ...legend(measures), element('div', { class: 'bars scroll' }, ...bars));
}

/** @param {{ number: unknown }} value */
const sizeOf = ({ number }) => Math.abs(Number(number)) || 0;
