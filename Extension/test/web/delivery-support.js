/** What the browser tests of delivery share: the page, the browser, and a look at what happened. */
import { launch } from '../support/chromium.js';
import { serve } from '../support/static-server.js';
import { sample } from '../contract/samples.js';

const here = (/** @type {string} */ path) => new URL(path, import.meta.url).pathname;

/** A browser and a site with the delivery page; `close` ends both. @param {{ args?: string[] }} [options] */
export async function openSite({ args } = {}) {
    const site = await serve({ '/': here('.'), '/src/': here('../../src') });
    const browser = await launch({ args });
    return { site, browser, close: async () => void await Promise.all([browser.close(), site.close()]) };
}

/**
 * @param {{ origin: string }} site
 * @param {string} endpoint
 * @param {Record<string, string>} [query]
 */
export const pageUrl = (site, endpoint, query = {}) =>
    `${site.origin}/delivery-page.html?${new URLSearchParams({ endpoint, ...query })}`;

/**
 * Opens the page and waits until its outbox runs.
 * @param {import('../support/chromium.js').Browser} browser
 * @param {string} url
 * @param {{ first?: string, context?: string }} [options]
 */
export async function openPage(browser, url, options) {
    const tab = await browser.open(url, options);
    await ready(tab);
    return tab;
}

/** @param {import('../support/tab.js').Tab} tab */
export const ready = (tab) => tab.waitFor('!!window.delivery');

/**
 * @param {import('../support/tab.js').Tab} tab
 * @param {number} count
 * @param {{ type?: string, priority?: number, event?: object }} [options]
 */
export async function add(tab, count, { type = 'event.bookmark', priority = 0, event } = {}) {
    const templates = Array.from({ length: count }, () => sample(type, { event }));
    await tab.evaluate(`delivery.add(${JSON.stringify(templates)}, ${JSON.stringify({ priority })})`);
}

/** @param {import('../support/tab.js').Tab} tab @returns {Promise<any>} */
export const status = (tab) => tab.evaluate('delivery.outbox.status()');

/** Waits until nothing waits any more. @param {import('../support/tab.js').Tab} tab @param {number} [timeout] */
export const drained = (tab, timeout = 60_000) => tab.waitFor('delivery.outbox.status().waiting === 0', { timeout });

/** What the browser has stored. @param {import('../support/tab.js').Tab} tab @returns {Promise<any[]>} */
export const stored = (tab) => tab.evaluate('delivery.store.keys("entries")');

/** @param {any[]} envelopes */
export const seqs = (envelopes) => envelopes.map((envelope) => envelope.payload.context.seq);

/** @param {number} n */
export const upTo = (n) => Array.from({ length: n }, (_, i) => i + 1);

/** Waits for something outside the browser. @param {() => any} condition @param {number} [timeout] */
export async function until(condition, timeout = 60_000) {
    const end = performance.now() + timeout;
    while (!(await condition())) {
        if (performance.now() > end) throw new Error(`waited ${timeout} ms in vain for ${condition}`);
        await new Promise((done) => setTimeout(done, 20));
    }
}
