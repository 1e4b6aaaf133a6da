/** The observers against the fake engine, without a page: selections, objects, sheets, inventory, bookmarks, the app. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from '../../src/core/config.js';
import { createAppSource } from '../../src/qlik/app-source.js';
import { createBookmarkSource } from '../../src/qlik/bookmark-source.js';
import { createCalls } from '../../src/qlik/calls.js';
import { createFactOrder } from '../../src/qlik/fact-order.js';
import { createInventory } from '../../src/qlik/inventory.js';
import { createObjectSource } from '../../src/qlik/object-source.js';
import { createSelectionSource } from '../../src/qlik/selection-source.js';
import { createSessionObjects } from '../../src/qlik/session-objects.js';
import { createSheetSource } from '../../src/qlik/sheet-source.js';
import { Engine } from '../hostpage/engine/engine.js';
import { Session } from '../hostpage/engine/session.js';
import { createStrict } from '../hostpage/strict.js';
import { defaultModel } from '../hostpage/model.js';

/** Waits are short, but no call is given up for it, however busy the machine is. */
const CLOCK = { now: Date.now, mono: () => performance.now(),
    after: (ms, work) => { const timer = setTimeout(work, ms === 15_000 ? ms : Math.min(ms, 20)); return () => clearTimeout(timer); } };

/** Waits for what a source tells in the end. @param {() => any} condition */
async function until(condition) {
    for (let i = 0; i < 400; i++) {
        const value = condition();
        if (value) return value;
        await new Promise((done) => setTimeout(done, 5));
    }
    throw new Error(`in vain: ${condition}`);
}

function setUp({ settings = {}, latency = 1 } = {}) {
    const strict = createStrict();
    const session = new Session({ strict, latency });
    const app = defaultModel().apps[0];
    const engine = new Engine({ app, session, user: () => 'x' });
    /** @type {any[]} */ const facts = [];
    /** @type {string[]} */ const errors = [];
    const guard = (work) => { try { work(); } catch (error) { errors.push(`${error}`); } };
    const calls = createCalls({ clock: CLOCK, guard });
    const objects = createSessionObjects({ app: engine.doc, calls });
    const open = (id) => calls.run(() => engine.doc.getObject(id));
    const take = (fact) => void facts.push(fact);
    const ports = { app: engine.doc, calls, objects, clock: CLOCK, guard, open, openLayout: async (id) => calls.layout(await open(id)), take };
    const order = createFactOrder(CLOCK, take);
    const selections = createSelectionSource({ ...ports, order, settings: readSettings({ selections: settings }) });
    const last = () => facts.filter((fact) => fact.kind === 'selections').pop();
    return { app, engine, session, strict, facts, errors, ports, objects, order, selections, last };
}

/** @param {string} field @param {any} fact */
const field = (fact, name) => fact?.fields.find((f) => f.field === name);

test('selections come whole, with values, at every change', async () => {
    const { engine, selections, last, strict, errors } = setUp();
    await selections.start(['$', 'Comparison']);
    assert.deepEqual(await until(last), { kind: 'selections', fields: [], back: 0, forward: 0 });
    await engine.change(() => engine.selections.select('Region', ['North', 'East']));
    await until(() => field(last(), 'Region'));
    assert.deepEqual(last(), { kind: 'selections', back: 1, forward: 0, fields: [{ state: '$', field: 'Region', selected: 2, total: 4,
        locked: false, text: 'North, East', values: ['North', 'East'] }] });
    await engine.change(() => engine.selections.select('Region', ['South'], { state: 'Comparison' }));
    await until(() => last().fields.length === 2);
    assert.equal(last().fields[1].state, 'Comparison');
    await engine.change(() => engine.selections.undo());
    await until(() => last().forward === 1 && last().fields.length === 1);
    assert.deepEqual([strict.violations, errors], [[], []]);
});

test('above six values they are read by a list of ours, and a swap of one shows', async () => {
    const { engine, selections, last, session } = setUp();
    await selections.start(['$']);
    const plants = ['Aarhus', 'Bergen', 'Espoo', 'Kalmar', 'Luleå', 'Oulu', 'Turku', 'Visby'];
    await engine.change(() => engine.selections.select('Plant', plants));
    await until(() => field(last(), 'Plant')?.values);
    assert.equal(field(last(), 'Plant').text, '8 of 12');
    assert.deepEqual(field(last(), 'Plant').values, plants);
    const made = session.byMethod['Doc.createSessionObject'];
    await engine.change(() => engine.selections.select('Plant', [...plants.slice(0, 7), 'Riga']));
    await until(() => field(last(), 'Plant').values.includes('Riga'));
    assert.equal(session.byMethod['Doc.createSessionObject'], made, 'the list is used again');
});

test('excluded values that are selected all the same are kept, and no more than the cap', async () => {
    const { engine, selections, last } = setUp({ settings: { cap: 3 } });
    await selections.start(['$']);
    await engine.change(() => {
        engine.selections.select('Plant', ['Aarhus', 'Bergen', 'Espoo', 'Kalmar', 'Luleå', 'Oulu', 'Turku']);
        engine.selections.select('Region', ['North']);
    });
    await until(() => field(last(), 'Plant')?.values);
    assert.deepEqual(field(last(), 'Plant').values, ['Aarhus', 'Luleå', 'Bergen']);
});

test('what may not be collected is not asked for', async () => {
    const { engine, selections, last, session } = setUp({ settings: { excludedFields: 'Plant' } });
    await selections.start(['$']);
    await until(last);
    const made = session.byMethod['Doc.createSessionObject'];
    await engine.change(() => {
        engine.selections.select('Plant', ['Aarhus', 'Bergen', 'Espoo', 'Kalmar', 'Luleå', 'Oulu', 'Turku', 'Visby']);
        engine.selections.select('Secret', ['s1']);
    });
    await until(() => field(last(), 'Secret'));
    assert.equal(field(last(), 'Plant').values, undefined);
    assert.deepEqual([field(last(), 'Secret').values, field(last(), 'Secret').hidden], [undefined, true]);
    assert.equal(session.byMethod['Doc.createSessionObject'], made);
});

test('off means that nothing is made in the engine', async () => {
    const { selections, session } = setUp({ settings: { collect: 'off' } });
    await selections.start(['$']);
    assert.equal(session.calls, 0);
});

test('a burst of changes ends with the newest, and none is lost while reading', async () => {
    const { engine, selections, last } = setUp({ latency: 3 });
    await selections.start(['$']);
    await until(last);
    await Promise.all(Array.from({ length: 12 }, (_, i) => engine.change(() => engine.selections.select('Product', [['Pumps', 'Valves', 'Motors'][i % 3]]))));
    await engine.change(() => engine.selections.select('Region', ['West']));
    await until(() => field(last(), 'Region'));
    assert.deepEqual(field(last(), 'Product').values, ['Motors']);
    assert.equal(last().back, 13);
});

test('what objects say comes after the selections that are being read', async () => {
    const { engine, selections, ports, order, facts } = setUp({ latency: 2 });
    const models = createObjectSource({ ...ports, take: order.later });
    models.watch('barRegion', true);
    await selections.start(['$']);
    await until(() => facts.some((f) => f.kind === 'object') && facts.some((f) => f.kind === 'selections'));
    facts.length = 0;
    await engine.change(() => engine.selections.select('Plant', ['Aarhus', 'Bergen', 'Espoo', 'Kalmar', 'Luleå', 'Oulu', 'Turku']));
    await until(() => facts.some((f) => f.state === 'settled'));
    assert.deepEqual(facts.map((f) => f.state ?? f.kind), ['selections', 'changed', 'settled']);
});

test('after a lost engine session everything is made anew', async () => {
    const { engine, session, selections, objects, last, facts } = setUp();
    await selections.start(['$']);
    await until(last);
    session.suspend();
    selections.stop();
    session.resume();
    objects.forget();
    facts.length = 0;
    await selections.start(['$']);
    await engine.change(() => engine.selections.select('Region', ['North']));
    await until(() => field(last(), 'Region'));
    assert.equal(engine.sessionObjects.length, 1);
});

test('a failing engine is asked again later', async () => {
    const { engine, session, selections, last } = setUp();
    session.broken = 'throw';
    await selections.start(['$']);
    await new Promise((done) => setTimeout(done, 60));
    session.broken = null;
    await until(last);
    assert.equal(engine.sessionObjects.length, 1);
});

test('nothing is left behind: objects destroyed, listeners taken back, also those still being made', async () => {
    const { engine, selections, objects, ports, strict } = setUp();
    const inventory = createInventory(ports);
    const bookmarks = createBookmarkSource(ports);
    const models = createObjectSource(ports);
    const sheet = createSheetSource(ports);
    const apps = createAppSource(ports);
    models.watch('barRegion', true);
    sheet.show(engine.app.sheets[0].id);
    await Promise.all([selections.start(['$']), inventory.start(), bookmarks.start()]);
    assert.ok(engine.listeners > 3);
    const late = objects.create({ qInfo: { qType: 'late' } });
    for (const part of [selections, inventory, bookmarks, models, sheet, apps]) part.stop();
    await objects.stop();
    await late.catch(() => {});
    await until(() => engine.sessionObjects.length === 0);
    assert.equal(engine.listeners, 0);
    assert.deepEqual(strict.violations, []);
});

test('a sheet is told with titles and with what is inside containers', async () => {
    const { engine, ports, facts } = setUp();
    createSheetSource(ports).show(engine.app.sheets[0].id);
    const fact = await until(() => facts[0]);
    assert.equal(fact.sheetName, 'Regional margin');
    assert.deepEqual(fact.objects.map(({ id }) => id), ['filRegion', 'barRegion', 'kpiSales', 'aud1', 'tabPlant', 'conTabs', 'pieProduct', 'linQuarter']);
    assert.deepEqual(fact.objects[1], { id: 'barRegion', type: 'barchart', title: 'Sales by region', exportable: true });
});

test('a sheet that was left meanwhile is not told', async () => {
    const { engine, ports, facts } = setUp({ latency: 5 });
    const source = createSheetSource(ports);
    source.show(engine.app.sheets[0].id);
    source.show(engine.app.sheets[1].id);
    await until(() => facts.length);
    await new Promise((done) => setTimeout(done, 60));
    assert.deepEqual(facts.map((f) => f.sheetName), ['Plants']);
});

test('the inventory says which sheets host the extension', async () => {
    const { ports, facts } = setUp();
    await createInventory(ports).start();
    assert.deepEqual(facts[0].sheets.map(({ title, hosts, objects }) => [title, hosts, objects.length]),
        [['Regional margin', true, 8], ['Plants', false, 5], ['Long sheet', true, 4]]);
});

test('an applied bookmark is recognised by its selections', async () => {
    const { engine, ports, facts, selections } = setUp();
    const bookmarks = createBookmarkSource(ports);
    const watched = createSelectionSource({ ...ports, order: createFactOrder(CLOCK, () => {}), settings: readSettings({}),
        take: bookmarks.see });
    await bookmarks.start();
    await watched.start(['$']);
    await new Promise((done) => setTimeout(done, 30));
    await engine.change(() => engine.selections.apply(engine.app.bookmarks[0].selections));
    assert.deepEqual(await until(() => facts[0]), { kind: 'bookmark', id: 'bm1', title: 'Q3 watch list' });
    selections.stop();
});

test('the app tells its name, reload and the end of its session, once', async () => {
    const { app, engine, session, ports, facts } = setUp();
    const source = createAppSource(ports);
    await source.read();
    assert.deepEqual(facts.pop(), { kind: 'app', appId: app.id, appName: 'Margin Explorer', reloadTime: app.reloadTime });
    assert.deepEqual(source.states(), ['$', 'Comparison']);
    await engine.change(() => { app.reloadTime = '2026-11-19T00:00:00.000Z'; }, { doc: true });
    await until(() => facts.some((f) => f.reloadTime === '2026-11-19T00:00:00.000Z'));
    facts.length = 0;
    session.close();
    engine.events.emit('closed');
    assert.deepEqual(facts, [{ kind: 'session', state: 'closed' }]);
});
