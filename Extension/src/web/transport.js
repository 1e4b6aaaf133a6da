/** One request to the audit server; never rejects, always reads the answer. */
import { hear } from './listen.js';

/** How long an answer may take. */
const TIMEOUT_MS = 10_000;
/** Bodies up to this size, in UTF-16 units, go on without the page when it is hidden. */
const SMALL = 8_192;
/** A policy's report may come after the failure it explains. */
const REPORT_MS = 50;
/** Origins remembered at most that a policy of the page kept us from. */
const ORIGINS = 20;

/** @typedef {import('../core/verdict.js').Reply & { text: string }} Answer  `text`: the body as it came */

/** @typedef {Record<string, string>} Headings */

/**
 * @typedef {Object} Transport
 * @property {(url: string, headers: Headings, body?: string, keepalive?: boolean) => Promise<Answer>} send  posts a
 *     body, gets without one; with `keepalive` it goes on when the page is gone, without a time limit
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
    const { document, navigator } = window;
    /** @type {Set<string>} */
    const blocked = new Set();
    const stop = hear(document, 'securitypolicyviolation', (/** @type {any} */ event) => {
        const ours = event.disposition !== 'report' && event.effectiveDirective === 'connect-src';
        if (ours && blocked.size < ORIGINS) blocked.add(originOf(event.blockedURI));
    });
    /** @param {string} url @returns {Promise<import('../core/verdict.js').NetProblem>} */
    const explain = async (url) => {
        await new Promise((done) => void clock.after(REPORT_MS, () => done(undefined)));
        if (blocked.has(originOf(url))) return 'csp';
        if (navigator.onLine === false) return 'offline';
        return await isLocalDenied(navigator) ? 'local' : 'network';
    };
    return {
        async send(url, headers, body, keepalive = false) {
            const abort = new AbortController();
            const cancel = keepalive ? () => {} : clock.after(TIMEOUT_MS, () => abort.abort());
            // A hidden page may be gone before the answer.
            const lasting = keepalive || (document.visibilityState === 'hidden' && (body ?? '').length <= SMALL);
            try {
                return await readAnswer(await window.fetch(url, /** @type {RequestInit} */ ({
                    method: body === undefined ? 'GET' : 'POST', headers, body, keepalive: lasting,
                    signal: abort.signal, mode: 'cors', credentials: 'omit', cache: 'no-store',
                    referrerPolicy: 'no-referrer', redirect: 'error', priority: 'low' })));
            } catch {
                return { status: 0, text: '', net: abort.signal.aborted ? 'timeout' : await explain(url) };
            } finally {
                cancel();
            }
        },
        onOnline: (work) => hear(window, 'online', () => guard(work)),
        stop,
    };
}

/** @param {string} url */
const originOf = (url) => url.split('/', 3).join('/');

/**
 * @param {Response} response
 * @returns {Promise<Answer>}
 */
async function readAnswer(response) {
    const text = await response.text();
    const header = (/** @type {string} */ name) => response.headers.get(name) ?? '';
    let body;
    try {
        body = JSON.parse(text);
    } catch {
        // The lines of a batch; or an answer that breaks off says no more than its status.
    }
    return { status: response.status, text, body, html: /^text\/html/i.test(header('content-type')),
        retryAfterMs: Number(header('retry-after')) * 1000 };
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
