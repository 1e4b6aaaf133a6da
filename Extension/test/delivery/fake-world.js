/**
 * Pages, the store they share, locks and a server, all in one process and on one clock. Pages die, come back, and lose
 * their connection; the server answers as it is told and remembers everything.
 */
import { randomUUID } from 'node:crypto';
import { judge as serverJudge } from '../contract/validator.js';
import { createOutbox } from '../../src/web/outbox.js';
import { FakeClock, settled } from './fake-clock.js';
import { createFakeStore } from './fake-store.js';

/** @typedef {{ status: number, body?: any, retryAfterMs?: number, net?: any, keep?: boolean }} Scripted  `keep`: stored all the same */

export class FakeServer {
    /** @type {any[]} */
    kept = [];
    /** @type {{ method: string, url: string, keepalive: boolean, bytes: number, lines: number }[]} */
    requests = [];
    /** Of single events, of lines, and of whole requests. @type {(envelope: any) => Scripted | undefined} */
    onEvent = () => undefined;
    /** @type {(request: any) => Scripted | undefined} */
    onRequest = () => undefined;
    batch = false;
    /** @type {boolean | undefined} */
    collect = undefined;
    compatible = true;
    /** How long an answer takes. @type {() => number} */
    delay = () => 20;
    #ids = new Map();

    /** @param {any} request @returns {{ status: number, text: string, body?: any, retryAfterMs?: number, net?: any }} */
    answer({ method, url, body }) {
        if (method === 'GET') {
            return { status: 200, text: '', body: { status: 'ok', butlerSosVersion: '15.0.1', compatible: this.compatible,
                ...(this.collect !== undefined && { collect: this.collect }), ...(this.batch && { capabilities: ['batch'] }) } };
        }
        if (!url.endsWith('s')) return { text: '', ...this.#take(body) };
        if (!this.batch) return { status: 404, text: '' };
        const lines = body.trimEnd().split('\n').map((/** @type {string} */ line) => this.#take(line));
        return { status: 200, text: lines.map((/** @type {any} */ one) => `${JSON.stringify({ code: one.status, ...one.body })}\n`).join('') };
    }

    /** @param {string} text @returns {any} */
    #take(text) {
        const envelope = JSON.parse(text);
        const scripted = this.onEvent(envelope);
        if (scripted && !scripted.keep) return scripted;
        const { status, details } = serverJudge(envelope);
        if (status !== 202) return { status, body: { details } };
        const before = this.#ids.get(envelope.eventId);
        if (before === undefined) {
            this.#ids.set(envelope.eventId, text);
            this.kept.push(envelope);
        } else if (before !== text) return { status: 409 };
        return scripted ?? { status: 202, body: { duplicate: before !== undefined } };
    }
}

export class FakeWorld {
    clock = new FakeClock();
    server = new FakeServer();
    store = createFakeStore();
    /** Who holds which. @type {Map<string, { page: FakePage, lose: () => void }>} */
    #locks = new Map();
    /** No page reaches the server. */
    offline = false;

    /** @param {object} [options]  of the outbox */
    page(options = {}) {
        return new FakePage(this, options);
    }

    /** Web Locks of one page, as far as the extension uses them. @param {FakePage} page */
    locks(page) {
        return {
            request: (/** @type {string} */ name, /** @type {any} */ { steal }, /** @type {(lock: any) => any} */ callback) =>
                new Promise((resolve, reject) => {
                    const holder = this.#locks.get(name);
                    if (holder && !steal) return queueMicrotask(() => resolve(callback(null)));
                    const lock = { page, lose: () => reject(new Error('AbortError')) };
                    holder?.lose();
                    this.#locks.set(name, lock);
                    queueMicrotask(async () => {
                        const value = await callback(lock);
                        if (this.#locks.get(name) === lock) this.#locks.delete(name);
                        resolve(value);
                    });
                }),
        };
    }

    /** The browser ends the locks of a dead page. @param {FakePage} page */
    releaseLocks(page) {
        for (const [name, lock] of [...this.#locks]) if (lock.page === page) this.#locks.delete(name);
    }
}

export class FakePage {
    key = randomUUID();
    seq = 0;
    alive = true;
    /** @type {any[]} */
    facts = [];
    /** @type {unknown[]} */
    leftovers = [];
    /** @type {string[]} */
    errors = [];
    /** @type {() => void} */
    onlineWork = () => {};
    /** What was added, by number. @type {Map<number, any>} */
    added = new Map();

    /** @param {FakeWorld} world @param {object} options */
    constructor(world, options) {
        this.world = world;
        const alive = (/** @type {() => void} */ work) => () => this.alive && work();
        this.outbox = createOutbox({
            clock: { ...world.clock, now: world.clock.now, mono: world.clock.mono,
                after: (ms, work) => world.clock.after(ms, alive(work)) },
            ids: { uuid: randomUUID },
            guard: (work) => {
                try {
                    work();
                } catch (error) {
                    this.errors.push(`${/** @type {Error} */ (error).stack}`);
                }
            },
            endpoint: 'http://127.0.0.1:9/', key: 'k', sessionKey: this.key, pageUrl: 'http://sense/',
            bounds: { events: 2_000, megabytes: 8, days: 7, keepOnDisk: false },
            store: world.store, locks: /** @type {any} */ (world.locks(this)),
            transport: { send: (url, headers, body, keepalive) => this.#send({ method: body ? 'POST' : 'GET', url, headers, body, keepalive }), stop() {},
               
                onOnline: (work) => (this.onlineWork = work, () => {}) },
            onFact: (fact) => void this.facts.push(fact),
            onLeftovers: (records) => void this.leftovers.push(...records),
            ...options,
        });
    }

    /** Adds an envelope with the next number. @param {any} envelope @param {any} [posting] */
    add(envelope, posting = { priority: 0 }) {
        this.seq += 1;
        Object.assign(envelope.payload.context, { seq: this.seq, sessionKey: this.key });
        this.added.set(this.seq, envelope);
        this.outbox.add(envelope, posting);
        return envelope;
    }

    /** The page dies as in a crash: nothing of it runs any more, its locks end. */
    crash() {
        this.alive = false;
        this.world.releaseLocks(this);
    }

    /** @param {any} request @returns {Promise<any>} */
    async #send(request) {
        const { clock, server } = this.world;
        const lines = request.body ? request.body.trimEnd().split('\n').length : 0;
        server.requests.push({ method: request.method, url: request.url, keepalive: request.keepalive === true,
            bytes: Buffer.byteLength(request.body ?? ''), lines });
        const wait = () => new Promise((done) => void clock.after(server.delay() / 2, () => done(undefined)));
        await wait();
        const failed = { status: 0, text: '', net: 'network' };
        if (this.world.offline) return this.#came(failed);
        const scripted = server.onRequest(request);
        const answer = scripted && !scripted.keep ? { text: '', ...scripted } : server.answer(request);
        await wait();
        if (this.world.offline) return this.#came(failed);
        return this.#came(scripted ? { text: '', ...scripted } : answer);
    }

    /** Nothing comes to the dead. @param {any} answer */
    #came(answer) {
        return this.alive ? answer : new Promise(() => {});
    }
}

export { settled };
