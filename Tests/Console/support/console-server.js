/** Runs the real server with its console, filled with simulated people and with hostile events. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { startVidimus, VIDIMUS } from '../../../Extension/test/support/vidimus-server.js';
import { hostileEnvelopes } from './hostile.js';

const PASSWORD = 'seven quiet herons';
const WAIT_MS = 60_000;

/** @returns {Promise<ConsoleServer>} */
export async function startConsole() {
    const server = await startVidimus();
    const line = await waitFor(() => server.log.find((l) => l.includes('/console/welcome?token=')), 'the link');
    return new ConsoleServer(server, new URL(line.trim()));
}

export class ConsoleServer {
    /** @param {import('../../../Extension/test/support/vidimus-server.js').VidimusServer} server @param {URL} link */
    constructor(server, link) {
        this.server = server;
        /** One-time link of the first administrator. */
        this.link = link.href;
        /** Such as `http://127.0.0.1:40124`. */
        this.origin = link.origin;
        this.password = PASSWORD;
    }

    /** Lets simulated people work, always the same ones, and posts every hostile event. */
    async fill() {
        await promisify(execFile)(VIDIMUS, ['demo', '--data', this.server.data, '--port', String(this.server.port),
            '--seconds', '4', '--speed', '300', '--users', '4', '--seed', '7']);
        for (const envelope of hostileEnvelopes()) {
            const answer = await fetch(`${this.server.origin}/api/v1/audit-event`, {
                method: 'POST',
                headers: { 'content-type': 'application/json', authorization: `Bearer ${this.server.key}` },
                body: JSON.stringify(envelope),
            });
            if (answer.status !== 202) throw new Error(`${answer.status}: ${await answer.text()}`);
        }
    }

    /** Makes the first account in a tab, as a person does. @param {import('../../../Extension/test/support/tab.js').Tab} tab */
    async welcome(tab) {
        await tab.goto(this.link);
        await fillIn(tab, { account: 'anna', password: PASSWORD, repeated: PASSWORD });
        await submit(tab);
        await tab.waitFor(() => document.querySelector('.me .name')?.textContent === 'anna');
    }

    /** Waits until the catalog has everything that was posted. @param {import('../../../Extension/test/support/tab.js').Tab} tab */
    async indexed(tab) {
        await waitFor(async () => {
            await tab.goto(`${this.origin}/console/search?text=hostilemark`);
            return tab.evaluate(() => document.querySelectorAll('table.events tbody tr').length > 0);
        }, 'hostile events in the catalog');
    }

    async close() {
        await this.server.close();
    }
}

/** Writes into fields by their names. @param {import('../../../Extension/test/support/tab.js').Tab} tab @param {Record<string, string>} values */
export async function fillIn(tab, values) {
    await tab.evaluate((/** @type {Record<string, string>} */ all) => {
        for (const [name, value] of Object.entries(all)) document.querySelector(`main [name="${name}"]`).value = value;
    }, values);
}

/** Sends the form of the page and waits for the next one. @param {import('../../../Extension/test/support/tab.js').Tab} tab @param {string} [selector] */
export async function submit(tab, selector = 'main form button') {
    const loaded = tab.next('Page.loadEventFired', WAIT_MS);
    await tab.evaluate((/** @type {string} */ s) => document.querySelector(s).click(), selector);
    await loaded;
}

/** @template T @param {() => T | Promise<T>} condition @param {string} what @returns {Promise<NonNullable<T>>} */
async function waitFor(condition, what) {
    const end = performance.now() + WAIT_MS;
    while (performance.now() < end) {
        const value = await condition();
        if (value) return value;
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`waited in vain for ${what}`);
}
