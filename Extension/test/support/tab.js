/** One tab of the browser under test. Made by `Browser.open`. */
import { writeFile } from 'node:fs/promises';

/** Longest wait of {@link Tab.waitFor} and of loading, unless told otherwise. */
const WAIT_MS = 30_000;
const POLL_MS = 20;

/** @typedef {{ kind: 'console' | 'exception' | 'log', text: string, url?: string }} PageError */
/**
 * @typedef {{ id: string, method: string, url: string, headers: Record<string, string>, body?: string,
 *     status?: number, failed?: string, type: string }} SeenRequest
 */

export class Tab {
    #pipe;
    #stopListening;
    /** @type {Set<{ method: string, work: (params: any) => void }>} */
    #listeners = new Set();
    /**
     * Console errors, uncaught exceptions and rejections, browser log errors such as CSP, in order.
     * @type {PageError[]}
     */
    errors = [];
    /** Every console line, of any level. @type {string[]} */
    lines = [];
    /** Every request that the tab made, in order. @type {SeenRequest[]} */
    requests = [];
    /** Set when the renderer died. */
    crashed = false;

    /**
     * @param {import('./devtools-pipe.js').DevToolsPipe} pipe
     * @param {string} targetId
     * @param {string} sessionId
     */
    constructor(pipe, targetId, sessionId) {
        this.#pipe = pipe;
        this.targetId = targetId;
        this.sessionId = sessionId;
        this.#stopListening = pipe.listen((event) => {
            if (event.sessionId === sessionId) this.#take(event.method, event.params);
        });
    }

    /** A command of the DevTools protocol to this tab. @param {string} method @param {object} [params] */
    cdp(method, params = {}) {
        return this.#pipe.send(method, params, this.sessionId);
    }

    /** @param {string} method @param {(params: any) => void} work @returns {() => void} ends it */
    on(method, work) {
        const entry = { method, work };
        this.#listeners.add(entry);
        return () => void this.#listeners.delete(entry);
    }

    /** The next event of this name. @param {string} method @param {number} [timeout] @returns {Promise<any>} */
    next(method, timeout = WAIT_MS) {
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => (stop(), reject(new Error(`no ${method}`))), timeout);
            const stop = this.on(method, (params) => {
                clearTimeout(timer);
                stop();
                resolve(params);
            });
        });
    }

    async enable() {
        await Promise.all(['Page', 'Runtime', 'Log', 'Network', 'Inspector'].map((domain) =>
            this.cdp(`${domain}.enable`)));
    }

    /** Runs `script` first in every later document of the tab. @param {string} script  source text */
    async beforeEveryDocument(script) {
        await this.cdp('Page.addScriptToEvaluateOnNewDocument', { source: script });
    }

    /** Loads `url` and waits for its load event. @param {string} url */
    async goto(url) {
        const loaded = this.next('Page.loadEventFired');
        loaded.catch(() => {});
        const { errorText, loaderId } = await this.cdp('Page.navigate', { url });
        if (errorText) throw new Error(`${url}: ${errorText}`);
        if (loaderId) await loaded;
    }

    /** Loads the page anew and waits for its load event. */
    async reload() {
        const loaded = this.next('Page.loadEventFired');
        loaded.catch(() => {});
        await this.cdp('Page.reload');
        await loaded;
    }

    /**
     * What an expression, or a function with JSON arguments, evaluates to in the page; awaits promises.
     * @param {string | ((...args: any[]) => any)} what
     * @param {...any} args
     * @returns {Promise<any>}
     */
    async evaluate(what, ...args) {
        const expression = typeof what === 'string' ? what
            : `(${what})(${args.map((arg) => JSON.stringify(arg) ?? 'undefined').join(',')})`;
        const answer = await this.cdp('Runtime.evaluate',
            { expression, awaitPromise: true, returnByValue: true, userGesture: true });
        if (answer.exceptionDetails) throw new Error(errorText(answer.exceptionDetails));
        return answer.result.value;
    }

    /**
     * Asks again and again until the answer is truthy, and gives it; also while a page is being replaced.
     * @param {string | ((...args: any[]) => any)} condition
     * @param {{ args?: any[], timeout?: number, what?: string }} [options]
     * @returns {Promise<any>}
     */
    async waitFor(condition, { args = [], timeout = WAIT_MS, what = String(condition) } = {}) {
        const end = performance.now() + timeout;
        let last = 'was falsy';
        while (performance.now() < end) {
            try {
                const value = await this.evaluate(condition, ...args);
                if (value) return value;
                last = 'was falsy';
            } catch (error) {
                last = String(error);
            }
            await new Promise((resolve) => setTimeout(resolve, POLL_MS));
        }
        throw new Error(`waited ${timeout} ms in vain for: ${what} (${last})`);
    }

    /**
     * A PNG of the viewport, of the whole page (`full`) or of an element (`selector`); written to `path` if given.
     * @param {string} [path]
     * @param {{ full?: boolean, selector?: string }} [options]
     * @returns {Promise<Buffer>}
     */
    async screenshot(path, { full = false, selector } = {}) {
        const clip = selector && { ...(await this.box(selector)), scale: 1 };
        const { data } = await this.cdp('Page.captureScreenshot', { format: 'png', captureBeyondViewport: full, clip });
        const png = Buffer.from(data, 'base64');
        if (path) await writeFile(path, png);
        return png;
    }

    /** The place of an element in the viewport. @param {string} selector
     * @returns {Promise<{ x: number, y: number, width: number, height: number }>} */
    async box(selector) {
        const box = await this.evaluate((/** @type {string} */ s) => {
            const element = document.querySelector(s);
            if (!element) return null;
            const { x, y, width, height } = element.getBoundingClientRect();
            return { x, y, width, height };
        }, selector);
        if (!box) throw new Error(`no element ${selector}`);
        return box;
    }

    /** A real click in the middle of an element. @param {string} selector */
    async click(selector) {
        const { x, y, width, height } = await this.box(selector);
        const at = { x: x + width / 2, y: y + height / 2, button: 'left', clickCount: 1 };
        await this.cdp('Input.dispatchMouseEvent', { type: 'mouseMoved', x: at.x, y: at.y });
        await this.cdp('Input.dispatchMouseEvent', { type: 'mousePressed', ...at });
        await this.cdp('Input.dispatchMouseEvent', { type: 'mouseReleased', ...at });
    }

    /** A real turn of the wheel over a point. @param {number} deltaY @param {number} [x] @param {number} [y] */
    async wheel(deltaY, x = 100, y = 100) {
        await this.cdp('Input.dispatchMouseEvent', { type: 'mouseWheel', x, y, deltaX: 0, deltaY });
    }

    /** A real key, such as `Tab` or `Enter`. @param {string} key */
    async press(key) {
        const text = key === 'Enter' ? '\r' : key.length === 1 ? key : undefined;
        const code = { Tab: 9, Enter: 13, Escape: 27, ' ': 32 }[key] ?? 0;
        const event = { key, code: key, windowsVirtualKeyCode: code, text };
        await this.cdp('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', ...event });
        await this.cdp('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    }

    /** Cuts the tab off the network, or joins it again. @param {boolean} offline */
    async offline(offline) {
        await this.cdp('Network.emulateNetworkConditions',
            { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
    }

    /** Brings the tab to the front; the one before becomes hidden. */
    async activate() {
        await this.#pipe.send('Target.activateTarget', { targetId: this.targetId });
        await this.cdp('Page.bringToFront');
    }

    /** Stops the page as the browser does with tabs long in the background. */
    async freeze() {
        await this.cdp('Page.setWebLifecycleState', { state: 'frozen' });
    }

    /** Lets a frozen page run again. */
    async resume() {
        await this.cdp('Page.setWebLifecycleState', { state: 'active' });
    }

    /** Closes the tab as a person does: the page gets its last events, then it is gone. */
    async close() {
        const gone = new Promise((resolve) => {
            const stop = this.#pipe.listen(({ method, params }) => {
                if (method !== 'Target.targetDestroyed' || params.targetId !== this.targetId) return;
                stop();
                resolve(undefined);
            });
        });
        await this.#pipe.send('Target.closeTarget', { targetId: this.targetId });
        await gone;
        this.#stopListening();
    }

    /** Kills the tab's process: no last event reaches the page. The tab stays, showing its sad face. */
    async crash() {
        const crashed = this.next('Inspector.targetCrashed');
        this.cdp('Page.crash').catch(() => {}); // never answered by the dead
        await crashed;
        this.#pipe.abandon(this.sessionId);
    }

    /** @param {string} method @param {any} params */
    #take(method, params) {
        switch (method) {
            case 'Runtime.consoleAPICalled': return this.#console(params);
            case 'Runtime.exceptionThrown':
                this.errors.push({ kind: 'exception', text: errorText(params.exceptionDetails) });
                break;
            case 'Log.entryAdded':
                if (params.entry.level !== 'error') break;
                this.errors.push({ kind: 'log', text: params.entry.text, url: params.entry.url });
                break;
            case 'Network.requestWillBeSent': {
                const { url, method: verb, headers, postData } = params.request;
                this.requests.push({ id: params.requestId, method: verb, url, headers, body: postData,
                    type: params.type });
                break;
            }
            case 'Network.responseReceived': this.#request(params.requestId, { status: params.response.status }); break;
            case 'Network.loadingFailed': this.#request(params.requestId, { failed: params.errorText }); break;
            case 'Inspector.targetCrashed': this.crashed = true; break;
        }
        for (const entry of [...this.#listeners]) if (entry.method === method) entry.work(params);
    }

    /** @param {any} params */
    #console({ type, args }) {
        const text = args.map((/** @type {any} */ a) => String(a.value ?? a.description ?? a.type)).join(' ');
        this.lines.push(text);
        if (type === 'error' || type === 'assert') this.errors.push({ kind: 'console', text });
    }

    /** @param {string} id @param {Partial<SeenRequest>} more */
    #request(id, more) {
        const request = this.requests.findLast((r) => r.id === id);
        if (request) Object.assign(request, more);
    }
}

/** @param {any} details  of the protocol */
function errorText(details) {
    return details.exception?.description ?? details.exception?.value ?? details.text;
}
