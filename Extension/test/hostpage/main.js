/** Puts the host page together and offers `window.host`, by which tests play the user. */
import { element } from './charts.js';
import { createCapability } from './capability.js';
import { Engine } from './engine/engine.js';
import { Session } from './engine/session.js';
import { hooks, mount } from './hooks.js';
import { createNavigation } from './navigation.js';
import { renderPanel } from './panel.js';
import { SheetDom } from './sheet-dom.js';
import { createStrict, watchGlobals } from './strict.js';

const config = JSON.parse(document.getElementById('host-config')?.textContent ?? '{}');
const platform = config.platform ?? 'client-managed';
const app = config.model.apps.find((a) => a.id === config.app) ?? config.model.apps[0];
const strict = createStrict();
const globals = watchGlobals();
const session = new Session({ strict, latency: config.latency });
const user = () => config.user ?? config.model.users?.text ?? 'UserDirectory=LAB; UserId=maria.lund';
const engine = new Engine({ app, session, docChanges: config.docChanges, user: () => {
    if (config.engineUser === false) throw Object.assign(new Error('Access denied'), { code: 5 });
    return config.engineUser ?? user();
} });
const navigation = createNavigation({ platform, prefix: config.prefix ?? '', shape: config.navigation ?? 'text', listens: config.listens !== false,
    appId: app.id, strict, session, model: config.model });
const capability = createCapability({ engine, strict, prefix: config.prefix ?? '', navigation, user });

for (const object of Object.values(app.objects)) {
    if (object.type === 'vidimus') object.properties = { vidimus: JSON.parse(JSON.stringify({ ...object.properties?.vidimus, ...config.settings })) };
}

/** What was done, when: tests compare the trail with it. @type {{ at: number, what: string, detail: any }[]} */
const script = [];
const did = (what, detail) => { script.push({ at: Date.now(), what, detail }); };

/** @type {any} what the extension's factory answered */
let definition;
/** @type {Map<string, { mounted: ReturnType<typeof mount>, place: HTMLElement }>} */
const extensions = new Map();
const sheets = new SheetDom(/** @type {HTMLElement} */ (document.getElementById('sheet')), engine, { toggle, mountExtension });
const $ = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

function mountExtension(id, place) {
    if (!definition) return { unmount() {} };
    const model = engine.forPage(id);
    const component = mount(definition.component, {
        app: engine.doc, model, global: engine.global, element: place, layout: engine.layoutOf(id), navigation: navigation.api,
        options: config.readOnlyLate ? {} : { readOnly: !navigation.state.edit }, interactions: interactions(),
        translator: { language: () => 'en-US' },
    });
    if (config.readOnlyLate) setTimeout(() => component.update({ options: { readOnly: !navigation.state.edit } }), 30);
    extensions.set(id, { mounted: component, place });
    return { unmount() { extensions.delete(id); component.unmount(); } };
}

const interactions = () => ({ active: true, passive: true, select: true, edit: navigation.state.edit });

engine.onChange = () => {
    sheets.refresh();
    for (const [id, { mounted }] of extensions) mounted.update({ layout: engine.layoutOf(id) });
    drawToolbar();
};

function drawToolbar() {
    $('app-title').textContent = app.name;
    $('sheet-tabs').replaceChildren(...app.sheets.map((sheet) => element('button', {
        type: 'button', class: sheet.id === navigation.state.sheetId ? 'current' : '', onclick: () => host.navigate(sheet.id),
    }, sheet.title)), element('button', { type: 'button', onclick: () => host.setEditMode(!navigation.state.edit) }, navigation.state.edit ? 'Done' : 'Edit'),
    element('button', { type: 'button', onclick: () => host.clear() }, 'Clear'), element('button', { type: 'button', onclick: () => host.undo() }, 'Back'));
    $('selection-bar').textContent = Object.entries(engine.selections.of('$')).map(([field, { values }]) => `${field}: ${values.join(', ')}`).join('  |  ');
}

function showSheet() {
    sheets.show(app.sheets.find((sheet) => sheet.id === navigation.state.sheetId) ?? null);
    drawToolbar();
    showPanel();
}

function showPanel() {
    const first = [...extensions.keys()][0];
    const shown = navigation.state.edit && first !== undefined && definition?.ext?.definition;
    $('panel').hidden = !shown;
    if (!shown) return;
    renderPanel($('panel'), definition.ext.definition, app.objects[first].properties, () => engine.touch(first))
        .then((problems) => { host.panelProblems = problems; });
}

/** A click on a value: adds it to what is selected in its field, or takes it away. */
function toggle(field, value) {
    const values = engine.selections.of('$')[field]?.values ?? [];
    host.select(field, values.includes(value) ? values.filter((v) => v !== value) : [...values, value]);
}

const channel = config.sharedSession ? new BroadcastChannel('vidimus-host-session') : null;
channel?.addEventListener('message', ({ data }) => { engine.change(() => engine.selections[data.method](...data.args)); });

/** @param {'select' | 'clear' | 'undo' | 'redo' | 'lock' | 'apply'} method @param {any[]} args */
function selection(method, args) {
    did(method, args);
    channel?.postMessage({ method, args });
    return engine.change(() => engine.selections[method](...args));
}

/** What tests, and the demo, call. Promises resolve when the client has taken it in, not when the extension has. */
const host = {
    ready: false, loadError: '', panelProblems: /** @type {string[]} */ ([]), script, engine, session, strict, navigation, capability, sheets, config,
    get violations() {
        return [...strict.violations, ...globals.changed().map((name) => ({ kind: 'patched-global', detail: name }))];
    },
    /** What the extension has left behind in the engine. */
    get leftovers() { return { sessionObjects: engine.sessionObjects, listeners: engine.listeners + navigation.events.total() }; },
    sheetIds: app.sheets.map((sheet) => sheet.id),

    navigate(sheetId, { how = 'push', tell = true } = {}) {
        did('navigate', sheetId);
        navigation.go(sheetId, { how, tell });
        showSheet();
    },
    select: (field, values, options) => selection('select', [field, [].concat(values), options]),
    clear: (field, state) => selection('clear', [field, state]),
    undo: () => selection('undo', []),
    redo: () => selection('redo', []),
    lock: (field, locked = true, state = '$') => selection('lock', [field, locked, state]),
    applyBookmark: (id) => selection('apply', [app.bookmarks.find((b) => b.id === id).selections]),
    createBookmark(bookmark) {
        did('createBookmark', bookmark);
        return engine.change(() => { app.bookmarks.push(bookmark); });
    },
    /** A modal selection in an object; `end` with true keeps it, with false takes it back. */
    beginModal(id) { did('beginModal', id); engine.modal = id; engine.touch(id); },
    async endModal(confirm = true) {
        const id = engine.modal;
        did('endModal', confirm);
        engine.modal = null;
        if (!confirm) await engine.change(() => engine.selections.undo());
        engine.touch(id);
    },
    /** The data were loaded again. @param {(rows: any[]) => any[]} [how] */
    reload(how = (rows) => rows) {
        did('reload', null);
        return engine.change(() => { app.rows = how(app.rows); app.reloadTime = new Date().toISOString(); }, { doc: true });
    },
    scroll(top) { did('scroll', top); sheets.area.scrollTop = top; },
    scrollTable(id, top) {
        did('scrollTable', [id, top]);
        const area = document.querySelector(`.qv-object-${CSS.escape(id)} .scroll`);
        if (area) area.scrollTop = top;
    },
    switchTab(container, child) { did('switchTab', [container, child]); sheets.switchTab(container, child); },
    overlay(on, id) { did('overlay', on); sheets.overlay(on, id); },
    rerender: (id) => sheets.rerender(id),
    removeObject: (id) => sheets.remove(id),
    /** Takes the component of the extension off the sheet, as when the object is cut. */
    unmount(id) { extensions.get(id)?.mounted.unmount(); extensions.delete(id); },
    setEditMode(edit) {
        did('setEditMode', edit);
        navigation.go(navigation.state.sheetId, { edit, how: 'push', tell: false });
        for (const { mounted } of extensions.values()) mounted.update({ options: { readOnly: !edit }, interactions: interactions() });
        drawToolbar();
        showPanel();
    },
    /** New members under `vidimus` for the extension objects. */
    setSettings(settings) {
        for (const [id, object] of Object.entries(app.objects)) {
            if (object.type !== 'vidimus') continue;
            object.properties = { vidimus: JSON.parse(JSON.stringify(settings)) };
            engine.touch(id);
        }
    },
    suspend() { did('suspend', null); session.suspend(); },
    resume() { did('resume', null); session.resume(); },
    closeSession() { did('closeSession', null); session.close(); },
    /** @param {'throw' | 'hang' | 'nonsense' | null} how */
    breakEverything(how) { session.broken = how; },
    abortNext(count = 1) { session.abortNext = count; },
    latency(ms) { session.latency = ms; },
    /** Renders the extension as the printing service does: snapshot data, no session. Answers what it drew. */
    async print() {
        const place = element('div');
        document.body.append(place);
        const calls = session.calls;
        const component = mount(definition.component, {
            app: undefined, model: { id: 'print' }, global: undefined, element: place, navigation: undefined, options: { readOnly: true },
            layout: { ...engine.layoutOf(Object.keys(app.objects).find((id) => app.objects[id].type === 'vidimus')), snapshotData: { content: {} } },
        });
        await new Promise((done) => setTimeout(done, 100));
        const text = [...place.querySelectorAll('*')].map((e) => e.shadowRoot?.querySelector('div')?.textContent ?? '').join('') + place.textContent;
        component.unmount();
        place.remove();
        return { text, calls: session.calls - calls };
    },
};
window.host = host;

async function load() {
    const define = /** @type {any} */ (window).define;
    // Releases of the client before these hooks were there.
    if (config.oldClient) for (const name of ['useNavigation', 'useInteractionState', 'useGlobal']) delete hooks[name];
    define('@nebula.js/stardust', [], () => hooks);
    if (platform !== 'cloud' && config.capability !== false) define('qlik', [], () => capability.qlik);
    const factory = config.bundle
        ? await new Promise((done, failed) => /** @type {any} */ (window).require([config.bundle], done, failed))
        : (await import('/src/index.js')).default;
    const galaxy = { anything: { sense: { navigation: navigation.api } }, flags: { isEnabled: () => false }, translator: { language: () => 'en-US' }, deviceType: 'desktop' };
    definition = (factory.default ?? factory)(galaxy);
}

navigation.read();
if (!navigation.state.sheetId) navigation.go(app.sheets[0].id, { how: 'replace', tell: false });
load().catch((error) => { host.loadError = String(error?.stack ?? error); }).finally(() => {
    showSheet();
    host.ready = true;
});
