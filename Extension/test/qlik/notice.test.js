/** The notice to readers in its modes: badge, banner, agreement. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createStage, wait } from './page.js';

/** Where to put pictures for people to look at; nowhere unless wanted. */
const PICTURES = process.env.VIDIMUS_PICTURES;

/** @type {any} */ let stage;
before(async () => { stage = await createStage(); });
after(() => stage.close());

const picture = async (scene, name) => { if (PICTURES) await scene.tab.screenshot(`${PICTURES}/${name}.png`); };
const banner = (scene) => scene.tab.evaluate("document.querySelector('vidimus-notice')?.shadowRoot?.querySelector('div')?.textContent ?? null");
const press = (scene, text) => scene.tab.evaluate((wanted) => {
    [...document.querySelector('vidimus-notice').shadowRoot.querySelectorAll('button')].find((b) => b.textContent === wanted).click();
}, text);
const badge = (scene) => scene.tab.evaluate("document.querySelector('vidimus-tile')?.shadowRoot?.querySelector('div')?.textContent ?? null");

test('the badge is a line of text in the object, the app\'s own if it has one', async () => {
    const scene = await stage.open();
    await scene.tab.waitFor("document.querySelector('vidimus-tile')");
    assert.equal(await badge(scene), 'The use of this app is recorded for audit.');
    assert.equal(await banner(scene), null);
    await picture(scene, 'badge');
    await scene.end();
    const own = await stage.open({ settings: { privacy: { text: '<b>Wir</b> zeichnen auf.' } } });
    await own.tab.waitFor("document.querySelector('vidimus-tile')");
    assert.equal(await badge(own), '<b>Wir</b> zeichnen auf.');
    await own.end();
});

test('off shows nothing at all', async () => {
    const scene = await stage.open({ settings: { privacy: { notice: 'off' } } });
    await wait(300);
    assert.deepEqual([await badge(scene), await banner(scene)], [null, null]);
    assert.equal(await scene.tab.evaluate("document.querySelector('.qv-object-aud1 .qv-inner-object').textContent"), '');
    await scene.end();
});

test('the banner is shown once for each version of the text, and recording does not wait for it', async () => {
    const scene = await stage.open({ settings: { privacy: { notice: 'banner', version: '3' } } });
    await scene.tab.waitFor("document.querySelector('vidimus-notice')");
    assert.match(await banner(scene), /recorded for audit/);
    await picture(scene, 'banner');
    await press(scene, 'Understood');
    assert.equal(await banner(scene), null);
    await scene.tab.reload();
    await scene.until('event.session.started', 2);
    await wait(600);
    assert.equal(await banner(scene), null);
    scene.site.site.config.settings.privacy.version = '4';
    await scene.tab.reload();
    await scene.tab.waitFor("document.querySelector('vidimus-notice')");
    await scene.check();
    await scene.end();
});

test('with agreement wanted, nothing is recorded before it, and all from then on', async () => {
    const scene = await stage.open({ start: false, settings: { privacy: { notice: 'acknowledge' } } });
    await scene.tab.waitFor("document.querySelector('vidimus-notice')");
    await picture(scene, 'acknowledge');
    await scene.host("select('Region', ['West'])");
    await wait(1500);
    assert.deepEqual(scene.events().filter((e) => /selection|view|visibility|objectdata/.test(e.type)), []);
    await press(scene, 'I agree');
    await scene.until('event.notice.acknowledged');
    await scene.until('selection.state.changed');
    await scene.tab.reload();
    await scene.until('event.session.started', 1);
    await scene.until('navigation.sheet.loaded', 2);
    assert.equal(await banner(scene), null, 'asked once');
    await scene.check();
    await scene.end();
});

test('refusing is recorded as that and nothing else, and keeps nobody from the app', async () => {
    const scene = await stage.open({ start: false, settings: { privacy: { notice: 'acknowledge' } } });
    await scene.tab.waitFor("document.querySelector('vidimus-notice')");
    await press(scene, 'I do not agree');
    await scene.until('event.notice.declined');
    const before = scene.events().length;
    await scene.host("select('Region', ['West'])");
    await scene.host('navigate(host.sheetIds[1])');
    await wait(2500);
    assert.equal(scene.events().length, before);
    assert.deepEqual(scene.events().filter((e) => /selection|view|visibility|objectdata/.test(e.type)), []);
    assert.equal(await scene.tab.evaluate("document.querySelectorAll('.qv-object-pivProduct .row').length > 1"), true);
    await scene.check();
    await scene.end();
});

test('ignored users are not recorded', async () => {
    const scene = await stage.open({ start: false, settings: { privacy: { ignoredUsers: 'LAB\\maria.lund' } } });
    await scene.tab.waitFor('host.session.calls > 3');
    await scene.host("select('Region', ['West'])");
    await wait(2500);
    assert.deepEqual(scene.events(), []);
    await scene.end();
});

test('pictures for people: the status in edit mode and the panel', { skip: !PICTURES }, async () => {
    const scene = await stage.open({ edit: true });
    await scene.tab.waitFor(() => /Plants/.test(document.querySelector('vidimus-tile').shadowRoot.textContent));
    await scene.tab.evaluate("document.querySelector('.qv-gridcell[tid=aud1]').style.height = '420px'");
    await picture(scene, 'edit');
    await scene.tab.evaluate("document.querySelector('#panel').style.cssText = 'width:340px;overflow:visible;position:absolute;top:0;left:0;z-index:9'");
    await scene.tab.screenshot(`${PICTURES}/panel.png`, { full: true });
    await scene.end();
});
