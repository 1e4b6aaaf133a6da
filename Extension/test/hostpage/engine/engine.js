/** One app as the engine serves it to a page: Doc, GenericObject, bookmarks, Global. Selections are made through `change`. */
import { createEmitter } from '../emitter.js';
import { Cube, listLayout } from './cubes.js';
import { objectLayout, resolveDefinitions, sheetLayout } from './layouts.js';
import { SelectionState } from './selection-state.js';

const MAXIMUM_CELLS = 10_000;

export class Engine {
    /** @param {{ app: any, session: import('./session.js').Session, user: () => any, docChanges?: 'reload' | 'selection' }} options */
    constructor({ app, session, user, docChanges = 'reload' }) {
        this.app = app;
        this.session = session;
        this.strict = session.strict;
        this.user = user;
        this.docChanges = docChanges;
        this.selections = new SelectionState(app.states ?? ['$']);
        /** The object in which a modal selection goes on. @type {string | null} */
        this.modal = null;
        /** @type {Map<string, any>} */
        this.handles = new Map();
        this.nextHandle = 2;
        this.events = createEmitter();
        this.doc = this.#makeDoc();
        this.global = this.strict.guard('Global', {
            handle: -1, session: session.api, ...createEmitter().api,
            getAuthenticatedUser: () => session.call('Global.getAuthenticatedUser', () => user()),
        });
        session.objectOfHandle = (handle) => (handle === -1 ? this.global : [...this.handles.values()].find((h) => h.handle === handle)?.api);
        session.events.api.on('resumed', () => this.#forgetSessionObjects());
    }

    /** Ids of session objects that were made and not destroyed. */
    get sessionObjects() {
        return [...this.handles.values()].filter((entry) => entry.own).map((entry) => entry.id);
    }

    /** Listeners that callers of the interfaces have left. */
    get listeners() {
        return [...this.handles.values()].reduce((sum, entry) => sum + entry.events.total(), 0) + this.events.total()
            + this.session.events.total() - 1;
    }

    /**
     * Does `work` to selections or data, and tells everyone whose layout is no longer valid, as the answer to the page's own call.
     * @param {() => void} work @param {{ doc?: boolean }} [options]
     */
    async change(work, { doc = this.docChanges === 'selection' } = {}) {
        await new Promise((done) => setTimeout(done, this.session.latency));
        work();
        for (const entry of [...this.handles.values()]) {
            if (!entry.valid) continue;
            entry.valid = false;
            entry.events.emit('changed');
        }
        if (doc) this.events.emit('changed');
        this.onChange?.();
    }

    /** Only this object changed: its properties, or a modal selection began or ended. @param {string} id */
    touch(id) {
        const entry = this.handles.get(id);
        if (entry) entry.valid = false;
        entry?.events.emit('changed');
        this.onChange?.();
    }

    layoutOf(id) {
        const sheet = this.app.sheets.find((s) => s.id === id);
        return sheet ? sheetLayout(this.app, sheet) : objectLayout(this, id);
    }

    /** The interface of an object for the page itself: no call, nothing counted. @param {string} id */
    forPage(id) {
        return this.#open(id).api;
    }

    #forgetSessionObjects() {
        for (const entry of [...this.handles.values()]) if (entry.own) this.handles.delete(entry.id);
    }

    #makeDoc() {
        const { session, app } = this;
        const call = (name, answer) => session.call(`Doc.${name}`, answer);
        return this.strict.guard('Doc', {
            id: app.id, handle: 1, session: session.api, genericType: 'doc', type: 'Doc', ...this.events.api,
            getObject: (id) => call('getObject', () => this.#open(typeof id === 'object' ? id.qId : id)),
            getBookmark: (id) => call('getBookmark', () => this.#bookmark(id)),
            createSessionObject: (properties) => call('createSessionObject', () => this.#create(properties)),
            destroySessionObject: (id) => call('destroySessionObject', () => this.#destroy(typeof id === 'object' ? id.qId : id)),
            getAllInfos: () => call('getAllInfos', () => [
                ...app.sheets.map((sheet) => ({ qId: sheet.id, qType: 'sheet' })),
                ...Object.entries(app.objects).map(([qId, object]) => ({ qId, qType: object.type })),
            ]),
            getAppLayout: () => call('getAppLayout', () => ({
                qTitle: app.name, qFileName: app.id, qLastReloadTime: app.reloadTime, qHasData: true,
                qStateNames: (app.states ?? ['$']).filter((state) => state !== '$'), qMeta: {}, qThumbnail: {},
            })),
            getAppProperties: () => call('getAppProperties', () => ({ qTitle: app.name })),
        });
    }

    #open(id) {
        const existing = this.handles.get(id);
        if (existing) return { isInterface: true, api: existing.api };
        if (!this.app.objects[id] && !this.app.sheets.some((sheet) => sheet.id === id)) {
            throw Object.assign(new Error('Object not found'), { code: -32602 });
        }
        return { isInterface: true, api: this.#handle(id, false, null).api };
    }

    #create(properties) {
        const id = properties?.qInfo?.qId || `SO${this.nextHandle}${Math.random().toString(36).slice(2, 7)}`;
        return { isInterface: true, api: this.#handle(id, true, JSON.parse(JSON.stringify(properties))).api };
    }

    #destroy(id) {
        const entry = this.handles.get(id);
        if (!entry || !entry.own) {
            this.strict.note('destroy-foreign', String(id));
            throw Object.assign(new Error('Object not found'), { code: -32602 });
        }
        this.handles.delete(id);
        entry.events.emit('closed');
        return true;
    }

    #handle(id, own, properties) {
        const events = createEmitter();
        const entry = { id, own, properties, events, valid: false, handle: this.nextHandle++, api: /** @type {any} */ (null) };
        const object = this.app.objects[id];
        entry.api = this.strict.guard(`GenericObject ${id}`, {
            id, handle: entry.handle, session: this.session.api, type: 'GenericObject', ...events.api,
            genericType: own ? properties?.qInfo?.qType : object?.type ?? 'sheet', ...this.#objectCalls(entry),
        });
        this.handles.set(id, entry);
        return entry;
    }

    #objectCalls(entry) {
        const { session } = this;
        const call = (name, answer) => session.call(`GenericObject.${name}`, () => {
            if (this.handles.get(entry.id) !== entry) throw Object.assign(new Error('Invalid handle'), { code: -32602 });
            return answer();
        });
        const pages = (name, wanted, make) => call(name, () => this.#page(name, wanted, make));
        const cube = () => new Cube(this.app, this.app.objects[entry.id] ?? {}, this.selections.of(this.app.objects[entry.id]?.state));
        const known = (path) => {
            if (path !== '/qHyperCubeDef' || !this.app.objects[entry.id]?.measures) throw Object.assign(new Error('Invalid path'), { code: 2 });
        };
        return {
            getLayout: () => call('getLayout', () => {
                entry.valid = true;
                return entry.own ? resolveDefinitions(this, entry.properties) : this.layoutOf(entry.id);
            }),
            getProperties: () => call('getProperties', () => entry.properties ?? { qInfo: { qId: entry.id } }),
            getEffectiveProperties: () => call('getEffectiveProperties', () => entry.properties ?? { qInfo: { qId: entry.id } }),
            getInfo: () => call('getInfo', () => ({ qId: entry.id })),
            getHyperCubeData: (path, areas) => pages('getHyperCubeData', areas, (area) => (known(path), cube().straight(area))),
            getHyperCubePivotData: (path, areas) => pages('getHyperCubePivotData', areas, (area) => (known(path), cube().pivot(area))),
            getHyperCubeStackData: (path, areas) => pages('getHyperCubeStackData', areas, (area) => (known(path), cube().stack(area))),
            getListObjectData: (path, areas) => pages('getListObjectData', areas, (area) => {
                const definition = entry.own ? entry.properties.qListObjectDef : { qDef: { qFieldDefs: [this.app.objects[entry.id].list] } };
                return listLayout(this.app, definition, this.selections.of(definition.qStateName)).page(area);
            }),
        };
    }

    #page(name, areas, make) {
        const cells = [].concat(areas).reduce((sum, area) => sum + area.qWidth * area.qHeight, 0);
        if (!(cells <= MAXIMUM_CELLS)) {
            this.strict.note('too-many-cells', `${name}: ${cells}`);
            throw Object.assign(new Error('Result too large'), { code: 7009 });
        }
        return [].concat(areas).map(make);
    }

    #bookmark(id) {
        const bookmark = (this.app.bookmarks ?? []).find((b) => b.id === id);
        if (!bookmark) throw Object.assign(new Error('Bookmark not found'), { code: -32602 });
        const api = this.strict.guard(`GenericBookmark ${id}`, {
            id, session: this.session.api, genericType: 'bookmark', ...createEmitter().api,
            getLayout: () => this.session.call('GenericBookmark.getLayout', () => ({
                qInfo: { qId: id, qType: 'bookmark' }, qMeta: { title: bookmark.title },
                qBookmark: {
                    qStateData: Object.entries(bookmark.selections).map(([qStateName, fields]) => ({
                        qStateName,
                        qFieldItems: Object.entries(/** @type {Record<string, string[]>} */ (fields)).map(([qName, values]) => ({
                            qDef: { qName, qType: 'present' }, qSelectInfo: { qTextSearch: '', qRangeInfo: [] },
                            qValues: values.map((qText) => ({ qText, qIsNumeric: false, qNumber: 0 })), qExcludedValues: [],
                        })),
                    })),
                },
            })),
        });
        return { isInterface: true, api };
    }
}
