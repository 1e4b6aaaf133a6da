/** Pictures and data of objects, as a server gets them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createStage, SECOND, THIRD, wait } from './page.js';

/** @type {any} */ let stage;
before(async () => { stage = await createStage(); });
after(() => stage.close());

test('a picture has an address behind the virtual proxy, its size, and what of a scrolled table is seen', async () => {
    const scene = await stage.open({ sheet: THIRD, config: { prefix: '/finance' },
        settings: { screenshots: { on: true, objects: 'tabCustomer' }, data: { on: true, rows: 500 } } });
    await scene.tab.waitFor("document.querySelector('.qv-object-tabCustomer .scroll')");
    await scene.tab.evaluate("document.querySelector('.qv-object-tabCustomer').style.height = '330px'");
    await scene.host("scrollTable('tabCustomer', 101)");
    const shot = await scene.until('screenshot.url.received');
    assert.match(shot.screenshotUrl, new RegExp(`^${scene.site.origin}/finance/tempcontent/[^/]+/tabCustomer\\.png`));
    const seen = await scene.tab.evaluate(() => {
        const object = document.querySelector('.qv-gridcell[tid="tabCustomer"]').getBoundingClientRect();
        const area = document.querySelector('.qv-object-tabCustomer .scroll');
        const { top } = area.getBoundingClientRect();
        return { width: Math.round(object.width), offset: top - object.top, scroll: area.scrollTop, height: area.clientHeight, row: area.firstChild.getBoundingClientRect().height };
    });
    const overflow = (seen.row - ((seen.scroll + seen.height) % seen.row)) % seen.row;
    assert.deepEqual([shot.crop.width, shot.crop.scrollTop, shot.crop.scrollAreaOffsetY, shot.crop.renderingOverflow],
        [seen.width, seen.scroll, seen.offset, overflow]);
    const { visibleRange, dimensions, mode } = shot.objectData;
    assert.deepEqual([visibleRange.source, visibleRange.rowStart, visibleRange.rowEnd, mode],
        ['scroll-state', 4, Math.ceil((seen.scroll + seen.height) / seen.row), 'S']);
    const texts = await scene.tab.evaluate(() => [...document.querySelectorAll('.qv-object-tabCustomer .scroll .row')].map((r) => r.firstChild.textContent));
    assert.deepEqual(dimensions[0].values, texts.slice(visibleRange.rowStart, visibleRange.rowEnd));
    const [made] = await scene.host('capability.made');
    assert.deepEqual(made.options, { width: shot.width, height: shot.height, format: 'png' });
    await scene.check();
    await scene.end();
});

test('pictures come one at a time, paced, none in edit mode', async () => {
    const scene = await stage.open({ settings: { screenshots: { on: true } } });
    await scene.until('screenshot.url.received', 2);
    const made = await scene.host('capability.made');
    assert.ok(made[1].at - made[0].at >= 2990, String(made[1].at - made[0].at));
    await scene.host('setEditMode(true)');
    await scene.until('event.mode.changed');
    const count = await scene.host('capability.made.length');
    await wait(4000);
    assert.equal(await scene.host('capability.made.length'), count);
    await scene.check();
    await scene.end();
});

test('a picture during which the selections changed is thrown away', async () => {
    const scene = await stage.open({ settings: { screenshots: { on: true, objects: 'barRegion' } } });
    await scene.tab.evaluate("host.capability.exports.before = () => { host.capability.exports.before = null; return host.select('Region', ['West']).then(() => new Promise((r) => setTimeout(r, 900))); }");
    const shot = await scene.until('screenshot.url.received');
    assert.equal(await scene.host('capability.made.length'), 2);
    const changed = scene.of('selection.state.changed').pop();
    assert.equal(shot.selectionTxnId, changed.selectionTxnId);
    await scene.check();
    await scene.end();
});

test('a printing service that fails or answers with no address gives no event and no error', async () => {
    const scene = await stage.open({ settings: { screenshots: { on: true, objects: 'barRegion' } } });
    await scene.tab.evaluate("host.capability.exports.mode = 'fail'");
    await scene.tab.waitFor('host.capability.made.length >= 1');
    await scene.tab.evaluate("host.capability.exports.mode = 'data'");
    await wait(4000);
    assert.deepEqual(scene.of('screenshot.url.received'), []);
    await scene.check();
    await scene.end();
});

test('data of straight, pivot and stacked cubes, redacted, as texts', async () => {
    const scene = await stage.open({ sheet: SECOND, settings: { data: { on: true, redactions: 'Quarter:mask' } },
        config: { model: await hosting() } });
    const pivot = await scene.until('event.objectdata.captured', 1, (e) => e.objectId === 'pivProduct');
    const { objectData } = pivot;
    assert.equal(objectData.mode, 'P');
    assert.equal(objectData.dimensions[1].fieldName, 'Product');
    assert.equal(new Set(objectData.dimensions.find((d) => d.label === 'Quarter')?.values ?? ['hidden']).size, 1);
    assert.ok(objectData.redacted.includes('Quarter'));
    const stack = await scene.until('event.objectdata.captured', 1, (e) => e.objectId === 'stkRegion');
    assert.deepEqual(stack.objectData.measures[0].values.every((v) => /^\d+$/.test(v)), true);
    const odd = await scene.until('event.unsupported.visualization', 1, (e) => e.objectId === 'ganttX');
    assert.equal(odd.vizType, 'acme-gantt');
    await scene.check();
    await scene.end();
});

/** The standard app with the extension on its second sheet as well. */
async function hosting() {
    const { defaultModel } = await import('../hostpage/model.js');
    const model = defaultModel();
    model.apps[0].objects.aud2 = { type: 'vidimus', title: '' };
    model.apps[0].sheets[1].cells.push({ id: 'aud2', col: 16, row: 5, colspan: 3, rowspan: 1 });
    return model;
}
