/** The server's address as people write it, the headers it wants, and the test of the connection. */
import { textOf } from '../core/limits.js';

/** @typedef {import('../core/verdict.js').NetProblem} NetProblem */

/**
 * @typedef {Object} Connection
 * @property {string} base  address without path of ours; names the target in the store
 * @property {NetProblem | null} problem  known before anything is sent
 * @property {(batch?: boolean) => string} events  URL to post to
 * @property {string} probe  URL of the connection test
 * @property {(type?: string) => Record<string, string>} headers
 */

/**
 * @param {{ endpoint: string, key: string, contractLevel: string, pageUrl: string }} given
 * @returns {Connection}
 */
export function readConnection({ endpoint, key, contractLevel, pageUrl }) {
    const base = endpoint.trim().replace(/\/+$/, '').replace(/\/api\/v1(\/audit-events?|\/test-connection)?$/, '');
    return {
        base,
        problem: problemOf(base, pageUrl),
        events: (batch) => `${base}/api/v1/audit-event${batch ? 's' : ''}`,
        probe: `${base}/api/v1/test-connection`,
        headers: (type) => ({ ...(type && { 'Content-Type': type }), ...(key && { Authorization: `Bearer ${key}` }),
            'X-Audit-QS-Version': contractLevel }),
    };
}

/**
 * @param {string} base
 * @param {string} pageUrl
 * @returns {NetProblem | null}
 */
function problemOf(base, pageUrl) {
    try {
        const { protocol, hostname } = new URL(base);
        if (protocol === 'https:') return null;
        if (protocol !== 'http:') return 'endpoint';
        // Browsers trust the machine they run on.
        const own = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
        return pageUrl.startsWith('https:') && !own ? 'mixed' : null;
    } catch {
        return 'endpoint';
    }
}

/**
 * What the test of a connection found, for the property panel.
 * @typedef {Object} ConnectionReport
 * @property {boolean} ok  events will be taken
 * @property {boolean} reachable
 * @property {number} status  of the answer; 0 when there was none to be read
 * @property {'ok' | 'refused' | 'unknown'} token
 * @property {'ok' | 'incompatible' | 'unknown'} version
 * @property {string | null} serverVersion
 * @property {boolean} collect
 * @property {boolean} batch
 * @property {NetProblem | 'auth' | 'config' | 'incompatible' | 'limit' | 'server' | null} problem
 */

/**
 * Asks the server once.
 * @param {Connection} connection
 * @param {import('./transport.js').Transport} transport
 * @returns {Promise<ConnectionReport>}
 */
export async function testConnection(connection, transport) {
    if (connection.problem) return report({ status: 0, problem: connection.problem });
    const answer = await transport.send({ url: connection.probe, method: 'GET', headers: connection.headers() });
    // An origin that the server does not list looks like a server that is not there; scripts cannot tell.
    return answer.status ? reportOf(answer) : report({ problem: answer.net ?? 'network' });
}

/**
 * @param {import('./transport.js').Answer} answer  with a status
 * @returns {ConnectionReport}
 */
export function reportOf({ status, body, html }) {
    const reached = { status, reachable: true };
    if (status === 401 || status === 403) return report({ ...reached, token: 'refused', problem: 'auth' });
    if (status === 429) return report({ ...reached, problem: 'limit' });
    if (status >= 500) return report({ ...reached, problem: 'server' });
    if (status < 200 || status > 299 || html || body?.status !== 'ok') return report({ ...reached, problem: 'config' });
    const compatible = body.compatible !== false;
    return report({ ...reached, ok: compatible, token: 'ok', version: compatible ? 'ok' : 'incompatible',
        serverVersion: textOf(body.butlerSosVersion, 64) ?? null, collect: body.collect !== false,
        batch: Array.isArray(body.capabilities) && body.capabilities.includes('batch'),
        problem: compatible ? null : 'incompatible' });
}

/**
 * @param {Partial<ConnectionReport>} found
 * @returns {ConnectionReport}
 */
const report = (found) => ({ ok: false, reachable: false, status: 0, token: 'unknown', version: 'unknown',
    serverVersion: null, collect: true, batch: false, problem: null, ...found });
