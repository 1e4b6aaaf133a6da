/** What is on screen: scrolling, containers, re-rendering, covers, several ways of navigating, both clients. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createStage, FIRST, SECOND, THIRD, wait } from './page.js';

/** @type {any} */ let stage;
before(async () => { stage = await createStage(); });
after(() => stage.close());

const settings = { views: { visibilityEvents: true } };
const visible = (scene, id, on = true, count = 1) => scene.until('object.visibility.changed', count, (e) => e.objectId === id && e.visible === on);

test('scrolling brings objects in and takes them out; what only passes by is not seen', async () => {
    const scene = await stage.open({ settings, sheet: THIRD });
    await visible(scene, 'tabCustomer');
    await scene.host('scroll(1300)');
    await visible(scene, 'linQuarter');
    await wait(1300);
    await scene.host('scroll(0)');
    const left = await scene.until('object.view.duration', 1, (e) => e.objectId === 'linQuarter');
    assert.equal(left.reason, 'scroll');
    const times = scene.of('object.visibility.changed').filter((e) => e.objectId === 'linQuarter').length;
    await scene.host('scroll(1300)');
    await wait(60);
    await scene.host('scroll(0)');
    await wait(900);
    assert.equal(scene.of('object.visibility.changed').filter((e) => e.objectId === 'linQuarter').length, times);
    await scene.check();
    await scene.end();
});

test('an object taller than the screen is seen by what it takes of the screen', async () => {
    const scene = await stage.open({ settings, sheet: THIRD });
    await visible(scene, 'tabCustomer');
    const seen = scene.of('object.visibility.changed').find((e) => e.objectId === 'tabCustomer');
    assert.ok(seen.ratio > 0.4);
    await scene.host('scroll(500)');
    await wait(900);
    assert.equal(scene.of('object.visibility.changed').some((e) => e.objectId === 'tabCustomer' && !e.visible), false);
    await scene.check();
    await scene.end();
});

test('drawing an object anew does not end its view; taking it away does', async () => {
    const scene = await stage.open({ settings });
    await visible(scene, 'barRegion');
    for (let i = 0; i < 3; i++) {
        await scene.host("rerender('barRegion')");
        await wait(350);
    }
    await wait(700);
    assert.equal(scene.of('object.visibility.changed').some((e) => e.objectId === 'barRegion' && !e.visible), false);
    await scene.host("removeObject('barRegion')");
    const view = await scene.until('object.view.duration', 1, (e) => e.objectId === 'barRegion');
    assert.equal(view.reason, 'removed');
    await scene.check();
    await scene.end();
});

test('a cover hides everything but what it holds', async () => {
    const scene = await stage.open({ settings });
    await visible(scene, 'barRegion');
    await wait(1100);
    await scene.host('overlay(true)');
    await visible(scene, 'barRegion', false);
    await visible(scene, 'tabPlant', false);
    await scene.host('overlay(false)');
    await visible(scene, 'barRegion', true, 2);
    await scene.check();
    await scene.end();
});

test('a hidden tab pauses, and says so', async () => {
    const scene = await stage.open({ settings });
    await visible(scene, 'barRegion');
    await wait(1100);
    const other = await stage.browser.open('about:blank');
    await wait(1500);
    await scene.tab.activate();
    await other.close();
    await wait(300);
    await scene.host(`navigate('${SECOND}')`);
    const view = await scene.until('object.view.duration', 1, (e) => e.objectId === 'barRegion');
    assert.ok(view.pausedMs >= 1400 && view.pausedMs < 4000, String(view.pausedMs));
    assert.ok(view.duration >= 1300 && view.duration < 4500, String(view.duration));
    await scene.check();
    await scene.end();
});

for (const [navigation, listens, how, tell] of [['text', true, 'silent', true], ['object', true, 'replace', true], ['none', false, 'push', false],
    ['false', false, 'replace', false], ['text', false, 'silent', false]]) {
    test(`a change of sheet is noticed: interface ${navigation}${listens ? '' : ' without events'}, address ${how}`, async () => {
        const scene = await stage.open({ config: { navigation, listens } });
        await scene.host(`navigate('${SECOND}', { how: '${how}', tell: ${tell} })`);
        const loaded = await scene.until('navigation.sheet.loaded', 1, (e) => e.sheetId === SECOND);
        assert.equal(loaded.trigger, how === 'silent' ? 'navigation' : 'url');
        await wait(300);
        assert.equal(scene.of('navigation.sheet.loaded').length, 2);
        await scene.check();
        await scene.end();
    });
}

test('behind a virtual proxy, the prefix is used', async () => {
    const scene = await stage.open({ config: { prefix: '/finance', engineUser: false } });
    await scene.until('event.session.started', 1, (e) => e.senseVersion === '14.254.6');
    const asked = scene.site.server.requests.filter((r) => /product-info|qps/.test(r));
    assert.deepEqual(asked, ['GET /finance/resources/autogenerated/product-info.js']);
    assert.equal(scene.events()[0].payload.context.user, 'UserDirectory=LAB; UserId=maria.lund', 'by the older interface');
    await scene.end();
});

test('without engine and older interface, the proxy says who reads', async () => {
    const scene = await stage.open({ config: { prefix: '/finance', capability: false, engineUser: { nonsense: true } } });
    assert.ok(scene.site.server.requests.includes('GET /finance/qps/user'));
    assert.equal(scene.events()[0].payload.context.user, 'UserDirectory=LAB; UserId=maria.lund');
    await scene.end();
});

test('on Cloud: who reads comes from the site, the edit address is its own, no pictures', async () => {
    const scene = await stage.open({ config: { platform: 'cloud' }, settings: { screenshots: { on: true } },
        origin: (port) => `http://acme.eu.qlikcloud.com:${port}` });
    const { context } = scene.events()[0].payload;
    assert.deepEqual([context.platform, context.user, context.userRef, context.tenantId], ['cloud', 'maria.lund@nordic.example', 'kT7wQ2nV', 'tenant01']);
    await scene.host('setEditMode(true)');
    await scene.until('event.mode.changed', 1, (e) => e.mode === 'edit');
    assert.equal(await scene.host('capability.made.length'), 0);
    await scene.tab.waitFor(() => document.querySelectorAll('#panel details').length === 8);
    await scene.check();
    await scene.end();
});

test('two pages of one engine session: only the one in front tells selections', async () => {
    const scene = await stage.open({ config: { sharedSession: true } });
    const second = await stage.browser.open(scene.site.url());
    await second.waitFor('window.host?.ready');
    await scene.until('navigation.sheet.loaded', 2);
    await wait(500);
    await second.evaluate("host.select('Region', ['West'])");
    await scene.until('selection.state.changed', 1, (e) => e.details.length === 1);
    // Timers of the page behind run once a second.
    await scene.tab.waitFor('Object.keys(host.engine.selections.of()).length === 1');
    await wait(4000);
    assert.equal(scene.of('selection.state.changed').filter((e) => e.details.length === 1).length, 1);
    await scene.tab.activate();
    const late = await scene.until('selection.state.changed', 2, (e) => e.details.length === 1);
    assert.equal(late.cause, 'other-tab');
    await second.close();
    await scene.end();
});

test('a modal selection counts once it is confirmed; taken back, it never was', async () => {
    const scene = await stage.open();
    await wait(600);
    await scene.host("beginModal('barRegion')");
    await scene.host("select('Region', ['West'])");
    await wait(900);
    assert.equal(scene.of('selection.state.changed').length, 1);
    await scene.host('endModal(false)');
    await wait(900);
    assert.equal(scene.of('selection.state.changed').length, 1);
    await scene.host("beginModal('barRegion')");
    await scene.host("select('Region', ['East'])");
    await scene.host('endModal(true)');
    await scene.until('selection.state.changed', 2);
    await scene.check();
    await scene.end();
});

test('an aborted layout is asked again, and a reload of data makes a new state', async () => {
    const scene = await stage.open();
    await wait(600);
    await scene.host('abortNext(3)');
    await scene.host("select('Region', ['East'])");
    await scene.until('app.model.validated', 1, (e) => e.settled === 'all');
    await scene.host('reload()');
    await scene.until('app.model.validated', 1, (e) => e.cause === 'reload');
    assert.equal(await scene.tab.evaluate(`location.pathname.includes('${FIRST}')`), true);
    await scene.check();
    await scene.end();
});
