/**
 * The second face of the page: an app, as a Qlik client shows it. The engine, the hooks, the navigation and the
 * document are those with which the extension is tested; the numbers come from the simulated site.
 */
import { Engine } from '../test/hostpage/engine/engine.js';
import { Session } from '../test/hostpage/engine/session.js';
import { mount } from '../test/hostpage/hooks.js';
import { createNavigation } from '../test/hostpage/navigation.js';
import { renderPanel } from '../test/hostpage/panel.js';
import { SheetDom } from '../test/hostpage/sheet-dom.js';
import { createStrict } from '../test/hostpage/strict.js';
import { modelOf } from './app-model.js';
import { drawChart } from './charts/draw.js';
import { loadExtension } from './extension.js';
import { Frame } from './frame.js';
import { watchPosts } from './posts.js';

/** Milliseconds after the last change of the sheet's size until charts are drawn anew. */
const RESIZE_MS = 150;

export class Client {
    /** @type {any} what the extension's factory answered */
    #definition;
    /** @type {Map<string, ReturnType<typeof mount>>} audit objects on the sheet that is shown */
    #audits = new Map();
    /** The steps of the user, one after the other. @type {Promise<void>} */
    #last = Promise.resolve();

    /**
     * @param {{ site: import('./site.js').Site, catalogue: import('./site.js').Catalogue, app:
     *     import('./site.js').CatalogueApp, user: string,
     *     settings: { endpoint: string, key: string } }} given
     */
    constructor({ site, catalogue, app, user, settings }) {
        this.site = site;
        this.user = user;
        this.properties = { vidimus: {
            connection: { endpoint: settings.endpoint, key: settings.key }, views: { on: true, minimum: 1000 },
            screenshots: { on: true }, data: { on: true }, privacy: { notice: 'badge' },
        } };
        const strict = createStrict();
        const session = new Session({ strict });
        this.app = modelOf(app, this.properties);
        this.engine = new Engine({ app: this.app, session, user: () => user });
        this.navigation = createNavigation({ platform: 'client-managed', prefix: site.prefix, shape: 'text',
            listens: true, appId: app.id, strict,
            session, model: this.app });
        this.frame = new Frame({ site, catalogue, app, user, endpoint: settings.endpoint }, {
            go: (id) => this.go(id), edit: () => this.edit(!this.navigation.state.edit),
            clear: (field) => this.clear(field),
            undo: () => this.undo(), redo: () => this.redo(),
        });
        this.sheets = new SheetDom(this.frame.sheet, this.engine, {
            toggle: (field, value) => void this.toggle(field, value),
            mountExtension: (id, place) => this.#mount(id, place), draw: drawChart,
        });
    }

    async begin() {
        watchPosts(this.properties.vidimus.connection.endpoint, (posts) => this.frame.showPosts(posts));
        this.#definition = await loadExtension({ site: this.site, app: this.app, user: this.user,
            navigation: this.navigation.api,
            selections: () => this.selections, sheetId: () => this.navigation.state.sheetId });
        this.engine.onChange = () => {
            this.sheets.refresh();
            for (const [id, audit] of this.#audits) audit.update({ layout: this.engine.layoutOf(id) });
            this.#drawFrame();
        };
        this.navigation.read();
        const known = this.app.sheets.some(({ id }) => id === this.navigation.state.sheetId);
        if (!known) this.navigation.go(this.app.sheets[0].id, { edit: false, how: 'replace', tell: false });
        window.addEventListener('popstate', () => {
            this.navigation.read();
            void this.#step(() => this.#show());
        });
        let timer = 0;
        new ResizeObserver(() => {
            clearTimeout(timer);
            timer = window.setTimeout(() => this.sheets.refresh(), RESIZE_MS);
        }).observe(this.frame.sheet);
        await this.#step(() => this.#show());
    }

    /** What is selected, as the site wants to know it. @returns {import('./site.js').Selections} */
    get selections() {
        return Object.entries(this.engine.selections.of('$')).map(([field, { values }]) => ({ field, values }));
    }

    /** @param {string} sheetId */
    go(sheetId) {
        return this.#step(async () => {
            await this.#load(sheetId);
            this.navigation.go(sheetId);
            await this.#show();
        });
    }

    /**
     * A click on a value: adds it to what is selected in its field, or takes it away.
     * @param {string} field
     * @param {string} value
     */
    toggle(field, value) {
        const values = this.engine.selections.of('$')[field]?.values ?? [];
        return this.#change(() => this.engine.selections.select(field, values.includes(value)
            ? values.filter((v) => v !== value)
            : [...values, value]));
    }

    /** One field, or all. @param {string} [field] */
    clear(field) {
        return this.#change(() => this.engine.selections.clear(field));
    }

    undo() {
        return this.#change(() => this.engine.selections.undo());
    }

    redo() {
        return this.#change(() => this.engine.selections.redo());
    }

    /** @param {boolean} edit */
    edit(edit) {
        this.navigation.go(this.navigation.state.sheetId, { edit, tell: false });
        const update = { options: { readOnly: !edit }, interactions: this.#interactions };
        for (const audit of this.#audits.values()) audit.update(update);
        this.#drawFrame();
        this.#showPanel();
    }

    /** @param {() => unknown} work  changes the selections; nobody is told before the numbers that follow are here */
    #change(work) {
        return this.#step(async () => {
            work();
            await this.#load(this.navigation.state.sheetId);
            await this.engine.change(() => {});
        });
    }

    /** @param {() => Promise<void>} work */
    #step(work) {
        this.#last = this.#last.then(work).then(() => this.frame.showProblem(''),
            (error) => this.frame.showProblem(String(error?.message ?? error)));
        return this.#last;
    }

    /** Fetches what the charts of a sheet show. @param {string} sheetId */
    async #load(sheetId) {
        const { selections } = this;
        const cells = this.app.sheets.find(({ id }) => id === sheetId)?.cells ?? [];
        await Promise.all(cells.map(async ({ id }) => {
            const object = this.app.objects[id];
            if (!object.measures) return;
            const { dimensions, measures, rows } = await this.site.data({ app: this.app.id, sheet: sheetId, object: id,
                selections });
            object.dimensions = dimensions.map(({ field }) => ({ field, label: field }));
            object.measures = measures.map(({ label, unit }) => ({ label, unit }));
            object.rows = rows.map(({ labels, elements, texts, numbers }) => ({
                texts: labels, elements, values: texts.map((text, at) => ({ text, number: numbers[at] })),
            }));
        }));
    }

    async #show() {
        const { sheetId } = this.navigation.state;
        await this.#load(sheetId);
        this.sheets.show(this.app.sheets.find(({ id }) => id === sheetId) ?? null);
        this.#drawFrame();
        this.#showPanel();
    }

    #drawFrame() {
        const { state } = this.navigation;
        const { past, future } = this.engine.selections;
        this.frame.draw({ sheetId: state.sheetId, editing: state.edit, selections: this.selections,
            back: past.length > 0, forward: future.length > 0 });
    }

    get #interactions() {
        return { active: true, passive: true, select: true, edit: this.navigation.state.edit };
    }

    /** @param {string} id @param {HTMLElement} place */
    #mount(id, place) {
        const audit = mount(this.#definition.component, {
            app: this.engine.doc, model: this.engine.forPage(id), global: this.engine.global, element: place,
            layout: this.engine.layoutOf(id), navigation: this.navigation.api,
            options: { readOnly: !this.navigation.state.edit }, interactions: this.#interactions,
            translator: { language: () => 'en-US' },
        });
        this.#audits.set(id, audit);
        return { unmount: () => { this.#audits.delete(id); audit.unmount(); } };
    }

    #showPanel() {
        const [id] = this.#audits.keys();
        const shown = this.navigation.state.edit && id !== undefined;
        this.frame.panel.hidden = !shown;
        if (shown) void renderPanel(this.frame.panel, this.#definition.ext.definition, this.properties,
            () => this.engine.touch(id));
    }
}
