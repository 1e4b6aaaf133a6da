/** The bodies and headers of the audit contract, for the scriptable server. */

export const SECURITY_HEADERS = {
    'X-Content-Type-Options': 'nosniff', 'X-Frame-Options': 'DENY', 'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'", 'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()', 'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
};

/** @type {Record<number, { outcome: string, reason?: string, details?: unknown }>} */
const BODIES = {
    202: { outcome: 'processed' },
    400: { outcome: 'dropped', reason: 'Schema validation failed', details: { errors: [] } },
    401: { outcome: 'dropped', reason: 'Unauthorized' },
    409: { outcome: 'dropped', reason: 'eventId is already stored with different content', details: { firstOffset: 0 } },
    422: { outcome: 'dropped', reason: 'Payload validation failed', details: { errors: [] } },
    429: { outcome: 'dropped', reason: 'Rate limit exceeded' },
    500: { outcome: 'error', reason: 'Internal error while processing event' },
    503: { outcome: 'dropped', reason: 'Event queue is full' },
};

/**
 * The answer with this status.
 * @param {number} status
 * @param {unknown} [body]  instead of the contract's
 * @param {object} [more]  added to the contract's
 */
export function answerFor(status, body, more) {
    const told = BODIES[status] ?? { outcome: 'error', reason: 'An unexpected error occurred' };
    return { status, body: body ?? { status: status < 400 ? 'accepted' : 'error', receivedAt: new Date().toISOString(), ...told, ...more } };
}

/**
 * @param {{ origins: string[], expose: boolean }} options
 * @param {string | undefined} origin
 * @returns {Record<string, string>}
 */
export function corsHeaders({ origins, expose }, origin) {
    const exposed = expose
        ? { 'Access-Control-Expose-Headers': 'Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset' } : {};
    if (origins.includes('*')) return { 'Access-Control-Allow-Origin': '*', ...exposed };
    if (!origins.length) return {};
    const listed = origin !== undefined && origins.includes(origin);
    return { Vary: 'Origin', ...exposed, ...(listed && { 'Access-Control-Allow-Origin': origin }) };
}

/**
 * @param {{ origins: string[], maxAge: number }} options
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
export function preflight({ origins, maxAge }, headers) {
    if (!origins.length) return { status: 404 };
    if (!headers.origin || !headers['access-control-request-method']) {
        return { status: 400, text: 'Invalid Preflight Request', type: 'text/plain' };
    }
    const asked = headers['access-control-request-headers'];
    return {
        status: 204,
        headers: {
            'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
            ...(asked && { 'Access-Control-Allow-Headers': String(asked) }),
            ...(maxAge && { 'Access-Control-Max-Age': String(maxAge) }),
        },
    };
}
