/** One request at a time to the audit server; never rejects, always reads or cancels the answer. */
import { watchCsp } from './csp-watch.js';

/** How long an answer may take. */
const TIMEOUT_MS = 10_000;
/** Of an answer that much is read; an answer for each of 200 lines is about 80 KiB. */
const ANSWER_BYTES = 524_288;
/** Bodies up to this size, in UTF-16 units, go on without the page when it is hidden. */
const SMALL = 8_192;
/** A policy's report may come after the failure it explains. */
const REPORT_MS = 50;

/**
 * @typedef {Object} Request
 * @property {string} url
 * @property {'GET' | 'POST'} method
 * @property {Record<string, string>} headers
 * @property {string} [body]
 * @property {boolean} [keepalive]  goes on when the page is gone; no time limit then
 */

/** @typedef {import('../core/verdict.js').Reply & { text: string }} Answer  `text`: the body as it came */

/**
 * @typedef {Object} Transport
 * @property {(request: Request) => Promise<Answer>} send
 * @property {(work: () => void) => import('../core/ports.js').Cancel} onOnline  the browser found a network
 * @property {() => void} stop
 */

/**
 * @param {Window & typeof globalThis} window
 * @param {import('../core/ports.js').Clock} clock
 * @param {import('../core/ports.js').Guard} guard
 * @returns {Transport}
 */
export function createTransport(window, clock, guard) {
    const csp = watchCsp(window.document, guard);
    const pause = (/** @type {number} */ ms) => new Promise((done) => void clock.after(ms, () => done(undefined)));

    /**
     * @param {Request} request
     * @param {boolean} late
     * @returns {Promise<import('../core/verdict.js').NetProblem>}
     */
    const explain = async ({ url }, late) => {
        if (late) return 'timeout';
        await pause(REPORT_MS);
        if (csp.blocks(url)) return 'csp';
        if (window.navigator.onLine === false) return 'offline';
        return await isLocalDenied(window.navigator) ? 'local' : 'network';
    };
    return {
        async send(request) {
            let late = false;
            const abort = new window.AbortController();
            // A hidden page may be gone before the answer.
            const hidden = window.document.visibilityState === 'hidden';
            const keepalive = request.keepalive === true || (hidden && (request.body ?? '').length <= SMALL);
            const cancel = request.keepalive ? () => {} : clock.after(TIMEOUT_MS, () => {
                late = true;
                abort.abort();
            });
            try {
                const options = { ...optionsOf({ ...request, keepalive }), signal: abort.signal };
                const response = await window.fetch(request.url, options);
                return readAnswer(response, await readText(response), clock.now());
            } catch {
                return { status: 0, text: '', net: await explain(request, late) };
            } finally {
                cancel();
            }
        },
        onOnline(work) {
            const listener = () => guard('online', work);
            window.addEventListener('online', listener, { passive: true });
            return () => window.removeEventListener('online', listener);
        },
        stop: csp.stop,
    };
}

/** @type {RequestInit} */
const COMMON = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer', redirect: 'error' };

/**
 * @param {Request} request
 * @returns {RequestInit}
 */
function optionsOf({ method, headers, body, keepalive }) {
    const options = { ...COMMON, mode: 'cors', method, headers, body, keepalive, priority: 'low' };
    return /** @type {RequestInit} */ (options);
}

/**
 * Up to the limit; the rest is cancelled. What is left unread would hold back the page's allowance for `keepalive`.
 * @param {Response} response
 */
async function readText(response) {
    if (!response.body) return response.text();
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    let [text, size] = ['', 0];
    for (;;) {
        const { done, value } = await reader.read();
        if (done) return text + decoder.decode();
        size += value.length;
        if (size > ANSWER_BYTES) {
            await reader.cancel();
            return '';
        }
        text += decoder.decode(value, { stream: true });
    }
}

/**
 * @param {Response} response
 * @param {string} text
 * @param {number} wall  now
 * @returns {Answer}
 */
function readAnswer(response, text, wall) {
    const type = response.headers.get('content-type') ?? '';
    const asked = response.headers.get('retry-after');
    let body;
    try {
        body = /json/.test(type) && !/ndjson/.test(type) ? JSON.parse(text) : undefined;
    } catch {
        // An answer that breaks off says no more than its status.
    }
    const html = /^text\/html/i.test(type);
    return { status: response.status, text, body, html, retryAfterMs: retryAfter(asked, wall) };
}

/**
 * Seconds or a date.
 * @param {string | null} header
 * @param {number} wall
 * @returns {number | undefined}
 */
function retryAfter(header, wall) {
    if (!header) return undefined;
    const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - wall;
    return ms > 0 ? ms : undefined;
}

/**
 * Chromium asks people before a public page may call a private address.
 * @param {Navigator} navigator
 */
async function isLocalDenied(navigator) {
    try {
        const name = /** @type {PermissionName} */ ('local-network-access');
        return (await navigator.permissions.query({ name })).state === 'denied';
    } catch {
        return false;
    }
}
