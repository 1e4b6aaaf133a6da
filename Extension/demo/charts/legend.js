import { element } from '../../test/hostpage/charts.js';
import { colour } from './palette.js';

/**
 * Names of measures with their colours; nothing for one alone.
 * @param {{ label: string }[]} measures
 * @returns {Node[]}
 */
export function legend(measures) {
    if (measures.length < 2) return [];
    return [element('div', { class: 'legend' }, ...measures.map(({ label }, at) =>
        element('span', {}, element('i', { style: `background:${colour(at)}` }), label)))];
}
