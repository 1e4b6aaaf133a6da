/** What is read of cubes, compared with what the model says: straight, pivot, stacked, lists, limits, odd columns. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCalls } from '../../src/qlik/calls.js';
import { createDataSource } from '../../src/qlik/data-source.js';
import { Engine } from '../hostpage/engine/engine.js';
import { Session } from '../hostpage/engine/session.js';
import { cubeRows } from '../hostpage/engine/compute.js';
import { createStrict } from '../hostpage/strict.js';
import { defaultModel } from '../hostpage/model.js';

const WANT = 200;
const clock = { now: Date.now, mono: () => performance.now(), after: (ms, work) => { const t = setTimeout(work, ms); return () => clearTimeout(t); } };

/** @param {(app: any) => void} [change] @param {any} [onScreen] */
function setUp(change = () => {}, onScreen = () => null) {
    const strict = createStrict();
    const session = new Session({ strict, latency: 0 });
    const app = defaultModel().apps[0];
    change(app);
    const engine = new Engine({ app, session, user: () => 'x' });
    const calls = createCalls({ clock, guard: (work) => work() });
    const open = (id) => calls.run(() => engine.doc.getObject(id));
    return { app, engine, session, strict, read: createDataSource({ calls, open }, onScreen) };
}

/** Rows of the model as texts. */
const expected = (app, object) => cubeRows(app, object, {}).map((row) => [...row.texts, ...row.values.map((v) => v.text)]);

test('a straight cube whose rows are in the layout needs no further call', async () => {
    const { app, session, strict, read } = setUp();
    const data = await read('tabPlant', WANT);
    assert.deepEqual(data.rows, expected(app, app.objects.tabPlant));
    assert.deepEqual({ ...data, rows: 0 }, {
        objectType: 'table', mode: 'S', totalRows: 12, rows: 0, dimensions: [{ fieldName: 'Plant', label: 'Plant' }],
        measures: [{ label: 'Margin %' }, { label: 'Sales' }], from: 0, source: undefined,
    });
    assert.equal(session.byMethod['GenericObject.getHyperCubeData'], undefined);
    assert.deepEqual(strict.violations, []);
});

test('missing rows are read, and only those; an expression is no field name', async () => {
    const { app, session, read } = setUp();
    const data = await read('tabCustomer', WANT);
    assert.deepEqual(data.rows, expected(app, app.objects.tabCustomer));
    assert.equal(session.byMethod['GenericObject.getHyperCubeData'], 1);
    assert.deepEqual(data.dimensions[2], { label: 'Quarter' });
});

test('no call holds more than 10,000 cells, and no more calls are made than allowed', async () => {
    const { session, strict, read } = setUp((app) => {
        app.rows = Array.from({ length: 12_000 }, (_, i) => ({ Key: `k${i}`, Sales: i }));
        const measure = { label: 'S', sum: 'Sales' };
        app.objects.big = { type: 'table', initialRows: 0, dimensions: [{ field: 'Key' }], measures: [measure] };
        app.objects.wide = { ...app.objects.big, measures: [measure, measure, measure] };
    });
    const data = await read('big', 10_000);
    assert.equal(data.rows.length, 10_000);
    assert.equal(data.totalRows, 12_000);
    assert.equal(session.byMethod['GenericObject.getHyperCubeData'], 2);
    const less = await read('wide', 10_000);
    assert.equal(less.rows.length, 7500);
    assert.equal(less.rows[7499][0], 'k7499');
    assert.equal(session.byMethod['GenericObject.getHyperCubeData'], 5);
    assert.deepEqual(strict.violations, []);
});

test('the order of columns is dimensions, then measures, whatever the table shows', async () => {
    const { app, read } = setUp((model) => { model.objects.tabPlant.columnOrder = [2, 0, 1]; });
    const data = await read('tabPlant', WANT);
    assert.deepEqual(data.rows, expected(app, app.objects.tabPlant));
});

test('a dimension whose field is gone has no column', async () => {
    const { app, read } = setUp((model) => {
        model.objects.tabPlant.dimensions.unshift({ field: 'Gone', missing: true });
    });
    const data = await read('tabPlant', WANT);
    assert.deepEqual(data.dimensions, [{ fieldName: 'Plant', label: 'Plant' }]);
    assert.deepEqual(data.rows[0], ['Aarhus', ...expected(app, { ...app.objects.tabPlant, dimensions: [{ field: 'Plant' }] })[0].slice(1)]);
});

test('rows on screen are taken where the document shows which', async () => {
    const { app, read } = setUp(undefined, (id, total) => (id === 'tabCustomer' ? { from: total - 12, to: total } : null));
    const data = await read('tabCustomer', 5);
    const all = expected(app, app.objects.tabCustomer);
    assert.deepEqual(data.rows, all.slice(all.length - 12, all.length - 7));
    assert.deepEqual([data.from, data.source, data.totalRows], [all.length - 12, 'scroll-state', all.length]);
});

for (const initialRows of [50, 0]) {
    test(`a pivot is flattened to its leaves (first page of ${initialRows})`, async () => {
        const { app, session, read } = setUp((model) => { model.objects.pivProduct.initialRows = initialRows; });
        const data = await read('pivProduct', WANT);
        const all = expected(app, app.objects.pivProduct);
        assert.deepEqual([...data.rows].sort(), [...all].sort());
        assert.equal(data.mode, 'P');
        assert.equal(data.totalRows, all.length);
        assert.equal(session.byMethod['GenericObject.getHyperCubePivotData'], initialRows ? undefined : 1);
    });
    test(`a stacked cube is flattened to its leaves (first page of ${initialRows})`, async () => {
        const { app, read } = setUp((model) => { model.objects.stkRegion.initialRows = initialRows; });
        const data = await read('stkRegion', WANT);
        assert.deepEqual(data.rows, expected(app, app.objects.stkRegion));
        assert.equal(data.totalRows, data.rows.length);
    });
}

test('a pivot with one measure and all dimensions on the left', async () => {
    const { app, read } = setUp((model) => {
        Object.assign(model.objects.pivProduct, { leftDimensions: 3, measures: [{ label: 'Sales', sum: 'Sales' }] });
    });
    assert.deepEqual((await read('pivProduct', WANT)).rows, expected(app, app.objects.pivProduct));
});

test('a list is one dimension', async () => {
    const { read } = setUp();
    const data = await read('filPlant', WANT);
    assert.deepEqual([data.mode, data.dimensions, data.measures, data.totalRows, data.rows.length],
        ['L', [{ fieldName: 'Plant', label: 'Plant' }], [], 12, 12]);
});

test('nothing to read is null', async () => {
    const { read } = setUp();
    assert.equal(await read('ganttX', WANT), null);
});

test('nonsense from the engine gives data of the right shape, or a rejection', async () => {
    const { session, read } = setUp();
    session.broken = 'nonsense';
    for (let i = 0; i < 60; i++) {
        const data = await read('tabPlant', WANT).catch(() => null);
        if (data) assert.ok(Array.isArray(data.rows) && data.rows.every((row) => row.every((text) => typeof text === 'string')));
    }
});
