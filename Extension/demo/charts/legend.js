import { element } from '../../test/hostpage/charts.js';
import { colour } from './palette.js';

/** Names of measures with their colours; nothing for one alone. @param {{ label: string }[]} measures @returns {Node[]} */
export const legend = (measures) => (measures.length < 2 ? [] : [element('div', { class: 'legend' }, ...measures.map(({ label }, at) =>
    element('span', {}, element('i', { style: `background:${colour(at)}` }), label)))]);
