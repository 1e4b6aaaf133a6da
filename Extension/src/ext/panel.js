/**
 * The property panel as data, made of the forms that reading settings has: one accordion, nine sections. One malformed
 * item would take the whole panel away, so a test reads every one.
 */
import { SHAPE } from '../core/config.js';
import { say, sayOf } from './texts.js';

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

/** @param {string} ref @param {string} words  separated by `|`; the first is the standard @returns {Item} */
const choice = (ref, words) => ({ type: 'string', component: 'dropdown', defaultValue: words.split('|')[0],
    options: words.split('|').map((value) => ({ value, label: sayOf(ref, value) })) });

/**
 * What people can do with a setting of a form.
 * @param {string} ref @param {any} form  of `SHAPE` @returns {Item}
 */
function control(ref, form) {
    if (typeof form === 'boolean') return { type: 'boolean', component: 'switch', defaultValue: form,
        options: [{ value: true, label: say('on') }, { value: false, label: say('off') }] };
    if (typeof form === 'string') return choice(ref, form);
    const [standard, min, max] = Array.isArray(form) ? form : [];
    if (max) return { type: 'integer', defaultValue: standard, min, max, expression: 'optional' };
    return { type: 'string', defaultValue: text(standard), expression: 'optional' };
}

/** @param {unknown} standard  a list has none to show */
const text = (standard) => (typeof standard === 'string' ? standard : undefined);

/** @param {string} name @param {Item} items @param {string} title @param {string} add @returns {Item} */
const rows = (name, items, title, add) => ({ type: 'array', itemTitleRef: title, allowAdd: true, allowRemove: true,
    addTranslation: sayOf(name, add), expression: undefined, items });

/** @param {string | (() => string)} label  worked out when the panel is drawn @returns {Item} */
const words = (label) => ({ component: 'text', label });

/**
 * @param {PanelLive} live
 * @param {Record<string, string>} about  values of the texts of the last section
 */
export function createPanel(live, about) {
    /**
     * What is not as its form alone says, and items beside the settings, by section.
     * @type {Record<string, Item>}
     */
    const special = {
        connection: { help: words(say('connection.key.help')),
            test: { component: 'button', label: say('test'), action: () => live.test() }, tested: words(live.tested) },
        scope: { listed: { ...rows('scope.listed', { value: { type: 'string', component: 'dropdown', ref: 'value',
            label: say('scope.listed.object'), options: () => live.objects() } }, 'value', 'add'),
        show: (/** @type {Item} */ data) => data?.vidimus?.scope?.objects === 'listed' },
        coverage: words(live.coverage) },
        data: { redactions: rows('data.redactions', {
            field: { type: 'string', ref: 'field', label: say('data.redactions.field') },
            match: { ...choice('data.redactions.match', 'exact|prefix'), ref: 'match',
                label: say('data.redactions.match') },
            how: { ...choice('data.redactions.how', 'drop|mask|hash'), ref: 'how',
                label: say('data.redactions.how') },
        }, 'field', 'add') },
    };
    /** @type {Item} */
    const items = {};
    for (const [part, forms] of Object.entries(SHAPE)) {
        /** @type {Item} */
        const section = {};
        for (const [member, form] of Object.entries(forms)) {
            const ref = `${part}.${member}`;
            section[member] = { ref: `vidimus.${ref}`, label: sayOf(part, member), ...control(ref, form),
                ...special[part]?.[member] };
        }
        items[part] = { type: 'items', label: sayOf('panel', part),
            items: { ...section, ...special[part], ...section } };
    }
    items.screenshots.show = () => live.pictures();
    items.about = { type: 'items', label: say('panel.about'), items: Object.fromEntries(
        ['version', 'level', 'licence'].map((name) => [name, words(sayOf('about', name, about))])) };
    return { type: 'items', component: 'accordion', items };
}
