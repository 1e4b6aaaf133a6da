/**
 * A scriptable server of the audit contract, as strict as the real ones: preflights, headers, statuses, limits, repeats.
 *
 *     const backend = await startBackend({ token: 'k' });
 *     backend.script = (request) => request.method === 'POST' && request.number === 2 ? { status: 503 } : undefined;
 *     …
 *     assert.deepEqual(backend.envelopes().map((e) => e.payload.context.seq), [1, 2, 3]);
 *     await backend.close();
 */
import { createServer } from 'node:http';
import { isDeepStrictEqual } from 'node:util';
import { judge } from '../contract/validator.js';
import { answerFor, corsHeaders, preflight, SECURITY_HEADERS } from './backend-answers.js';

const SINGLE = '/api/v1/audit-event';
const BATCH = '/api/v1/audit-events';
const PROBE = '/api/v1/test-connection';
const BATCH_BYTES = 16 * 1_048_576;
const BATCH_LINES = 10_000;

/**
 * @typedef {object} BackendOptions  may all be changed while it runs, through `backend.options`
 * @property {string} token  empty: none is asked for
 * @property {string[]} origins  of CORS; `*` for all, none for no CORS
 * @property {boolean} expose  lets scripts read Retry-After and the rate-limit headers
 * @property {number} maxAge  seconds that a preflight may be kept; 0 for the browser's own
 * @property {boolean} batch  has the batch endpoint and says so
 * @property {boolean | undefined} collect  of the connection test; undefined as Butler SOS, which does not know it
 * @property {boolean} repeats  knows event ids: the same content again is 202 and not kept, other content is 409
 * @property {number} bytes  largest single body
 */

/**
 * @typedef {object} SeenRequest
 * @property {number} number  from 1, among those of its method and path
 * @property {string} method
 * @property {string} path
 * @property {import('node:http').IncomingHttpHeaders} headers
 * @property {string} body
 * @property {number} [status]  of the answer; absent while there is none
 */

/**
 * What a script wants instead of the right answer. `keep`: the events are stored all the same.
 * @typedef {{ status?: number, headers?: Record<string, string>, body?: unknown, delay?: number, drop?: boolean,
 *     keep?: boolean, lines?: (envelope: any, i: number) => { status: number } | undefined }} Scripted
 */

export class Backend {
    /** @type {SeenRequest[]} every request with its answer, preflights included */
    requests = [];
    /** @type {Map<string, any>} what was stored, by lower-case event id */
    stored = new Map();
    /** @type {any[]} what was stored, in order; one that does not know repeats may hold some */
    kept = [];
    /** @type {string[]} of envelopes that were refused, and why */
    refused = [];
    /** @type {(request: SeenRequest) => Scripted | undefined | Promise<Scripted | undefined>} */
    script = () => undefined;

    /** @param {Partial<BackendOptions>} options */
    constructor(options) {
        /** @type {BackendOptions} */
        this.options = { token: 'test-key', origins: ['*'], expose: false, maxAge: 0, batch: false, collect: undefined,
            repeats: false, bytes: 1_048_576, ...options };
        this.server = createServer((request, response) => void this.#serve(request, response).catch((error) => {
            this.refused.push(`backend: ${error.stack}`);
            response.destroy();
        }));
    }

    /** @param {number} [port] */
    async listen(port = 0) {
        await new Promise((done, failed) => this.server.once('error', failed).listen(port, '127.0.0.1', () => done(undefined)));
        this.port = /** @type {import('node:net').AddressInfo} */ (this.server.address()).port;
        this.endpoint = `http://127.0.0.1:${this.port}`;
        return this;
    }

    /** Ends it and all connections; a browser meets a refused connection afterwards. */
    async close() {
        this.server.closeAllConnections();
        await new Promise((done) => this.server.close(done)); // also when it is closed already
    }

    /** What was accepted, in the order in which it came. @returns {any[]} */
    envelopes() {
        return this.kept;
    }

    /** @param {string} method @param {string} [path] */
    count(method, path) {
        return this.requests.filter((r) => r.method === method && (!path || r.path === path)).length;
    }

    /** @param {import('node:http').IncomingMessage} incoming @param {import('node:http').ServerResponse} response */
    async #serve(incoming, response) {
        const path = new URL(incoming.url ?? '/', 'http://x').pathname;
        const method = incoming.method ?? '';
        /** @type {SeenRequest} */
        const seen = { number: this.count(method, path) + 1, method, path, headers: incoming.headers, body: '' };
        this.requests.push(seen);
        const headers = { ...SECURITY_HEADERS, ...corsHeaders(this.options, incoming.headers.origin) };
        if (method === 'OPTIONS') return send(response, seen, preflight(this.options, incoming.headers), headers);
        seen.body = await read(incoming);
        const wanted = await this.script(seen);
        if (wanted?.delay) await new Promise((done) => setTimeout(done, wanted.delay));
        if (wanted?.drop && !wanted.keep) return void response.destroy();
        const answer = wanted?.status && !wanted.keep ? {} : this.#answer(seen, wanted);
        if (wanted?.drop) return void response.destroy();
        send(response, seen, { ...(wanted?.status ? answerFor(wanted.status, wanted.body) : answer) },
            { ...headers, ...wanted?.headers });
    }

    /** @param {SeenRequest} seen @param {Scripted | undefined} wanted */
    #answer(seen, wanted) {
        if (this.options.token && !hasToken(seen.headers.authorization, this.options.token)) return answerFor(401);
        const { method, path, headers } = seen;
        if (method === 'GET' && path === PROBE) return { status: 200, body: this.#probe(headers) };
        if (method === 'POST' && path === SINGLE) return this.#single(seen);
        if (method === 'POST' && path === BATCH && this.options.batch) return this.#batch(seen, wanted);
        return { status: 404, body: { message: `Route ${method}:${path} not found`, error: 'Not Found', statusCode: 404 } };
    }

    /** @param {import('node:http').IncomingHttpHeaders} headers */
    #probe(headers) {
        const version = first(headers['x-audit-qs-version']);
        const { collect, batch } = this.options;
        return { status: 'ok', message: 'Butler SOS Audit API is reachable', timestamp: new Date().toISOString(),
            butlerSosVersion: '15.0.1', auditQsVersion: version ?? null,
            compatible: version !== undefined && /^0\.[34]\.\d+$/.test(version),
            ...(collect !== undefined && { collect }), ...(batch && { capabilities: ['batch'] }) };
    }

    /** @param {SeenRequest} seen */
    #single({ headers, body }) {
        if (!/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return answerFor(415);
        if (Buffer.byteLength(body) > this.options.bytes) return answerFor(413);
        return this.#take(body, first(headers['x-audit-qs-version']));
    }

    /** @param {SeenRequest} seen @param {Scripted | undefined} wanted */
    #batch({ headers, body }, wanted) {
        if (!/^application\/x-ndjson\s*(;|$)/i.test(headers['content-type'] ?? '')) return answerFor(415);
        const lines = body.replace(/\n$/, '').split('\n');
        if (Buffer.byteLength(body) > BATCH_BYTES || lines.length > BATCH_LINES) return answerFor(413);
        const version = first(headers['x-audit-qs-version']);
        const answers = lines.map((line, i) => {
            const scripted = wanted?.lines?.(JSON.parse(line), i);
            return scripted ? answerFor(scripted.status) : this.#take(line, version);
        });
        const text = answers.map(({ status, body: told }) => `${JSON.stringify({ code: status, ...told })}\n`).join('');
        return { status: 200, text, type: 'application/x-ndjson' };
    }

    /** @param {string} text @param {string | undefined} version */
    #take(text, version) {
        if (Buffer.byteLength(text) > this.options.bytes) return answerFor(413);
        let envelope;
        try {
            envelope = JSON.parse(text);
        } catch {
            this.refused.push('400 not JSON');
            return answerFor(400, { status: 'error', receivedAt: new Date().toISOString(), outcome: 'error',
                reason: 'An unexpected error occurred' });
        }
        const { status, reason, details } = judge(envelope, version);
        if (status !== 202) this.refused.push(`${status} ${reason}: ${JSON.stringify(details)}`);
        return status === 202 ? this.#store(envelope) : answerFor(status, undefined, { reason, details });
    }

    /** @param {any} envelope */
    #store(envelope) {
        const id = envelope.eventId.toLowerCase();
        const before = this.stored.get(id);
        if (before && this.options.repeats) {
            return isDeepStrictEqual(before, envelope) ? answerFor(202, undefined, { duplicate: true }) : answerFor(409);
        }
        this.stored.set(id, envelope);
        this.kept.push(envelope);
        return answerFor(202);
    }
}

/**
 * @param {Partial<BackendOptions> & { port?: number }} [options]
 * @returns {Promise<Backend & { endpoint: string, port: number }>}
 */
export async function startBackend({ port, ...options } = {}) {
    return /** @type {any} */ (await new Backend(options).listen(port));
}

/** @param {import('node:http').IncomingMessage} incoming @returns {Promise<string>} */
async function read(incoming) {
    const parts = [];
    for await (const part of incoming) parts.push(part);
    return Buffer.concat(parts).toString('utf8');
}

/** @param {string | undefined} header @param {string} token */
function hasToken(header, token) {
    const match = /^bearer (.*)$/i.exec(header ?? '');
    return match !== null && match[1].trim() === token;
}

/** @param {string | string[] | undefined} header */
const first = (header) => (Array.isArray(header) ? header[0] : header)?.split(',')[0].trim();

/**
 * @param {import('node:http').ServerResponse} response
 * @param {SeenRequest} seen
 * @param {{ status?: number, body?: unknown, text?: string, type?: string, headers?: Record<string, string> }} answer
 * @param {Record<string, string>} headers
 */
function send(response, seen, { status = 500, body, text, type = 'application/json; charset=utf-8', headers: more }, headers) {
    seen.status = status;
    const content = text ?? (body === undefined ? '' : JSON.stringify(body));
    response.writeHead(status, { ...headers, ...(content && { 'Content-Type': type }), ...more });
    response.end(content);
}
