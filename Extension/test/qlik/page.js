/** For browser tests of the Qlik side: the host page with the extension from its sources, and a strict backend. */
import assert from 'node:assert/strict';
import { serveHostPage } from '../hostpage/serve.js';
import { startBackend } from '../support/backend.js';
import { launch } from '../support/chromium.js';
import { envelopeProblems, trailProblems } from '../contract/validator.js';

export const [FIRST, SECOND, THIRD] = ['7c1d0b92-4e3f-4a60-b8d5-f1297ae3c640', 'a20be1f4-6f6e-4a5e-9a3b-6d2f4b1c7e55', 'c9d3f0a7-1b52-4d8e-8f64-0e7b5a2d9c11'];

/** One browser for a file of tests. */
export async function createStage() {
    const browser = await launch({ width: 1500, height: 950, args: ['--host-resolver-rules=MAP *.qlikcloud.com 127.0.0.1'] });
    return {
        browser,
        close: () => browser.close(),
        /**
         * @param {{ settings?: any, config?: any, sheet?: string, edit?: boolean, origin?: (port: string) => string, start?: boolean, headers?: any }} [options]
         *     `start` is false when no recording is expected
         */
        async open({ settings = {}, config = {}, sheet, edit, origin, start = true, headers } = {}) {
            // One for each scene: what the page before still sends on leaving is not this one's.
            const backend = await startBackend({ token: 'key', repeats: true });
            const site = await serveHostPage({ headers, config: { settings: { connection: { endpoint: backend.endpoint, key: 'key' }, ...settings }, ...config } });
            const tab = await browser.open(site.url(sheet, { edit, origin: origin?.(new URL(site.origin).port) }));
            await tab.waitFor('window.host?.ready');
            assert.equal(await tab.evaluate('host.loadError'), '');
            const events = () => backend.envelopes();
            const scene = {
                site, tab, events, browser, backend,
                host: (script) => tab.evaluate(script.startsWith('(') ? script : `host.${script}`),
                of: (type) => events().filter((envelope) => envelope.type === type).map((envelope) => envelope.payload.event),
                snapshot: () => tab.evaluate("(() => { const { settings, ...rest } = window[Symbol.for('vidimus.runtime')].snapshot(); return rest; })()"),
                /** Waits until enough events of a type arrived, and gives the newest. */
                async until(type, count = 1, condition = () => true) {
                    const end = Date.now() + 20_000;
                    for (;;) {
                        const found = scene.of(type).filter(condition);
                        if (found.length >= count) return found[found.length - 1];
                        if (Date.now() > end) throw new Error(`no ${count} ${type}: ${events().map((e) => e.type)}`);
                        await new Promise((done) => setTimeout(done, 20));
                    }
                },
                /** The end of a test: nothing illegal, nothing on the console, every envelope in order. */
                async check({ errors = [] } = {}) {
                    assert.deepEqual(await tab.evaluate('host.violations'), []);
                    assert.deepEqual(tab.errors.filter((e) => !errors.some((known) => e.text.includes(known))), []);
                    assert.deepEqual(events().flatMap((envelope) => envelopeProblems(envelope)), []);
                    assert.deepEqual(trailProblems(events(), { complete: false }), []);
                },
                async end() {
                    await tab.close();
                    await site.close();
                    await backend.close();
                },
            };
            if (start) await scene.until('navigation.sheet.loaded');
            return scene;
        },
    };
}

export const wait = (ms) => new Promise((done) => setTimeout(done, ms));
