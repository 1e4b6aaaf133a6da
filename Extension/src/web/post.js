/** The requests of the outbox: events, the last ones of a page, and the question for the server's state. */
import { judge } from '../core/verdict.js';
import { reportOf } from './connection.js';

/** @typedef {import('./settler.js').Loaded} Loaded */

/** For all requests together that outlive the page; the browser's own bound is 64 KiB and is given back late. */
const KEEPALIVE_BYTES = 49_152;
const KEEPALIVE_EACH = 8_192;

/** @typedef {(loaded: Loaded[], keepalive: boolean) => Promise<void>} Post  never rejects */

/**
 * @typedef {Object} PostGiven
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Guard} guard
 * @property {import('./connection.js').Connection} connection
 * @property {import('./transport.js').Transport} transport
 * @property {import('../core/delivery.js').Delivery} delivery
 * @property {import('../core/ledger.js').LedgerBook} ledger
 * @property {import('./settler.js').Settler} settler
 * @property {import('./pump.js').Server} server
 * @property {(collect: boolean) => void} onCollect  the server wants events, or none, from now on
 */

/**
 * @param {PostGiven} given
 * @returns {Post}
 */
export function createPost({ guard, connection, transport, ledger, settler, server }) {
    return async (loaded, keepalive) => {
        for (const { entry } of loaded) if ((entry.tries += 1) > 1) ledger.retried();
        const many = loaded.length > 1;
        const answer = await transport.send({ url: connection.events(many), method: 'POST', keepalive,
            headers: connection.headers(many ? 'application/x-ndjson' : 'application/json'),
            body: many ? loaded.map(({ text }) => `${text}\n`).join('') : loaded[0].text });
        note(server, answer);
        guard('answer', () => settler.settle(loaded, answer));
    };
}

/**
 * @param {PostGiven} given
 * @returns {() => Promise<void>} never rejects
 */
export function createProbe({ clock, guard, connection, transport, delivery, server, onCollect }) {
    return async () => {
        const { problem } = connection;
        const answer = problem ? { status: 0, text: '', net: problem }
            : await transport.send({ url: connection.probe, method: 'GET', headers: connection.headers() });
        guard('probe', () => {
            note(server, answer);
            const report = reportOf(answer);
            const verdict = judge(answer);
            const strange = verdict.do === 'done' && report.problem === 'config';
            const told = strange ? /** @type {const} */ ({ do: 'halt', why: 'config' }) : verdict;
            delivery.probed(told, report.version === 'ok', clock.mono());
            if (!report.ok) return;
            server.batch = report.batch;
            if (report.collect !== server.collect) onCollect((server.collect = report.collect));
        });
    };
}

/**
 * What goes into the last moment of a page: small events of its own that matter, in order, inside the browser's
 * allowance. They stay stored until they are answered; the next page sends them again under the same ids.
 * @param {{ queue: import('../core/queue.js').Queue, server: import('./pump.js').Server, sessionKey: string,
 *     post: Post, delivery: import('../core/delivery.js').Delivery }} given
 */
export function sendLast({ queue, server, sessionKey, post, delivery }) {
    if (delivery.circuit() !== 'closed' || server.lastStatus === null) return;
    // What is under way may still hold a part of the allowance.
    let size = queue.all().reduce((sum, { flying, bytes }) => sum + (flying && bytes <= KEEPALIVE_EACH ? bytes : 0), 0);
    /** @type {Loaded[]} */
    const small = [];
    for (const entry of queue.next({ events: Infinity })) {
        const { text, bytes } = entry;
        const matters = entry.session === sessionKey && entry.priority <= 1 && bytes <= KEEPALIVE_EACH;
        if (!matters || text === undefined || size + bytes + 1 > KEEPALIVE_BYTES) continue;
        size += bytes + 1;
        entry.flying = true;
        small.push({ entry, text });
    }
    for (const group of server.batch && small.length ? [small] : small.map((one) => [one])) {
        void post(group, true).then(() => group.forEach(({ entry }) => (entry.flying = false)));
    }
}

/**
 * @param {import('./pump.js').Server} server  changed
 * @param {import('../core/verdict.js').Reply} answer
 */
function note(server, { status, net }) {
    server.lastStatus = status || server.lastStatus;
    server.net = net ?? null;
}
