/** A scripted visit in a real browser: the trail at a real server says what was done, when, and for how long. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { serveHostPage } from '../hostpage/serve.js';
import { launch } from '../support/chromium.js';
import { hasVidimus, startVidimus } from '../support/vidimus-server.js';
import { envelopeProblems, trailProblems } from '../contract/validator.js';
import { FIRST, SECOND, wait } from './page.js';

const options = { skip: hasVidimus ? false : 'the server is not built' };
/** @type {any} */ let server;
/** @type {any} */ let site;
/** @type {any} */ let browser;
/** @type {any[]} */ let events = [];
/** @type {any[]} */ let script = [];
/** @type {any} */ let tab;

const of = (type) => events.filter((e) => e.type === type).map((e) => e.payload.event);
const when = (what, nth = 0) => script.filter((s) => s.what === what)[nth].at;

before(async () => {
    if (!hasVidimus) return;
    server = await startVidimus();
    const connection = { endpoint: server.origin, key: server.key };
    site = await serveHostPage({ config: { settings: { connection, selections: { bookmarks: true } } } });
    browser = await launch({ width: 1500, height: 950 });
    tab = await browser.open(site.url());
    await tab.waitFor('window.host?.ready');
    await wait(2500);
    const steps = [
        ["host.select('Region', ['North', 'East'])", 1500],
        ["host.select('Customer', Array.from({ length: 9 }, (_, i) => 'Customer ' + (i + 1)))", 1500],
        ["host.switchTab('conTabs', 'linQuarter')", 1500],
        ['host.undo()', 1500],
        ["host.applyBookmark('bm1')", 1500],
        [`host.navigate('${SECOND}')`, 2500],
        ['host.setEditMode(true)', 1500],
        ['host.closeSession()', 1500],
    ];
    for (const [step, ms] of steps) {
        await tab.evaluate(step);
        await wait(ms);
    }
    script = await tab.evaluate('host.script');
    const end = Date.now() + 20_000;
    while (!events.some((e) => e.type === 'event.session.ended') && Date.now() < end) {
        await wait(100);
        events = (await server.events()).map(({ envelope }) => envelope);
    }
});
after(async () => {
    await browser?.close();
    await site?.close();
    await server?.close();
});

test('every envelope keeps the contract, and the numbers have no gap', options, () => {
    assert.deepEqual(events.flatMap((envelope) => envelopeProblems(envelope)), []);
    assert.deepEqual(trailProblems(events), []);
    assert.equal(events[0].type, 'event.session.started');
    assert.equal(events[events.length - 1].type, 'event.session.ended');
});

test('the context names app, sheet and user from the first event on', options, () => {
    for (const { payload: { context } } of events) {
        assert.equal(context.appName, 'Margin Explorer');
        assert.equal(context.user, 'UserDirectory=LAB; UserId=maria.lund');
        assert.equal(context.platform, 'client-managed');
    }
    assert.deepEqual([of('event.session.started')[0].senseVersion, of('event.session.started')[0].scope], ['14.254.6', 'app']);
});

test('both sheets were visited, for as long as they were open', options, () => {
    assert.deepEqual(of('navigation.sheet.loaded').map((e) => [e.sheetId, e.previousSheetId, e.trigger]),
        [[FIRST, null, 'open'], [SECOND, FIRST, 'url']]);
    const [first, second] = of('event.sheet.left');
    assert.ok(Math.abs(Date.parse(first.leftAt) - when('navigate')) < 50);
    assert.ok(Math.abs(second.duration - (when('closeSession') - when('navigate'))) < 100, `${second.duration}`);
});

test('every selection, with values beyond what the engine lists, and why it changed', options, () => {
    const details = of('selection.state.changed').map((e) => [e.cause, ...e.details.map((d) => `${d.qField}=${d.qSelected}`).sort()]);
    const nine = 'Customer=Customer 1, Customer 2, Customer 3, Customer 4, Customer 5, Customer 6, Customer 7, Customer 8, Customer 9';
    assert.equal(details.length, 5);
    assert.deepEqual(details[0], ['initial']);
    assert.deepEqual(details[1], ['select', 'Region=North, East']);
    assert.equal(details[2][0], 'select');
    assert.deepEqual(details[2][1].split('=')[1].split(', ').sort(), nine.split('=')[1].split(', ').sort());
    assert.deepEqual(details[3], ['undo', 'Region=North, East']);
    assert.deepEqual(details[4].slice(1), ['Quarter=2026-Q3', 'Region=North, East']);
    assert.deepEqual(of('event.bookmark').map((e) => [e.type, e.bookmarkId]), [['bookmark.applied', 'bm1']]);
});

test('each selection was validated once the objects on screen had settled', options, () => {
    const changed = of('selection.state.changed').slice(1).map((e) => e.selectionTxnId);
    const validated = of('app.model.validated').filter((e) => e.cause === 'selection');
    assert.deepEqual(validated.map((e) => e.selectionTxnId), changed);
    for (const { settled, objectsSettled } of validated) assert.deepEqual([settled, objectsSettled], ['all', 5]);
});

test('views last as long as the objects were shown, container children included', options, () => {
    const views = of('object.view.duration');
    const pie = views.filter((e) => e.objectId === 'pieProduct');
    assert.equal(pie.length, 1);
    assert.ok(Math.abs(Date.parse(pie[0].leftAt) - when('switchTab')) < 50);
    assert.equal(pie[0].reason, 'removed');
    const line = views.find((e) => e.objectId === 'linQuarter');
    assert.ok(Math.abs(line.duration - (when('navigate') - when('switchTab'))) < 100, `${line.duration}`);
    const bar = views.find((e) => e.objectId === 'barRegion');
    assert.ok(Math.abs(Date.parse(bar.leftAt) - when('navigate')) < 50);
    assert.equal(bar.segments.length, 5);
    assert.equal(views.some((e) => e.objectId === 'aud1' || e.objectId === 'conTabs'), false);
});

test('edit mode is marked, the inventory told', options, () => {
    assert.deepEqual(of('event.mode.changed').map((e) => e.mode), ['edit']);
    const inventory = of('event.coverage.inventory')[0];
    assert.deepEqual(inventory.sheets.map((s) => [s.title, s.hosts]), [['Regional margin', true], ['Plants', false], ['Long sheet', true]]);
});

test('the client was not disturbed', options, async () => {
    assert.deepEqual(await tab.evaluate('host.violations'), []);
    assert.equal(await tab.evaluate('host.leftovers.listeners'), 0);
    assert.ok(await tab.evaluate('host.session.mostAtOnce') <= 2);
    assert.deepEqual([tab.errors, tab.lines], [[], []]);
});
