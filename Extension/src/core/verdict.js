/** The status table: what one answer of the server means for the envelope that was sent and for all that wait. */
import { clamp } from './limits.js';

/**
 * What came back. Status 0 means that no answer was had at all.
 * @typedef {Object} Reply
 * @property {number} status
 * @property {number} [retryAfterMs]  when the header could be read
 * @property {any} [body]  parsed JSON; unknown shape
 * @property {boolean} [html]  the answer is a web page, so not from an audit server
 * @property {NetProblem} [net]  with status 0: as far as it could be told
 */

/**
 * `endpoint`: no usable address. `mixed`: an http address on an https page. `local`: access to the local network is
 * denied. `network`: nobody there, or one who does not list this origin.
 * @typedef {'network' | 'timeout' | 'offline' | 'csp' | 'mixed' | 'endpoint' | 'local'} NetProblem
 */

/**
 * - `done`: delivered, or the server had it before.
 * - `drop`: never again; `why` is the reason for the ledger.
 * - `shrink`: smaller, under a new id.
 * - `wait`: all wait, then again. `limit`: `ms`; the others double, and wait `ms` at least.
 * - `halt`: nothing is sent until a probe says that somebody mended it.
 * @typedef {{ do: 'done' | 'drop' | 'shrink' | 'wait' | 'halt', why?: Why, ms?: number }} Verdict
 */

/**
 * `barred`: by a rule of the page or browser, which no waiting mends.
 * @typedef {'refused' | 'conflict' | 'limit' | 'busy' | 'fault' | 'network' | 'incompatible' | 'auth' | 'config'
 *     | 'barred'} Why
 */

/** Wait after 429 where the server's own figure cannot be read, which is so in browsers with Butler SOS. */
const LIMIT_MS = 60_000;
/** A server may ask for this much patience at most. */
const LONGEST_MS = 3_600_000;

/** @type {Record<number, [Verdict['do'], Why?]>} */
const TABLE = {
    400: ['drop', 'refused'], 401: ['halt', 'auth'], 403: ['halt', 'auth'], 408: ['wait', 'fault'],
    409: ['drop', 'conflict'], 413: ['shrink'], 415: ['drop', 'refused'], 422: ['drop', 'refused'],
    425: ['wait', 'fault'], 429: ['wait', 'limit'], 503: ['wait', 'busy'],
};

/** @param {Reply} reply @returns {Verdict} */
export function judge({ status, body, html, net = 'network', retryAfterMs }) {
    const patience = (/** @type {unknown} */ ms) => clamp(ms, 0, LONGEST_MS, 0);
    const details = body?.details;
    const asked = patience(retryAfterMs);
    if (!status) {
        return /network|timeout|offline/.test(net) ? { do: 'wait', why: 'network', ms: 0 } : halt('barred');
    }
    if (status >= 200 && status < 300) return html ? halt('config') : { do: 'done' };
    if (status === 422 && details?.compatible === false) return halt('incompatible');
    const [what, why] = TABLE[status] ?? (status >= 500 ? ['wait', 'fault'] : ['halt', 'config']);
    if (what !== 'wait') return { do: what, why };
    return { do: what, why, ms: asked || (why === 'limit' ? patience(details?.retryAfter * 1000) || LIMIT_MS : 0) };
}

/** @param {Why} why @returns {Verdict} */
export const halt = (why) => ({ do: 'halt', why });
