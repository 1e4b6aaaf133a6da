/** A small renderer of property panels, strict where the client is: a malformed section takes the whole panel away. */
import { element } from './charts.js';

const COMPONENTS = new Set(['items', 'accordion', 'expandable-items', 'switch', 'dropdown', 'text', 'button', 'textarea', 'string', 'link', 'slider',
    'radiobuttons', 'checkbox', undefined]);
const TYPES = new Set(['items', 'string', 'boolean', 'integer', 'number', 'array', undefined]);

const at = (data, ref) => ref.split('.').reduce((value, key) => value?.[key], data);

/** Like the client, makes the path it is bound to. */
function put(data, ref, value) {
    const keys = ref.split('.');
    const last = keys.pop();
    keys.reduce((owner, key) => (owner[key] ??= {}), data)[last] = value;
}

/**
 * @param {HTMLElement} place
 * @param {any} definition  `ext.definition`
 * @param {any} data  the properties
 * @param {() => void} changed
 * @returns {Promise<string[]>}  what the client would not accept; the panel is empty then
 */
export async function renderPanel(place, definition, data, changed) {
    /** @type {string[]} */
    const problems = [];
    check(definition, 'definition', problems);
    if (problems.length) {
        place.replaceChildren();
        return problems;
    }
    const again = () => { changed(); renderPanel(place, definition, data, changed); };
    const sections = [];
    for (const section of Object.values(definition.items)) {
        if (section.show && !section.show(data)) continue;
        sections.push(element('details', { open: '' }, element('summary', {}, label(section, data)), ...await items(section.items, data, again)));
    }
    place.replaceChildren(...sections);
    return [];
}

const label = (item, data) => String(typeof item.label === 'function' ? item.label(data) : item.label ?? '');

function check(item, path, problems) {
    if (!item || typeof item !== 'object') return problems.push(`${path} is no object`);
    if (!COMPONENTS.has(item.component)) problems.push(`${path}.component ${item.component}`);
    if (!TYPES.has(item.type)) problems.push(`${path}.type ${item.type}`);
    if (item.type === 'array' && !(item.items && item.ref)) problems.push(`${path} is an array without items or ref`);
    if (item.ref !== undefined && !/^\w+(\.\w+)*$/.test(item.ref)) problems.push(`${path}.ref ${item.ref}`);
    if (item.component === 'dropdown' && !(Array.isArray(item.options) || typeof item.options === 'function')) problems.push(`${path} has no options`);
    if (item.component === 'switch' && item.options?.length !== 2) problems.push(`${path} needs two options`);
    if (item.component === 'button' && typeof item.action !== 'function') problems.push(`${path} has no action`);
    for (const [name, child] of Object.entries(item.items ?? {})) check(child, `${path}.${name}`, problems);
    return problems;
}

async function items(list, data, again) {
    const made = [];
    for (const item of Object.values(list ?? {})) {
        if (item.show && !item.show(data)) continue;
        if (item.type === 'items') made.push(element('fieldset', {}, element('legend', {}, label(item, data)), ...await items(item.items, data, again)));
        else made.push(await one(item, data, again));
    }
    return made;
}

async function one(item, data, again) {
    const name = label(item, data);
    if (item.component === 'text') return element('p', { class: 'text' }, name);
    if (item.component === 'link') return element('p', {}, element('a', { href: item.url }, name));
    if (item.component === 'button') {
        return element('button', { type: 'button', onclick: async () => { await item.action(data); again(); } }, name);
    }
    if (item.type === 'array') return arrayOf(item, data, again, name);
    if (at(data, item.ref) === undefined && item.defaultValue !== undefined) put(data, item.ref, item.defaultValue);
    const value = at(data, item.ref);
    const set = (next) => { put(data, item.ref, next); again(); };
    if (item.component === 'switch' || item.type === 'boolean') {
        const box = element('input', { type: 'checkbox', 'data-ref': item.ref, onchange: (e) => set(e.target.checked) });
        box.checked = Boolean(value);
        return element('label', { class: 'switch' }, name, box, element('em', {}, item.options?.find((o) => o.value === value)?.label ?? ''));
    }
    if (item.component === 'dropdown') {
        const options = typeof item.options === 'function' ? await item.options(data) : item.options;
        const select = element('select', { 'data-ref': item.ref, onchange: (e) => set(e.target.value) },
            ...options.map((o) => element('option', { value: o.value, ...(o.value === value ? { selected: '' } : {}) }, o.label)));
        return element('label', {}, name, select);
    }
    const field = item.component === 'textarea' ? element('textarea', { rows: item.rows ?? 3, 'data-ref': item.ref }, value ?? '')
        : element('input', { type: item.type === 'string' ? 'text' : 'number', 'data-ref': item.ref, value: value ?? '',
            ...(item.min === undefined ? {} : { min: item.min }), ...(item.max === undefined ? {} : { max: item.max }) });
    field.addEventListener('change', () => set(item.type === 'string' ? field.value : Number(field.value)));
    return element('label', {}, name, field);
}

async function arrayOf(item, data, again, name) {
    const rows = at(data, item.ref) ?? [];
    const shown = await Promise.all(rows.map(async (row, i) => element('fieldset', {}, element('legend', {}, String(row[item.itemTitleRef] ?? i + 1)),
        ...await items(item.items, row, again))));
    const add = element('button', { type: 'button', onclick: () => { put(data, item.ref, [...rows, { cId: Math.random().toString(36).slice(2, 8) }]); again(); } },
        item.addTranslation ?? 'Add');
    return element('div', { class: 'array' }, element('span', {}, name), ...shown, add);
}
