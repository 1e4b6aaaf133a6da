/** Draws objects plainly, from the model: bars, tables, filter panes, numbers. Clicks select, as in a real client. */
import { Cube } from './engine/cubes.js';
import { listFor } from './engine/layouts.js';

/** @param {string} tag @param {Record<string, any>} [attributes] @param {...(Node | string)} children */
export function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
        else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
}

/** @param {HTMLElement} place @param {any} object @param {import('./engine/engine.js').Engine} engine @param {(field: string, value: string) => void} toggle */
export function draw(place, object, engine, toggle) {
    const selected = engine.selections.of(object.state);
    if (object.type === 'filterpane' || object.list) return drawList(place, engine, object.list, selected, toggle);
    if (!object.measures) return place.replaceChildren(element('p', {}, object.text ?? object.type));
    const cube = new Cube(engine.app, object, selected);
    if (object.type === 'table' || object.type === 'pivot-table') return drawTable(place, object, cube);
    if (object.type === 'kpi') return place.replaceChildren(element('strong', { class: 'kpi' }, cube.rows[0]?.values[0]?.text ?? '-'));
    const most = Math.max(1, ...cube.rows.map((row) => Number(row.values[0]?.number) || 0));
    place.replaceChildren(element('div', { class: 'bars' }, ...cube.rows.slice(0, 30).map((row) => element('div', {
        class: 'bar', onclick: () => toggle(object.dimensions[0].field, row.texts[0]),
    }, element('span', { class: 'label' }, row.texts.join(' · ')),
    element('i', { style: `width:${(60 * (Number(row.values[0]?.number) || 0)) / most}%` }), row.values[0]?.text ?? '-'))));
}

function drawList(place, engine, field, selected, toggle) {
    place.replaceChildren(element('ul', { class: 'list' }, ...listFor(engine.app, field, selected).slice(0, 60).map(({ text, state }) =>
        element('li', { class: `state-${state}`, onclick: () => toggle(field, text) }, text))));
}

/** The scroll position survives, as it does in the client. */
function drawTable(place, object, cube) {
    const before = place.querySelector('.scroll')?.scrollTop ?? 0;
    const labels = [...object.dimensions.map((d) => d.label ?? d.field), ...object.measures.map((m) => m.label)];
    const head = element('div', { class: 'row head', role: 'row' }, ...labels.map((label) => element('span', { role: 'columnheader' }, label)));
    const body = element('div', { class: 'scroll', role: 'rowgroup' }, ...cube.rows.slice(0, 500).map((row) =>
        element('div', { class: 'row', role: 'row' }, ...[...row.texts, ...row.values.map((v) => v.text)].map((text) => element('span', { role: 'gridcell' }, text)))));
    place.replaceChildren(head, body);
    body.scrollTop = before;
}
