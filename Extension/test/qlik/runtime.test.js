/** One runtime per page: what starts it, what outlives what, several objects, edit mode, printing, a lost engine session. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createStage, FIRST, SECOND, THIRD, wait } from './page.js';

/** @type {any} */ let stage;
before(async () => { stage = await createStage(); });
after(() => stage.close());

test('the runtime outlives the object: sheets without one are recorded too', async () => {
    const scene = await stage.open();
    await scene.host(`navigate('${SECOND}')`);
    await scene.until('navigation.sheet.loaded', 2);
    await wait(1800);
    await scene.host(`navigate('${THIRD}')`);
    await scene.until('navigation.sheet.loaded', 3);
    const seen = scene.of('object.view.duration').map((e) => e.objectId);
    assert.ok(seen.includes('pivProduct') && seen.includes('ganttX'), String(seen));
    assert.equal(scene.of('event.session.started').length, 1);
    await scene.check();
    await scene.end();
});

test('with reach sheet, a sheet without the object is not recorded', async () => {
    const scene = await stage.open({ settings: { scope: { reach: 'sheet' } } });
    await wait(1500);
    await scene.host(`navigate('${SECOND}')`);
    await wait(2000);
    await scene.host(`navigate('${THIRD}')`);
    await scene.until('navigation.sheet.loaded', 1, (e) => e.sheetId === THIRD);
    assert.equal(scene.of('object.view.duration').some((e) => e.objectId === 'pivProduct'), false);
    await scene.check();
    await scene.end();
});

test('nothing starts without an address, and the tile says so to who edits', async () => {
    const scene = await stage.open({ settings: { connection: {} }, edit: true, start: false });
    await scene.tab.waitFor(() => /no server address/.test(document.querySelector('vidimus-tile')?.shadowRoot?.textContent ?? ''));
    await wait(500);
    assert.equal(await scene.host('session.calls'), 0);
    await scene.end();
});

test('printing draws a static text and records nothing', async () => {
    const scene = await stage.open();
    await wait(300);
    const before = scene.events().length;
    const { text, calls } = await scene.host('print()');
    assert.match(text, /recorded for audit.*Nothing is recorded in exports/);
    assert.equal(calls, 0);
    await wait(300);
    assert.equal(scene.events().length, before);
    await scene.check();
    await scene.end();
});

test('in a hidden tab nothing begins until it is shown', async () => {
    const scene = await stage.open({ start: false });
    await scene.until('navigation.sheet.loaded');
    const other = await stage.browser.open('about:blank');
    const hidden = await stage.browser.open(scene.site.url(), { background: true });
    await hidden.waitFor('window.host?.ready');
    await wait(700);
    assert.equal(await hidden.evaluate('host.session.calls'), 0);
    await hidden.activate();
    await hidden.waitFor('host.session.calls > 3');
    await Promise.all([other.close(), hidden.close()]);
    await scene.end();
});

test('the option that is missing at the first render does not make edit mode of analysis', async () => {
    const scene = await stage.open({ config: { readOnlyLate: true } });
    await wait(800);
    assert.deepEqual(scene.of('event.mode.changed'), []);
    assert.equal(new Set(scene.events().map((e) => e.payload.context.mode)).size, 1);
    await scene.check();
    await scene.end();
});

test('a client without the later hooks is recorded all the same', async () => {
    const scene = await stage.open({ config: { oldClient: true } });
    assert.equal(scene.events()[0].payload.context.user, 'UserDirectory=LAB; UserId=maria.lund');
    await scene.host(`navigate('${SECOND}')`);
    await scene.until('navigation.sheet.loaded', 2);
    await scene.check();
    await scene.end();
});

test('edit mode shows the state, coverage and a test of the connection', async () => {
    const scene = await stage.open({ edit: true });
    const text = () => scene.tab.evaluate("document.querySelector('vidimus-tile').shadowRoot.textContent");
    await scene.tab.waitFor(() => /Plants/.test(document.querySelector('vidimus-tile').shadowRoot.textContent));
    assert.match(await text(), /Recording.*User: UserDirectory=LAB; UserId=maria\.lund.*Regional margin/);
    await scene.tab.evaluate("document.querySelector('vidimus-tile').shadowRoot.querySelector('button').click()");
    await scene.tab.waitFor(() => /takes events/.test(document.querySelector('vidimus-tile').shadowRoot.textContent));
    assert.deepEqual(scene.events().filter((e) => e.payload.context.mode !== 'edit'), []);
    await scene.check();
    await scene.end();
});

test('the panel is drawn whole, its test button works, and the result stands beside it', async () => {
    const scene = await stage.open({ edit: true });
    await scene.tab.waitFor(() => document.querySelectorAll('#panel details').length === 9);
    assert.deepEqual(await scene.host('panelProblems'), []);
    await scene.tab.evaluate("[...document.querySelectorAll('#panel button')].find((b) => b.textContent === 'Test connection').click()");
    await scene.tab.waitFor(() => /The server takes events/.test(document.querySelector('#panel').textContent));
    await scene.tab.evaluate(() => {
        const select = document.querySelector('#panel [data-ref="vidimus.scope.objects"]');
        select.value = 'listed';
        select.dispatchEvent(new Event('change'));
    });
    await scene.tab.waitFor(() => [...document.querySelectorAll('#panel button')].some((b) => b.textContent === 'Add object'));
    await scene.tab.evaluate("[...document.querySelectorAll('#panel button')].find((b) => b.textContent === 'Add object').click()");
    await scene.tab.waitFor(() => [...document.querySelectorAll('#panel option')].some((o) => /Margin by plant|tabPlant|table/.test(o.textContent)));
    await scene.end();
});

test('a change of settings begins a new recording once typing has stopped', async () => {
    const scene = await stage.open({ edit: true });
    const connection = { endpoint: scene.backend.endpoint, key: 'key' };
    for (const cap of [1, 12, 123]) await scene.host(`setSettings(${JSON.stringify({ connection, selections: { cap } })})`);
    const ended = await scene.until('event.session.ended');
    assert.equal(ended.reason, 'settings');
    await scene.until('event.session.started', 2);
    await wait(500);
    assert.equal(scene.of('event.session.started').length, 2);
    assert.equal((await scene.host('leftovers.sessionObjects')).length, 2);
    await scene.end();
});

test('of two objects that disagree the first one counts, and the other says so', async () => {
    const scene = await stage.open();
    await scene.host('engine.app.objects.aud3.properties.vidimus.connection.key = "other"');
    await scene.host(`navigate('${THIRD}')`);
    await scene.until('navigation.sheet.loaded', 2);
    await scene.host('setEditMode(true)');
    await scene.tab.waitFor(() => /Another Vidimus object/.test(document.querySelector('vidimus-tile')?.shadowRoot?.textContent ?? ''));
    assert.equal(scene.of('event.session.ended').length, 0);
    await scene.end();
});

test('a runtime that is not understood stays alone', async () => {
    const scene = await stage.open();
    await scene.tab.evaluate("window[Symbol.for('vidimus.runtime')] = { protocol: 99, version: '9.9.9' }");
    await scene.host(`navigate('${THIRD}')`);
    await scene.host('setEditMode(true)');
    await scene.tab.waitFor(() => /older Vidimus/.test(document.querySelector('vidimus-tile')?.shadowRoot?.textContent ?? ''));
    assert.deepEqual(scene.tab.errors, []);
    await scene.end();
});

test('a lost engine session ends the views; with the new one recording goes on', async () => {
    const scene = await stage.open();
    await wait(1500);
    await scene.host('suspend()');
    await scene.until('object.view.duration', 1, (e) => e.reason === 'session');
    await wait(300);
    await scene.host('resume()');
    await wait(1200);
    await scene.host("select('Region', ['West'])");
    await scene.until('selection.state.changed', 1, (e) => e.details.some((d) => d.qField === 'Region'));
    const objects = await scene.host('leftovers.sessionObjects');
    assert.equal(objects.length, 2);
    await scene.host(`navigate('${SECOND}')`);
    await scene.until('object.view.duration', 1, (e) => e.reason === 'sheet');
    await scene.check();
    await scene.end();
});

test('leaving the app ends the trail and leaves nothing behind', async () => {
    const scene = await stage.open();
    await wait(1200);
    await scene.tab.evaluate("history.pushState(null, '', '/hub/my/work')");
    const ended = await scene.until('event.session.ended');
    assert.equal(ended.reason, 'left');
    await scene.tab.waitFor('host.leftovers.sessionObjects.length === 0 && host.leftovers.listeners === 0');
    await scene.check();
    await scene.end();
});

for (const how of ['throw', 'hang', 'nonsense']) {
    test(`with every call of Qlik broken (${how}), the client goes on and readers see nothing`, async () => {
        const scene = await stage.open();
        await scene.host(`breakEverything('${how}')`);
        await scene.host("select('Region', ['West'])");
        await scene.host(`navigate('${SECOND}')`);
        await wait(1200);
        await scene.host(`navigate('${FIRST}')`);
        await wait(800);
        assert.equal(await scene.tab.evaluate("document.querySelectorAll('.qv-object-barRegion .bar').length"), 1);
        await scene.host('breakEverything(null)');
        await scene.host(`navigate('${THIRD}')`);
        await scene.until('navigation.sheet.loaded', 1, (e) => e.sheetId === THIRD);
        await scene.check();
        await scene.end();
    });
}
