/** The server's address as people write it, and what the server says of its state. */
import { textOf } from '../core/limits.js';
import { halt, judge } from '../core/verdict.js';

/** @typedef {import('../core/verdict.js').NetProblem} NetProblem */

/**
 * The address without path of ours; it names the target in the store.
 * @param {string} endpoint
 */
export const baseOf = (endpoint) =>
    endpoint.trim().replace(/\/*(\/api\/v1(\/audit-events?|\/test-connection)?)?\/*$/, '');

/**
 * What is known to be wrong before anything is sent.
 * @param {string} base
 * @param {string} pageUrl
 * @returns {NetProblem | undefined}
 */
export function problemOf(base, pageUrl) {
    try {
        const { protocol, hostname } = new URL(/^http/.test(base) ? base : '');
        // Browsers trust the machine they run on.
        const own = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
        return protocol === 'http:' && pageUrl.startsWith('https:') && !own ? 'mixed' : undefined;
    } catch {
        return 'endpoint';
    }
}

/**
 * What the test of a connection found, for the property panel.
 * @typedef {Object} ConnectionReport
 * @property {string | null} problem  why events are not taken
 * @property {string | null} serverVersion
 * @property {boolean} collect
 * @property {boolean} batch
 */

/**
 * An origin that the server does not list looks like a server that is not there; scripts cannot tell.
 * @param {import('../core/verdict.js').Reply} answer  to a question for the server's state
 * @returns {{ verdict: import('../core/verdict.js').Verdict, report: ConnectionReport }}
 */
export function readState(answer) {
    const { body } = answer;
    let verdict = judge(answer);
    if (verdict.do === 'done' && body?.status === 'ok') {
        if (body.compatible === false) verdict = halt('incompatible');
    } else if (verdict.do !== 'wait' && verdict.do !== 'halt') verdict = halt('config');
    const { why = null } = verdict;
    return { verdict, report: {
        problem: answer.net ?? (why === 'busy' || why === 'fault' ? 'server' : why),
        serverVersion: textOf(body?.butlerSosVersion, 64) ?? null,
        collect: body?.collect !== false,
        batch: Array.isArray(body?.capabilities) && body.capabilities.includes('batch'),
    } };
}
