/**
 * Drives a real Chromium, without third-party code: starts it with a profile of its own, opens tabs, ends it.
 *
 *     const browser = await launch();
 *     const tab = await browser.open('http://127.0.0.1:1234/');
 *     await tab.waitFor(() => document.title === 'ready');
 *     await browser.close();
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DevToolsPipe } from './devtools-pipe.js';
import { Tab } from './tab.js';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** How long the browser may take to leave by itself before its processes are killed. */
const LEAVE_MS = 10_000;

const ARGUMENTS = [
    '--headless=new', '--no-sandbox', '--remote-debugging-pipe', '--no-first-run', '--no-default-browser-check',
    '--disable-breakpad', '--disable-crash-reporter', '--disable-dev-shm-usage', '--disable-gpu',
    '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions',
    '--disable-default-apps', '--mute-audio', '--lang=en-US', '--password-store=basic',
    '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication',
];

/** @type {Set<Browser>} those that a failed test would leave behind */
const running = new Set();
process.on('exit', () => running.forEach((browser) => browser.killNow()));

/** Whether a Chromium is there at all. */
export const hasChromium = existsSync(CHROMIUM);

/**
 * Starts a browser.
 * @param {object} [options]
 * @param {string} [options.profile]  a folder to go on with, as after a crash; without it a new one, removed at the end
 * @param {string[]} [options.args]  further switches
 * @param {number} [options.width]
 * @param {number} [options.height]
 * @returns {Promise<Browser>}
 */
export async function launch({ profile, args = [], width = 1280, height = 800 } = {}) {
    const folder = profile ?? await mkdtemp(join(tmpdir(), 'vidimus-chromium-'));
    const child = spawn(CHROMIUM,
        [...ARGUMENTS, `--user-data-dir=${folder}`, `--window-size=${width},${height}`, ...args, 'about:blank'],
        // A group of its own, so that everything it starts can be ended with it.
        { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'], detached: true });
    const browser = new Browser(child, folder);
    running.add(browser);
    await browser.start();
    return browser;
}

export class Browser {
    #child;
    #pipe;
    /** @type {Promise<void>} */
    #gone;
    #stderr = '';

    /** @param {import('node:child_process').ChildProcess} child @param {string} profile */
    constructor(child, profile) {
        this.#child = child;
        this.profile = profile;
        const [, , , write, read] = /** @type {any[]} */ (child.stdio);
        this.#pipe = new DevToolsPipe(read, write);
        child.stderr?.setEncoding('utf8').on('data', (text) => { this.#stderr = (this.#stderr + text).slice(-4000); });
        this.#gone = new Promise((resolve) => child.on('close', () => resolve()));
        child.on('error', (error) => { this.#stderr += String(error); });
    }

    /** The id of the browser's process, which is also that of its process group. */
    get pid() {
        return this.#child.pid ?? 0;
    }

    async start() {
        try {
            const { product } = await this.#pipe.send('Browser.getVersion');
            this.product = product;
            await this.#pipe.send('Target.setDiscoverTargets', { discover: true });
        } catch (error) {
            this.killNow();
            throw new Error(`Chromium did not start: ${error}\n${this.#stderr}`);
        }
    }

    /** A command of the DevTools protocol to the browser. @param {string} method @param {object} [params] */
    cdp(method, params = {}) {
        return this.#pipe.send(method, params);
    }

    /**
     * Opens a tab in front of the others.
     * @param {string} [url]
     * @param {object} [options]
     * @param {boolean} [options.background]  leaves the tab in front where it is
     * @param {string} [options.first]  a script that runs before everything else in each document of the tab
     * @param {string} [options.context]  of {@link separateUser}
     * @returns {Promise<Tab>}
     */
    async open(url, { background = false, first, context } = {}) {
        const { targetId } = await this.#pipe.send('Target.createTarget',
            { url: 'about:blank', background, browserContextId: context });
        const { sessionId } = await this.#pipe.send('Target.attachToTarget', { targetId, flatten: true });
        const tab = new Tab(this.#pipe, targetId, sessionId);
        await tab.enable();
        if (first) await tab.beforeEveryDocument(first);
        if (!background) await tab.activate();
        if (url) await tab.goto(url);
        return tab;
    }

    /**
     * A context without anything in common with the others (cookies, IndexedDB); for `open`.
     * @returns {Promise<string>}
     */
    async separateUser() {
        return (await this.#pipe.send('Target.createBrowserContext')).browserContextId;
    }

    /** Ends the browser as a person does, removes its profile, and leaves no process. */
    async close() {
        this.#pipe.send('Browser.close').catch(() => {});
        let timer;
        const late = new Promise((resolve) => { timer = setTimeout(resolve, LEAVE_MS); });
        await Promise.race([this.#gone, late]);
        clearTimeout(timer);
        await this.kill();
        await this.removeProfile();
    }

    /** Ends the browser as a power cut does. Its profile stays, for another {@link launch}. */
    async kill() {
        this.killNow();
        await this.#gone;
    }

    /** Sends the signal, waits for nothing. */
    killNow() {
        running.delete(this);
        if (!this.pid) return;
        try {
            process.kill(-this.pid, 'SIGKILL');
        } catch {
            // Already gone, and its group with it.
        }
    }

    async removeProfile() {
        await rm(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
}
