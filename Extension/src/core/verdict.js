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
 * - `drop`: never again.
 * - `shrink`: smaller, under a new id.
 * - `wait`: all wait, then again. `limit`: at least `ms`; the others double.
 * - `halt`: nothing is sent until a probe says that somebody mended it.
 * @typedef {{ do: 'done' } | { do: 'drop', reason: 'refused' | 'conflict' } | { do: 'shrink' }
 *     | { do: 'wait', kind: WaitKind, ms: number } | { do: 'halt', why: HaltReason }} Verdict
 */

/** @typedef {'limit' | 'busy' | 'fault' | 'network'} WaitKind */
/** @typedef {'incompatible' | 'auth' | 'config' | 'barred'} HaltReason  `barred`: by a rule of the page or browser */

/** Wait after 429 where the server's own figure cannot be read, which is so in browsers with Butler SOS. */
const LIMIT_MS = 60_000;
/** A server may ask for this much patience at most. */
const LONGEST_MS = 3_600_000;

/** @param {Reply} reply @returns {Verdict} */
export function judge(reply) {
    const { status, body } = reply;
    const asked = clamp(reply.retryAfterMs, 0, LONGEST_MS, 0);
    if (status === 0) return reply.net && GIVEN.includes(reply.net) ? halt('barred') : wait('network', 0);
    if (status >= 200 && status < 300) return reply.html ? halt('config') : { do: 'done' };
    switch (status) {
        case 422: return body?.details?.compatible === false ? halt('incompatible') : REFUSED;
        case 400: case 415: return REFUSED;
        case 401: case 403: return halt('auth');
        case 409: return { do: 'drop', reason: 'conflict' };
        case 413: return { do: 'shrink' };
        case 429: return wait('limit', asked || clamp(body?.details?.retryAfter * 1000, 0, LONGEST_MS, 0) || LIMIT_MS);
        case 503: return wait('busy', asked);
        case 408: case 425: return wait('fault', asked);
        default: return status >= 500 ? wait('fault', asked) : halt('config');
    }
}

/**
 * What no waiting mends, only another page load or setting.
 * @type {NetProblem[]}
 */
const GIVEN = ['csp', 'mixed', 'endpoint', 'local'];

/** @type {Verdict} */
const REFUSED = { do: 'drop', reason: 'refused' };

/** @param {HaltReason} why @returns {Verdict} */
const halt = (why) => ({ do: 'halt', why });

/** @param {WaitKind} kind @param {number} ms @returns {Verdict} */
const wait = (kind, ms) => ({ do: 'wait', kind, ms });
