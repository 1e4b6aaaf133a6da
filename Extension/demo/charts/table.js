import { element } from '../../test/hostpage/charts.js';

/**
 * Rows with the roles by which tables are known; dimensions can be clicked.
 * @param {import('./draw.js').Drawing} drawing
 */
export function drawTable({ rows, dimensions, measures, select }) {
    const heads = [...dimensions.map(({ field }) => element('span', { role: 'columnheader' }, field)),
        ...measures.map(({ label }) => element('span', { role: 'columnheader', class: 'number' }, label))];
    const lines = rows.map(({ texts, values }, row) => element('div', { class: 'row', role: 'row' },
        ...texts.map((text, at) =>
            element('span', { role: 'gridcell', class: 'value', onclick: () => select(at, row) }, text)),
        ...values.map(({ text }) => element('span', { role: 'gridcell', class: 'number' }, text))));
    return element('div', { class: 'chart table', role: 'grid' },
        element('div', { class: 'row head', role: 'row' }, ...heads),
        element('div', { class: 'scroll', role: 'rowgroup' }, ...lines));
}
