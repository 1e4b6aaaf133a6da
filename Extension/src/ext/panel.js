/**
 * The property panel as data, made of the forms that reading settings has: one accordion, nine sections. One malformed
 * item would take the whole panel away, so a test reads every one.
 */
import { SHAPE } from '../core/config.js';
import { say } from './texts.js';

/** @typedef {Record<string, any>} Item */

/**
 * What the panel shows of a running page; every answer is a text or a list, and none throws.
 * @typedef {Object} PanelLive
 * @property {() => boolean} pictures  whether screenshots can be had here
 * @property {() => string} coverage
 * @property {() => string} tested  what the last test of the connection found
 * @property {() => Promise<void>} test
 * @property {() => { value: string, label: string }[]} objects  of the app
 */

/**
 * What people can do with a setting of a form.
 * @param {string} name  whose words the choices are
 * @param {any} form  of `SHAPE` @returns {Item}
 */
function control(name, form) {
    const type = typeof form;
    if (type === 'boolean') return { type, component: 'switch', defaultValue: form,
        options: [true, false].map((value) => ({ value, label: say('', value ? 'on' : 'off') })) };
    if (type === 'string') return { type, component: 'dropdown', defaultValue: form.split('|')[0],
        options: form.split('|').map((/** @type {string} */ value) => ({ value, label: say(name, value) })) };
    const [defaultValue, min, max] = type === 'object' ? form : [];
    return max ? { type: 'integer', defaultValue, min, max, expression: 'optional' }
        : { type: 'string', expression: 'optional', ...(form.length && { defaultValue }) };
}

/**
 * @param {string} part @param {string} name @param {any} form @returns {Item}
 */
function item(part, name, form) {
    const label = say(part, name);
    // Lists are written in one line.
    return { ref: `vidimus.${part}.${name}`, ...control(name, form),
        label: form.length === 0 ? say('panel', 'items', { label }) : label };
}

/** @param {string | (() => string)} label  worked out when the panel is drawn @returns {Item} */
const words = (label) => ({ component: 'text', label });

/**
 * @param {PanelLive} live
 * @param {Record<string, string>} about  values of the text of the last section
 */
export function createPanel(live, about) {
    /** @type {Record<string, Item>} */
    const items = {};
    for (const [part, forms] of Object.entries(SHAPE)) items[part] = { type: 'items', label: say('panel', part),
        items: Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, item(part, name, form)])) };
    const { connection, scope } = items;
    Object.assign(connection.items, { help: words(say('connection', 'help')),
        test: { component: 'button', label: say('test', 'test'), action: live.test }, tested: words(live.tested) });
    Object.assign(scope.items.listed, { type: 'array', itemTitleRef: 'value', allowAdd: true, allowRemove: true,
        addTranslation: say('scope', 'add'), items: { value: { type: 'string', ref: 'value', component: 'dropdown',
            options: live.objects } },
        show: (/** @type {Item} */ properties) => properties?.vidimus?.scope?.objects === 'listed' });
    scope.items.coverage = words(live.coverage);
    items.screenshots.show = live.pictures;
    items.about = { type: 'items', label: say('panel', 'about'), items: { text: words(say('about', 'text', about)) } };
    return { type: 'items', component: 'accordion', items };
}
