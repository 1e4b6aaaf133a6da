import assert from 'node:assert/strict';
import { test } from 'node:test';
import { urlOf } from '../../src/core/picture.js';
import { field, object, openPage, seen, selected, settle } from './support.js';
import { envelopeProblems } from '../contract/validator.js';

const URL_OF_PICTURE = 'https://sense.nordic.example/finance/tempcontent/b7c4/table.png?serverNodeId=41d0';
const CROP = { top: 0, left: 0, width: 742, height: 388, scrollTop: 0, scrollAreaOffsetY: 46, renderingOverflow: 7.5 };
const TABLE = { objectType: 'table', dimensions: [{ fieldName: 'Plant', label: 'Plant' }], measures: [{ label: 'Volume' }],
    rows: [['Aarhus', '1 204'], ['Bergen', '877']], totalRows: 2, mode: 'S', from: 0, source: 'scroll-state' };

/** Time in small steps, so that promises get their turn. */
async function go(page, ms) {
    for (let left = ms; left > 0; left -= 250) {
        page.clock.advance(Math.min(250, left));
        await settle();
    }
}

const shooting = (qlik = {}, props = {}, more = {}) => openPage({ props: { screenshots: { on: true }, ...props }, ...more, qlik: {
    geometry: () => ({ width: 742, height: 388, crop: null }), exportImage: async () => URL_OF_PICTURE, ...qlik } });
const pictures = (page) => page.events('screenshot.url.received');

test('an object is captured after two seconds of view, once for each data state, three seconds apart', async () => {
    const asked = [];
    const page = shooting({ exportImage: async (id, size) => { asked.push([id, size.width, size.height]); return URL_OF_PICTURE; },
        geometry: () => ({ width: 742.4, height: 9000, crop: CROP }) });
    page.take(seen('one'), seen('two'));
    await go(page, 2_000);
    assert.equal(pictures(page).length, 0);
    await go(page, 20_000);
    assert.deepEqual(asked, [['one', 742, 2000], ['two', 742, 2000]]);
    page.take(selected([field('Plant', ['a'])], 1), { kind: 'object', id: 'one', state: 'changed' }, { kind: 'object', id: 'one', state: 'settled' });
    await go(page, 20_000);
    assert.deepEqual(pictures(page).map((event) => [event.objectId, event.trigger]),
        [['one', 'sheet'], ['two', 'sheet'], ['one', 'selection'], ['two', 'selection']]);
    assert.deepEqual(pictures(page)[0].crop, CROP);
    assert.equal(page.events('app.model.validated')[0].captureScheduled, true);
    const posting = page.postings[page.types().indexOf('screenshot.url.received')];
    assert.deepEqual(posting, { priority: 1 });
    for (const envelope of page.envelopes) assert.deepEqual(envelopeProblems(envelope), []);
});

test('a picture of what changed meanwhile is discarded and taken again', async () => {
    let answer = () => {};
    const page = shooting({ exportImage: () => new Promise((resolve) => { answer = resolve; }) });
    page.take(seen('one'));
    await go(page, 3_000);
    page.take(selected([field('Plant', ['a'])], 1));
    await go(page, 1_000);
    answer(URL_OF_PICTURE);
    await go(page, 1_000);
    assert.equal(pictures(page).length, 0);
    await go(page, 4_000);
    answer(URL_OF_PICTURE);
    await go(page, 1_000);
    assert.deepEqual(pictures(page).map((event) => event.selectionTxnId), [page.events('selection.state.changed')[1].selectionTxnId]);
});

test('three failures in a row make it rest for ten minutes', async () => {
    let calls = 0;
    const page = shooting({ exportImage: async () => { calls += 1; throw new Error('busy'); } }, { views: { idleMinutes: 0 } });
    page.take(seen('one'));
    for (let i = 1; i <= 8; i += 1) {
        page.take(selected([field('Plant', [`p${i}`])], i));
        await go(page, 4_000);
    }
    assert.equal(calls, 3);
    await go(page, 600_000);
    assert.equal(calls, 4);
});

test('never in edit mode, in a hidden tab, or on Qlik Cloud', async () => {
    const forbidden = { exportImage: async () => { throw new Error('not expected'); } };
    for (const [more, fact] of [[{}, { kind: 'mode', mode: 'edit' }], [{}, { kind: 'page', state: 'hidden' }], [{ platform: 'cloud' }, { kind: 'input' }]]) {
        let calls = 0;
        const page = shooting({ ...forbidden, exportImage: async () => { calls += 1; return URL_OF_PICTURE; } }, {}, more);
        page.take(fact, seen('one'));
        await go(page, 10_000);
        assert.equal(calls, 0);
    }
});

test('on Qlik Cloud data goes alone; hashed, masked and dropped columns never leave as they were', async () => {
    const raw = { ...TABLE, dimensions: [{ fieldName: 'Plant', label: 'Plant' }, { fieldName: 'ClaimantName', label: 'Name' }, { label: 'Mail' }],
        rows: [['Aarhus', 'Ann', 'a@x', '1'], ['Bergen', 'Bob', 'b@x', '2']] };
    const page = openPage({ platform: 'cloud', qlik: { geometry: () => ({ width: 10, height: 10, crop: null }), readData: async () => raw },
        props: { data: { on: true, salt: 'salt', redactions: 'claimantname, Mail:mask, Pla*:hash' } } });
    page.take(seen('one'));
    await go(page, 3_000);
    const [{ objectData, trigger }] = page.events('event.objectdata.captured');
    assert.equal(trigger, 'sheet');
    assert.deepEqual(objectData.redacted, ['Plant', 'ClaimantName', 'Mail']);
    assert.deepEqual(objectData.dimensions[1], { label: 'Mail', values: ['***', '***'] });
    assert.match(objectData.dimensions[0].values[0], /^[0-9a-f]{32}$/);
    assert.deepEqual(objectData.measures, [{ label: 'Volume', values: ['1', '2'] }]);
    for (const secret of ['Ann', 'Aarhus', 'a@x']) assert.ok(!JSON.stringify(page.envelopes).includes(secret));
});

test('what cannot be exported is told once per object and page, with its data if that can be had', async () => {
    const odd = [object('odd', { type: 'acme-gantt', exportable: false, title: 'Plan' }), object('box', { type: 'container' })];
    const page = openPage({ props: { screenshots: { on: true }, data: { on: true } },
        qlik: { geometry: () => ({ width: 10, height: 10, crop: null }), readData: async () => TABLE } }, odd);
    for (let i = 1; i < 4; i += 1) {
        page.take(seen('odd'), selected([field('Plant', [`p${i}`])], i));
        await go(page, 5_000);
    }
    assert.deepEqual(page.events('event.unsupported.visualization').map((event) => [event.objectId, event.trigger, event.lost]),
        [['box', 'no-export-support', ['screenshot']], ['odd', 'no-export-support', ['screenshot']]]);
    assert.equal(page.events('event.objectdata.captured').length, 3);
});

test('without an exporter pictures end for this page, with one word about it', async () => {
    let calls = 0;
    const page = shooting({ exportImage: async () => { calls += 1; throw Object.assign(new Error('none'), { code: 'no-exporter' }); } });
    page.take(seen('one'), seen('two'));
    await go(page, 20_000);
    assert.equal(calls, 1);
    assert.deepEqual(page.events('event.unsupported.visualization').map((event) => event.trigger), ['no-exporter']);
});

test('addresses of pictures are such as servers take, or none', () => {
    const good = 'https://s.example/a%20b/%C3%BC.png?x=(1);2';
    assert.equal(urlOf(good), good);
    for (const bad of [5, ['x'], { failed: true }, 'https://x/a b', 'https://x/{c}', 'https://x/%zz', 'https://x/?[1]', '', 'data:image/png;base64,AAAA', 'blob:https://x', '/relative.png', `https://x/${'y'.repeat(2048)}`, 'https://']) {
        assert.equal(urlOf(bad), '');
    }
});
