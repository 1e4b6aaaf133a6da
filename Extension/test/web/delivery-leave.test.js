/** The last moment of a page: small events go out without it, everything else waits for the next visit; nothing is lost. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sample } from '../contract/samples.js';
import { trailProblems } from '../contract/validator.js';
import { startBackend } from '../support/backend.js';
import { advance, pageClockScript } from '../support/page-clock.js';
import { drained, openPage, openSite, pageUrl, seqs, stored, until, upTo } from './delivery-support.js';

/** @type {Awaited<ReturnType<typeof openSite>>} */
let world;
before(async () => void (world = await openSite()));
after(() => world.close());

for (const way of ['navigation', 'closing']) {
    for (const batch of [false, true]) {
        for (const count of [0, 12, 100]) {
            test(`${way} with ${count} pending events, ${batch ? 'batches' : 'single'}`, async () => {
                const backend = await startBackend({ repeats: true, batch });
                const context = await world.browser.separateUser();
                const url = pageUrl(world.site, backend.endpoint);
                const tab = await openPage(world.browser, url, { context });
                await tab.waitFor('delivery.outbox.status().lastStatus === 200');
                await tab.evaluate(`delivery.atTheEnd(${JSON.stringify(Array.from({ length: count }, () => sample('object.view.duration')))})`);
                await (way === 'closing' ? tab.close() : tab.goto(`${world.site.origin}/delivery-support.js`));
                // What goes out without the page arrives at its own pace; a dozen of them surely.
                await until(() => backend.envelopes().length >= Math.min(count, 12));
                const next = await openPage(world.browser, url, { context, first: pageClockScript(Date.now()) });
                await until(async () => {
                    await advance(next, 60_000);
                    return backend.envelopes().length === count;
                });
                await drained(next);
                await until(async () => (await stored(next)).length === 0);
                assert.deepEqual(seqs(backend.envelopes()).sort((a, b) => a - b), upTo(count));
                assert.deepEqual(trailProblems(backend.envelopes()), []);
                await next.close();
                if (way === 'navigation') await tab.close();
                await backend.close();
            });
        }
    }
}

test('a killed browser loses nothing that was stored', async () => {
    const backend = await startBackend({ repeats: true });
    backend.script = ({ method }) => (method === 'POST' ? { status: 503 } : undefined);
    const own = await openSite();
    const url = pageUrl(own.site, backend.endpoint);
    const tab = await openPage(own.browser, url);
    await tab.evaluate(`delivery.add(${JSON.stringify(Array.from({ length: 30 }, () => sample('event.bookmark')))})`);
    await until(async () => (await stored(tab)).length === 30);
    await own.browser.kill();
    backend.script = () => undefined;
    const { launch } = await import('../support/chromium.js');
    const again = await launch({ profile: own.browser.profile });
    await openPage(again, url);
    await until(() => backend.envelopes().length === 30);
    assert.deepEqual(seqs(backend.envelopes()), upTo(30));
    await again.close();
    await own.site.close();
    await backend.close();
});
