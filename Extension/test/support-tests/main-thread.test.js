import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch } from '../support/chromium.js';
import { shareOf, startSampling, stopSampling } from '../support/main-thread.js';
import { serve } from '../support/static-server.js';

const BURN = 'function burn(ms) { const end = performance.now() + ms; while (performance.now() < end); }';

test('tells a script from its host', async (t) => {
    const server = await serve({
        '/': (request, response) => {
            response.setHeader('Content-Type', request.url?.endsWith('.js') ? 'text/javascript' : 'text/html');
            const script = request.url === '/ours.js' ? `${BURN} window.ours = burn;` : `${BURN} window.theirs = burn;`;
            response.end(request.url?.endsWith('.js')
                ? `{${script}}` : '<script src="ours.js"></script><script src="theirs.js"></script>');
        },
    });
    t.after(() => server.close());
    const browser = await launch();
    t.after(() => browser.close());
    const tab = await browser.open(server.origin);
    await startSampling(tab);
    await tab.evaluate(
        'setTimeout(ours, 0, 60); setTimeout(theirs, 0, 300); new Promise((done) => setTimeout(done, 500))');
    const share = await stopSampling(tab, (url) => url.endsWith('/ours.js'));
    // It burns by the clock, so a busy machine takes away from what is measured, and nothing adds to it.
    assert.ok(share.total > 10 && share.total < 120, JSON.stringify(share));
    assert.ok(share.longest > 5 && share.longest <= share.total, JSON.stringify(share));
});

test('counts what a script calls, joins what a collection interrupts, and leaves out when the thread did not run', () =>
    {
    const node = (/** @type {number} */ id, /** @type {string} */ functionName, /** @type {string} */ url, children =
        /** @type {number[]} */ ([])) =>
        ({ id, callFrame: { functionName, url }, children });
    const profile = {
        nodes: [node(1, '(root)', '', [2, 4, 5]), node(2, 'f', 'ours.js', [3]), node(3, 'map', ''),
            node(4, '(garbage collector)', ''),
            node(5, '(idle)', '')],
        samples: [5, 2, 3, 4, 2, 5, 3],
        timeDeltas: [0, 200, 200, 200, 200, 9_000_000, 200],
    };
    assert.deepEqual(shareOf(profile, (url) => url === 'ours.js'), { total: 1.4, longest: 1.2, samples: 7 });
});
