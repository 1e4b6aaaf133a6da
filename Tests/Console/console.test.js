/** The console in a real browser, against the real server. */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hasChromium, launch } from '../../Extension/test/support/chromium.js';
import { hasVidimus } from '../../Extension/test/support/vidimus-server.js';
import { fillIn, startConsole, submit } from './support/console-server.js';
import { accessibilityProblems, contrastProblems, hostileTraces } from './support/page-checks.js';

/** Where pictures of all pages go; without it, none are taken. */
const SHOTS = process.env.CONSOLE_SCREENSHOTS;

const WIDTHS = [{ name: 'desktop', width: 1280, height: 900 }, { name: 'phone', width: 390, height: 844 }];
const SCHEMES = ['light', 'dark'];

/** Pages by a short name; `@…` stands for what a test finds out. */
const PAGES = {
    overview: '/console', search: '/console/search', found: '/console/search?text=hostilemark',
    nothing: '/console/search?text=qwertzuiop', event: '@event', data: '@data', sessions: '/console/sessions',
    session: '@session', hostileSession: '@hostileSession', seen: '/console/seen',
    seenValue: '/console/seen?kind=value&what=hostilemark&match=words', usage: '/console/usage?level=objects',
    unusual: '/console/unusual', health: '/console/health', coverage: '@coverage', accounts: '/console/accounts',
    zone: '/console/zone', reason: '/console/reason', password: '/console/password', missing: '/console/nowhere',
};

describe('console', { skip: !(hasChromium && hasVidimus) && 'needs Chromium and the server', concurrency: 1 }, () => {
    /** @type {Awaited<ReturnType<typeof startConsole>>} */
    let console_;
    /** @type {Awaited<ReturnType<typeof launch>>} */
    let browser;
    /** @type {Awaited<ReturnType<typeof browser.open>>} */
    let tab;
    /** @type {Record<string, string>} */
    const found = {};

    const url = (/** @type {string} */ page) => console_.origin + (found[page] ?? page);
    const resize = (/** @type {{ width: number, height: number }} */ { width, height }) =>
        tab.cdp('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: width < 600 });
    const href = (/** @type {string} */ selector) =>
        tab.evaluate((/** @type {string} */ s) => document.querySelector(s)?.getAttribute('href'), selector);

    before(async () => {
        console_ = await startConsole();
        await console_.fill();
        browser = await launch();
        tab = await browser.open();
        await console_.welcome(tab);
        await console_.indexed(tab);
        found['@event'] = await href('table.events tbody th a');
        await tab.goto(url('/console/search?type=event.objectdata.captured&text=hostilemark'));
        found['@data'] = await href('table.events tbody th a');
        await tab.goto(url('/console/sessions?user=EVIL'));
        await tab.goto(url(found['@data']));
        found['@hostileSession'] = await href('a.button');
        await tab.goto(url('/console/sessions?to=2999-01-01'));
        const rows = await tab.evaluate(() => [...document.querySelectorAll('tbody tr')].map((row) =>
            [row.querySelector('th a').getAttribute('href'), Number(row.cells[5].textContent.replace(/\D/g, ''))]));
        [found['@session']] = rows.sort((/** @type {any} */ a, /** @type {any} */ b) => b[1] - a[1])[0];
        await tab.goto(url('/console/health'));
        found['@coverage'] = await href('tbody th a');
        tab.errors.length = 0;
        if (SHOTS) await mkdir(SHOTS, { recursive: true });
    });

    after(async () => {
        await browser?.close();
        await console_?.close();
    });

    for (const size of WIDTHS) {
        for (const scheme of SCHEMES) {
            for (const [name, page] of Object.entries(PAGES)) {
                test(`${name}, ${size.name}, ${scheme}: fits, is labelled, is readable, runs nothing foreign`, async () => {
                    await resize(size);
                    await tab.cdp('Emulation.setEmulatedMedia',
                        { features: [{ name: 'prefers-color-scheme', value: scheme }] });
                    tab.errors.length = 0;
                    await tab.goto(url(page));
                    if (SHOTS) await tab.screenshot(join(SHOTS, `${name}-${size.name}-${scheme}.png`), { full: true });
                    const overflow = await tab.evaluate(() =>
                        document.documentElement.scrollWidth - document.documentElement.clientWidth);
                    assert.ok(overflow <= 0, `the page is ${overflow} px too wide`);
                    assert.deepEqual(await tab.evaluate(accessibilityProblems), []);
                    assert.deepEqual(await tab.evaluate(contrastProblems), []);
                    assert.deepEqual(await tab.evaluate(hostileTraces), []);
                    const expected = name === 'missing' ? 1 : 0;
                    assert.equal(tab.errors.length, expected, JSON.stringify(tab.errors));
                });
            }
        }
    }

    test('a search by keyboard alone: type, Enter, open an event, go back', async () => {
        await resize(WIDTHS[0]);
        await tab.goto(url('/console/search'));
        const focus = () => tab.evaluate(() => {
            const active = document.activeElement;
            return [active?.id || active?.textContent?.trim(), getComputedStyle(active).outlineStyle];
        });
        await tab.press('Tab');
        assert.equal((await focus())[0], 'Skip to the content');
        const before = tab.next('Page.navigatedWithinDocument');
        await tab.press('Enter');
        await before;
        for (let presses = 0; (await focus())[0] !== 'text'; presses += 1) {
            assert.ok(presses < 10, 'the field for words comes soon after the skip link');
            await tab.press('Tab');
        }
        assert.notEqual((await focus())[1], 'none', 'the focus is seen');
        for (const letter of 'hostilemark') await tab.press(letter);
        let loaded = tab.next('Page.loadEventFired');
        await tab.press('Enter');
        await loaded;
        assert.match(await tab.evaluate(() => location.search), /text=hostilemark/);
        await tab.evaluate(() => document.querySelector('table.events tbody th a').focus());
        loaded = tab.next('Page.loadEventFired');
        await tab.press('Enter');
        await loaded;
        assert.match(await tab.evaluate(() => location.pathname), /^\/console\/events\/\d+$/);
    });

    test('pages of a list follow one another without a repeat, and every address can be opened again', async () => {
        await tab.goto(url('/console/search'));
        const offsets = () => tab.evaluate(() =>
            [...document.querySelectorAll('table.events tbody th a')].map((a) => a.getAttribute('href')));
        const first = await offsets();
        await submit(tab, 'a[rel=next]');
        const second = await offsets();
        assert.equal(new Set([...first, ...second]).size, first.length + second.length);
        const address = await tab.evaluate(() => location.href);
        await tab.goto(address);
        assert.deepEqual(await offsets(), second);
    });

    test('exports give the rows of the same filter', async () => {
        await tab.goto(url('/console/search?text=hostilemark'));
        const [csv, json, total] = await tab.evaluate(async () => {
            const links = [...document.querySelectorAll('a.button')].map((a) => a.getAttribute('href'));
            const text = async (/** @type {string} */ part) =>
                (await fetch(links.find((l) => l?.includes(part)))).text();
            return [await text('.csv'), JSON.parse(await text('.json')), document.querySelector('.spread strong').textContent];
        });
        assert.equal(json.length, Number(total.replace(/\D/g, '')));
        assert.ok(csv.startsWith('offset,time,receivedAt,type,user,'));
        for (const line of csv.split('\r\n')) assert.doesNotMatch(line, /(^|,)[=+@-](?!\d)/, 'no formula');
    });

    test('a session can be walked through, also without script', async () => {
        await tab.cdp('Emulation.setScriptExecutionDisabled', { value: true });
        try {
            await tab.goto(url('@session'));
            const moment = () => tab.evaluate(() => document.querySelector('[data-moment]').textContent);
            const first = await moment();
            const later = await href('[data-later]');
            await tab.goto(console_.origin + later);
            assert.notEqual(await moment(), first);
            const bar = await href('svg.timeline a');
            assert.match(bar, /^\/console\/sessions\/\d+\?at=\d+#moment$/);
            assert.ok(await tab.evaluate(() => document.querySelector('[data-scrub]').hidden), 'no slider without script');
        } finally {
            await tab.cdp('Emulation.setScriptExecutionDisabled', { value: false });
        }
    });

    test('the slider moves to the moments at which something changed', async () => {
        await tab.goto(url('@session'));
        const loaded = tab.next('Page.loadEventFired');
        const wanted = await tab.evaluate(() => {
            const slider = document.querySelector('#scrub');
            slider.value = String(Math.floor(Number(slider.max) / 2));
            slider.dispatchEvent(new Event('change'));
            return slider.dataset.instants.split(',')[Number(slider.value)];
        });
        await loaded;
        assert.equal(await tab.evaluate(() => new URL(location.href).searchParams.get('at')), wanted);
    });

    test('times are shown in the zone that was chosen', async () => {
        await tab.goto(url('/console/zone?return=/console/sessions'));
        await fillIn(tab, { zone: 'Asia/Kathmandu' });
        await submit(tab);
        const text = await tab.evaluate(() => document.querySelector('footer').textContent);
        assert.match(text, /Asia\/Kathmandu \(UTC\+05:45\)/);
        await tab.goto(url('/console/zone'));
        await fillIn(tab, { zone: 'UTC' });
        await submit(tab);
    });

    test('an invited operator sees health, and neither contents nor names of people', async () => {
        await tab.goto(url('/console/accounts'));
        await fillIn(tab, { account: 'olga', role: 'operator' });
        await submit(tab);
        const link = await tab.evaluate(() => document.querySelector('[data-absolute-link]').value);
        const other = await browser.open(link, { context: await browser.separateUser() });
        await fillIn(other, { password: console_.password, repeated: console_.password });
        await submit(other);
        const entries = await other.evaluate(() => [...document.querySelectorAll('.pages a')].map((a) => a.textContent));
        assert.deepEqual(entries, ['Overview', 'Usage', 'Health']);
        await other.goto(url('/console/search'));
        assert.equal(await other.evaluate(() => document.querySelector('h1').textContent), 'Not part of your role');
        await other.goto(url('/console/usage?level=objects'));
        assert.ok(!(await other.evaluate(() => document.body.textContent)).includes('UserId='));
        await other.close();
    });

    test('a link followed from another site shows the page to whoever is signed in', async () => {
        await tab.goto('about:blank');
        const loaded = tab.waitFor(() => document.querySelector('h1')?.textContent === 'Search');
        await tab.evaluate((/** @type {string} */ target) => { location.href = target; }, url('/console/search'));
        await loaded;
    });

    test('signing out ends it', async () => {
        await tab.goto(url('/console'));
        await submit(tab, '.me form button');
        assert.match(await tab.evaluate(() => location.pathname), /login/);
        await tab.goto(url('/console/search'));
        assert.match(await tab.evaluate(() => location.href), /\/console\/login\?next=/);
    });
});
