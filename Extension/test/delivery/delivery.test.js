import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createDelivery, PROBE_MS } from '../../src/core/delivery.js';
import { judge } from '../../src/core/verdict.js';
import { seeded } from './fake-clock.js';

/** One that has been probed and is ready. @param {number} [chance] */
function ready(chance = 0.5) {
    const delivery = createDelivery(() => chance, 0);
    delivery.judged({ do: 'done' }, 0, true);
    return delivery;
}

/** How long until something may be sent or asked. @param {import('../../src/core/delivery.js').Delivery} delivery @param {number} now */
const pause = (delivery, now) => delivery.ready(now).wait;

test('asks the server before the first event, and every fifteen minutes', () => {
    const delivery = createDelivery(() => 0, 0);
    assert.deepEqual(delivery.ready(0), { probe: true, wait: 0 });
    delivery.judged({ do: 'done' }, 0, true);
    assert.deepEqual([delivery.ready(0), delivery.probeAt()], [{ probe: false, wait: 0 }, PROBE_MS]);
    assert.equal(delivery.ready(PROBE_MS - 1).probe, false);
    assert.deepEqual(delivery.ready(PROBE_MS), { probe: true, wait: 0 });
});

test('a first question without an answer is asked again', () => {
    const delivery = createDelivery(() => 0, 0);
    delivery.judged(judge({ status: 0 }), 0, true);
    assert.equal(pause(delivery, 0), 5_000);
    assert.equal(delivery.ready(5_000).probe, true);
});

/** Status, chance, and the waits of failures in a row. @type {[import('../../src/core/verdict.js').Reply, number, number[]][]} */
const WAITS = [
    [{ status: 429 }, 0, [60_000, 60_000, 60_000]],
    [{ status: 429 }, 1, [72_000, 72_000]],
    [{ status: 429, retryAfterMs: 5_000 }, 0, [5_000, 5_000]],
    [{ status: 503 }, 1, [30_000, 60_000, 120_000, 240_000, 300_000, 300_000]],
    [{ status: 503 }, 0, [1_000, 1_000]],
    [{ status: 503, retryAfterMs: 30_000 }, 0, [30_000, 30_000]],
    [{ status: 500 }, 0, [30_000, 60_000, 120_000, 240_000, 480_000, 600_000, 600_000]],
    [{ status: 502 }, 1, [60_000, 120_000, 240_000, 480_000, 600_000]],
    [{ status: 0, net: 'network' }, 0, [5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000]],
    [{ status: 0, net: 'offline' }, 1, [4_000, 8_000]],
];
for (const [reply, chance, waits] of WAITS) {
    test(`waits after ${JSON.stringify(reply)} with chance ${chance}`, () => {
        const delivery = ready(chance);
        let now = 0;
        for (const expected of waits) {
            delivery.judged(judge(reply), now);
            assert.equal(delivery.circuit(), 'open');
            assert.equal(Math.round(pause(delivery, now)), expected);
            now += expected;
        }
        delivery.judged({ do: 'done' }, now);
        assert.deepEqual([delivery.circuit(), delivery.why(), pause(delivery, now)], ['closed', null, 0]);
        delivery.judged(judge(reply), now);
        assert.equal(Math.round(pause(delivery, now)), waits[0]);
    });
}

/** @type {[import('../../src/core/verdict.js').Reply, string, number][]} */
const HALTS = [
    [{ status: 401 }, 'auth', 300_000], [{ status: 403 }, 'auth', 300_000], [{ status: 404 }, 'config', 600_000],
    [{ status: 422, body: { details: { compatible: false } } }, 'incompatible', 600_000],
    [{ status: 0, net: 'csp' }, 'barred', 3_600_000],
];
for (const [reply, why, every] of HALTS) {
    test(`halts after ${JSON.stringify(reply)} and only asks`, () => {
        const delivery = ready();
        delivery.judged(judge(reply), 0);
        assert.deepEqual([delivery.circuit(), delivery.why()], ['halted', why]);
        assert.deepEqual(delivery.ready(every - 1), { probe: false, wait: 1 });
        assert.equal(delivery.ready(every).probe, true);
        delivery.judged(judge(reply), every, true);
        assert.equal(pause(delivery, every), every);
        delivery.judged({ do: 'done' }, 2 * every, true);
        assert.deepEqual([delivery.circuit(), delivery.ready(2 * every)], ['closed', { probe: false, wait: 0 }]);
    });
}

test('no good news of an older request ends a halt or a wait', () => {
    const delivery = ready();
    delivery.judged(judge({ status: 429 }), 0);
    delivery.judged({ do: 'done' }, 1);
    assert.equal(delivery.circuit(), 'open');
    delivery.judged(judge({ status: 401 }), 2);
    delivery.judged({ do: 'done' }, 3);
    assert.equal(delivery.circuit(), 'halted');
});

test('the second of two failures under way counts once', () => {
    const delivery = ready(0);
    delivery.judged(judge({ status: 500 }), 0);
    delivery.judged(judge({ status: 500 }), 10);
    assert.equal(pause(delivery, 0), 30_000);
});

test('a network that comes back ends only the wait for the network', () => {
    const delivery = ready();
    delivery.judged(judge({ status: 0 }), 0);
    delivery.nudge();
    assert.equal(pause(delivery, 0), 0);
    delivery.judged(judge({ status: 503 }), 0);
    delivery.nudge();
    assert.ok(pause(delivery, 0) > 0);
});

test('refused, conflicting and too large are good news about the circuit', () => {
    for (const status of [400, 409, 413, 422]) {
        const delivery = ready();
        delivery.judged(judge({ status: 503 }), 0);
        delivery.judged(judge({ status }), 300_000);
        assert.equal(delivery.circuit(), 'closed');
    }
});

test('never waits without an end (20,000 random steps)', () => {
    const random = seeded(7);
    const delivery = createDelivery(random, 0);
    const replies = [{ status: 202 }, { status: 429 }, { status: 503 }, { status: 500 }, { status: 0 }, { status: 401 }, { status: 404 },
        { status: 422 }, { status: 0, net: /** @type {const} */ ('csp') }];
    let now = 0;
    for (let i = 0; i < 20_000; i += 1) {
        const { probe, wait } = delivery.ready(now);
        assert.ok(wait >= 0 && wait <= 3_600_000);
        const verdict = judge(replies[Math.floor(random() * replies.length)]);
        if (wait) now += wait;
        else delivery.judged(verdict, now, probe);
        now += random() * 1_000;
    }
});
