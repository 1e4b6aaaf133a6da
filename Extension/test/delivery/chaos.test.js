/** Random lives of several pages with everything going wrong: nothing is lost without its name, nothing comes twice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVENTS, sample } from '../contract/samples.js';
import { lostNumbers, trailProblems } from '../contract/validator.js';
import { seeded } from './fake-clock.js';
import { FakeWorld } from './fake-world.js';

const MINUTE = 60_000;
const TYPES = Object.keys(EVENTS);
const STATUSES = [429, 503, 500, 502, 401, 404, 0, 0];

/** @typedef {ReturnType<FakeWorld['page']>} Page */

class Chaos {
    world = new FakeWorld();
    /** @type {Page[]} */
    all = [];
    /** @type {Set<Page>} those that run */
    open = new Set();
    /** @type {Set<Page>} those that may come back */
    away = new Set();

    /** @param {number} seed @param {{ batch: boolean, locks: boolean }} options */
    constructor(seed, { batch, locks }) {
        this.random = seeded(seed);
        this.locks = locks;
        const { server } = this.world;
        server.batch = batch;
        server.delay = () => 10 + this.random() * 3_000;
    }

    /** @param {number} chance */
    often(chance) {
        return this.random() < chance;
    }

    /** @template T @param {Iterable<T>} items @returns {T | undefined} */
    any(items) {
        const list = [...items];
        return list[Math.floor(this.random() * list.length)];
    }

    openPage() {
        /** @type {Page} */
        const page = this.world.page({
            bounds: { events: 25, megabytes: 8, days: 7 }, ...(this.locks ? {} : { locks: undefined }),
            // The core tells an account as an event of its own.
            onFact: (/** @type {any} */ fact) => {
                if (fact.state !== 'ledger') return;
                const { lost, others, dropped } = fact.ledger;
                page.add(sample('audit.event', { event: { lost, others, dropped } }), { priority: 3 });
            },
        });
        this.all.push(page);
        this.open.add(page);
        void page.outbox.start();
    }

    step() {
        const page = this.any(this.open);
        if (!page || (this.open.size < 4 && this.often(0.05))) return this.openPage();
        const dice = this.random();
        if (dice < 0.6) {
            const type = TYPES[Math.floor(this.random() * TYPES.length)];
            // Accounts come from losses only.
            if (type === 'audit.event') return;
            const event = { dataStateId: this.world.clock.wall + page.seq };
            page.add(sample(type, { event }), { priority: /** @type {any} */ (Math.floor(this.random() * 4)) });
        } else if (dice < 0.63) {
            page.crash();
            this.open.delete(page);
        } else if (dice < 0.67) {
            page.outbox.leave();
            this.open.delete(page);
            this.away.add(page);
        } else if (dice < 0.71) {
            const back = this.any(this.away);
            if (!back) return;
            this.away.delete(back);
            if (this.often(0.5)) return back.crash();
            this.open.add(back);
            void back.outbox.start();
        } else if (dice < 0.75) {
            this.world.offline = !this.world.offline;
        } else if (dice < 0.85) {
            const status = this.any(STATUSES) ?? 0;
            const share = this.random();
            const trouble = () => (this.often(share) ? { status, keep: this.often(0.5) } : undefined);
            this.world.server[this.often(0.5) ? 'onRequest' : 'onEvent'] = trouble;
        } else {
            this.world.server.onRequest = this.world.server.onEvent = () => undefined;
        }
    }

    /** All is well again, and everybody has all the time in the world; the last page tells what others lost. */
    async calm() {
        const { world } = this;
        world.offline = false;
        world.server.onRequest = world.server.onEvent = () => undefined;
        for (const page of this.away) page.crash();
        for (const page of [...this.open].slice(1)) page.crash();
        this.openPage();
        await world.clock.advance(200 * MINUTE);
        for (const page of this.open) page.add(sample('event.bookmark'));
        await world.clock.advance(200 * MINUTE);
    }
}

/** Seed, batches, locks. @type {[number, boolean, boolean][]} */
const RUNS = [[101, false, true], [102, false, true], [103, true, true], [104, true, true], [105, false, false], [106, true, false],
    [107, true, true], [108, false, true]];
for (const [seed, batch, locks] of RUNS) {
    test(`seed ${seed}, ${batch ? 'batches' : 'single'}, ${locks ? 'locks' : 'signs of life'}`, async () => {
        const chaos = new Chaos(seed, { batch, locks });
        chaos.openPage();
        for (let i = 0; i < 600; i += 1) {
            chaos.step();
            await chaos.world.clock.advance(chaos.random() * (chaos.often(0.05) ? 20 * MINUTE : 10_000));
        }
        await chaos.calm();
        const { kept } = chaos.world.server;
        assert.deepEqual(chaos.all.flatMap(({ errors }) => errors), []);
        assert.deepEqual(trailProblems(kept), []);
        const lost = lostNumbers(kept);
        const came = new Set(kept.map(({ payload: { context } }) => `${context.sessionKey} ${context.seq}`));
        const silent = chaos.all.flatMap(({ key, added }) => [...added.keys()]
            .filter((seq) => !came.has(`${key} ${seq}`) && !lost.get(key)?.has(seq)).map((seq) => `${key} ${seq}`));
        assert.deepEqual(silent, [], 'gone without a word');
        assert.deepEqual(await chaos.world.store.keys('entries'), []);
        assert.ok(kept.length > 100, `${kept.length} came`);
    });
}
