import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../support/chromium.js';
import { advance, leap, pageClockScript, pageTime } from '../support/page-clock.js';
import { serve } from '../support/static-server.js';

const START = Date.UTC(2026, 1, 3, 9, 0, 0);

/** @type {import('../support/static-server.js').StaticServer} */
let server;
/** @type {import('../support/chromium.js').Browser} */
let browser;

before(async () => {
    server = await serve({ '/': (_, response) => {
        response.setHeader('Content-Type', 'text/html');
        setTimeout(() => response.end('<title>x</title>'), 20);
    } });
    browser = await launch();
});
after(async () => {
    await browser.close();
    await server.close();
});

test('a page lives by the clock of the test', async () => {
    const tab = await browser.open(server.origin, { first: pageClockScript(START) });
    assert.equal(await pageTime(tab), START);
    await tab.evaluate(`
        window.seen = [];
        const note = (what) => seen.push([what, Date.now() - ${START}, performance.now()]);
        setTimeout(note, 1500, 'once');
        const cancelled = setTimeout(note, 1000, 'never');
        clearTimeout(cancelled);
        let count = 0;
        const every = setInterval(() => { note('every'); if (++count === 3) clearInterval(every); }, 1000);
        setTimeout(() => fetch('/').then((r) => r.text()).then(() => note('fetched')), 1600);
        setTimeout(() => {
            const request = indexedDB.open('x', 1);
            request.onupgradeneeded = () => request.result.createObjectStore('s');
            request.onsuccess = () => {
                const change = request.result.transaction('s', 'readwrite');
                change.objectStore('s').put(1, 1);
                change.oncomplete = () => note('stored');
            };
        }, 1700);
        setTimeout(() => note(new Date().toISOString()), 1800);
    `);
    await advance(tab, 1499);
    assert.deepEqual(await tab.evaluate('seen'), [['every', 1000, 1000]]);
    await advance(tab, 8501);
    assert.deepEqual(await tab.evaluate('seen.slice(1)'), [
        ['once', 1500, 1500], ['fetched', 1600, 1600], ['stored', 1700, 1700], ['2026-02-03T09:00:01.800Z', 1800, 1800],
        ['every', 2000, 2000], ['every', 3000, 3000],
    ]);
    assert.equal(await pageTime(tab), START + 10_000);
    await tab.close();
});

test('a leap runs timers late, as sleep does', async () => {
    const tab = await browser.open(server.origin, { first: pageClockScript(START) });
    await tab.evaluate('window.seen = []; setInterval(() => seen.push(performance.now()), 5000)');
    await leap(tab, 3_600_000);
    assert.deepEqual(await tab.evaluate('seen'), [3_600_000]);
    await advance(tab, 5_000);
    assert.deepEqual(await tab.evaluate('seen.length'), 2);
    await tab.close();
});
