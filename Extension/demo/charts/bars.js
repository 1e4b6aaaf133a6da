import { element } from '../../test/hostpage/charts.js';
import { legend } from './legend.js';
import { colour } from './palette.js';

/** Bars from the left, one for each measure. @param {import('./draw.js').Drawing} drawing */
export function drawBars({ rows, measures, select }) {
    const most = Math.max(1e-9, ...rows.flatMap(({ values }) => values.map(({ number }) => Math.abs(Number(number)) || 0)));
    return element('div', { class: 'chart' }, ...legend(measures), element('div', { class: 'bars scroll' }, ...rows.map(({ texts, values }, row) =>
        element('div', { class: 'bar', onclick: () => select(0, row), title: texts.join(' · ') }, element('span', { class: 'label' }, texts.join(' · ')),
            element('span', { class: 'lanes' }, ...values.map(({ text, number }, at) => element('span', { class: 'lane' },
                element('i', { style: `width:calc((100% - 96px) * ${((Math.abs(Number(number)) || 0) / most).toFixed(4)});background:${colour(at)}` }), text)))))));
}
