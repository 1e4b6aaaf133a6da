/** What is around the sheet: app and sheets, current selections, the trail of this page and what to do next. */
import { element } from '../test/hostpage/charts.js';
import { nameOf } from './start.js';

/** Values of a field named in the bar. */
const NAMED = 3;

const STATES = { sent: '…', stored: '✓', refused: '✗', lost: '⚠' };
const STATE_TEXTS = { sent: 'on its way', stored: 'stored by the server', refused: 'refused by the server',
    lost: 'the server did not answer; it is sent again' };

/**
 * @typedef {{ go: (sheetId: string) => unknown, edit: () => unknown, clear: (field?: string) => unknown, undo: () =>
 *     unknown,
 *     redo: () => unknown }} Actions
 */

export class Frame {
    /**
     * @param {{ site: import('./site.js').Site, catalogue: import('./site.js').Catalogue, app:
     *     import('./site.js').CatalogueApp, user: string,
     *     endpoint: string }} given
     * @param {Actions} actions
     */
    constructor({ site, catalogue, app, user, endpoint }, actions) {
        this.app = app;
        this.actions = actions;
        this.sheet = element('main', { id: 'sheet' });
        this.panel = element('aside', { id: 'panel', hidden: '' });
        this.tabs = element('nav', { id: 'tabs' });
        this.bar = element('div', { id: 'selections' });
        this.problem = element('p', { id: 'problem', role: 'alert', hidden: '' });
        this.count = element('b', { id: 'stored' }, '0');
        this.list = element('ol', { id: 'posts' });
        const apps = element('select', { 'aria-label': 'App', onchange: (/** @type {any} */ { target }) => {
            const other = catalogue.apps.find(({ id }) => id === target.value);
            if (other) location.assign(site.address(other));
        } }, ...catalogue.apps.map(({ id, name }) =>
            element('option', { value: id, ...(id === app.id ? { selected: '' } : {}) }, name)));
        document.title = `${app.name} – Vidimus demonstration`;
        document.body.replaceChildren(
            element('header', { id: 'top' }, element('b', { class: 'brand' }, 'Vidimus'),
                element('span', { class: 'what' }, 'demonstration'), apps,
                this.tabs, element('span', { class: 'user' }, nameOf(user)),
                element('a', { href: site.file('') }, 'Be somebody else')),
            this.bar, this.problem,
            element('div', { id: 'page' }, this.sheet, this.panel, this.#trail(endpoint)));
    }

    /**
     * @param {{ sheetId: string, editing: boolean, selections: import('./site.js').Selections, back: boolean, forward:
     *     boolean }} state
     */
    draw({ sheetId, editing, selections, back, forward }) {
        const { go, edit, clear, undo, redo } = this.actions;
        this.tabs.replaceChildren(...this.app.sheets.map(({ id, title }) =>
            button(title, () => go(id), { 'data-sheet': id, ...(id === sheetId ? { 'aria-current': 'page' } : {}) })),
        button(editing ? 'Done' : 'Edit sheet', edit, { id: 'edit', title: 'The settings of the audit object' }));
        this.bar.replaceChildren(
            button('↶', undo, { id: 'undo', title: 'Step back', ...(back ? {} : { disabled: '' }) }),
            button('↷', redo, { id: 'redo', title: 'Step forward', ...(forward ? {} : { disabled: '' }) }),
            button('⨯', () => clear(), { id: 'clear', title: 'Clear all selections',
                ...(selections.length ? {} : { disabled: '' }) }),
            ...selections.map(({ field, values }) => element('span', { class: 'chip', 'data-field': field },
                element('span', {}, element('b', {}, field), valuesText(values)),
                button('×', () => clear(field), { title: `Clear ${field}` }))),
            ...(selections.length ? [] : [element('em', {}, 'No selections: click in a chart, a table or a list.')]));
    }

    /** @param {{ list: import('./posts.js').Post[], stored: number }} posts */
    showPosts({ list, stored }) {
        this.count.textContent = String(stored);
        const lines = list.map(({ type, at, state }) => element('li', { class: state, title: STATE_TEXTS[state] },
            element('time', {}, new Date(at).toTimeString().slice(0, 8)), element('span', {}, type),
            element('i', {}, STATES[state])));
        this.list.replaceChildren(...lines);
    }

    /** @param {string} text  empty when all is well */
    showProblem(text) {
        this.problem.textContent = text;
        this.problem.hidden = text === '';
    }

    /** @param {string} endpoint */
    #trail(endpoint) {
        const health = `${endpoint}/health/ready`;
        return element('aside', { id: 'trail' },
            element('h2', {}, 'The trail'), element('p', {}, 'Events stored from this page: ', this.count), this.list,
            element('h2', {}, 'What next'),
            element('p', {}, 'Read the trail in another terminal, where the server was started:'),
            element('code', {}, 'vidimus events'),
            element('p', {}, 'Check that nothing was changed since:'), element('code', {}, 'vidimus verify'),
            element('p', {}, 'See which charts are audited:'), element('code', {}, 'vidimus coverage'),
            element('p', {}, 'Ask the server how it is: ',
                element('a', { href: health, target: '_blank', rel: 'noopener' }, health.replace(/^https?:\/\//, ''))),
            element('p', {}, 'With ', element('em', {}, 'Edit sheet'),
                ' you see the settings of the extension, and can test the connection.'));
    }
}

/** @param {string} text @param {() => unknown} work @param {Record<string, string>} [more] */
const button = (text, work, more = {}) => element('button', { type: 'button', onclick: () => void work(), ...more },
    text);

/** @param {string[]} values */
const valuesText = (values) => (values.length <= NAMED ? values.join(', ') : `${values.length} values`);
