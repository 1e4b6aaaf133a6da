/** The governor of calls into the engine: two at a time, given up after a while, slower when the engine is slow. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCalls } from '../../src/qlik/calls.js';
import { createClock, turn } from './support.js';

/** A call that ends when told to. */
function pending() {
    /** @type {any} */ const call = { begun: 0 };
    call.promise = new Promise((resolve, reject) => Object.assign(call, { resolve, reject }));
    call.work = () => { call.begun += 1; return call.promise; };
    return call;
}

const guard = (work) => work();
const setUp = () => {
    const clock = createClock();
    return { clock, calls: createCalls({ clock, guard }) };
};

test('never more than two at once, in order, urgent ones first', async () => {
    const { calls } = setUp();
    const all = [pending(), pending(), pending(), pending()];
    const order = [];
    all.slice(0, 3).forEach((call, i) => void calls.run(call.work).then(() => order.push(i)));
    void calls.run(all[3].work, true).then(() => order.push(3));
    await turn();
    assert.deepEqual(all.map((c) => c.begun), [1, 1, 0, 0]);
    all[0].resolve();
    await turn();
    assert.deepEqual(all.map((c) => c.begun), [1, 1, 0, 1]);
    all[3].resolve();
    await turn();
    assert.deepEqual([all.map((c) => c.begun), order], [[1, 1, 1, 1], [0, 3]]);
});

test('a call that hangs is given up after 15 seconds, and its late answer ignored', async () => {
    const { clock, calls } = setUp();
    const call = pending();
    const outcome = calls.run(call.work).then(() => 'answered', (error) => error);
    await turn();
    clock.advance(14_999);
    await turn();
    clock.advance(1);
    assert.equal(await outcome, 'timeout');
    call.resolve('too late');
    await turn();
    assert.equal(await outcome, 'timeout');
});

test('a slow engine gets a rest before the next call', async () => {
    const { clock, calls } = setUp();
    const slow = pending();
    void calls.run(slow.work);
    await turn();
    clock.advance(3000);
    slow.resolve();
    await turn();
    const next = pending();
    void calls.run(next.work);
    await turn();
    assert.equal(next.begun, 0);
    clock.advance(2999);
    await turn();
    assert.equal(next.begun, 0);
    clock.advance(1);
    await turn();
    assert.equal(next.begun, 1);
});

test('what is thrown at once is a rejection like any other', async () => {
    const { calls } = setUp();
    await assert.rejects(calls.run(() => { throw new Error('at once'); }), /at once/);
    await assert.rejects(calls.run(() => Promise.reject(new Error('later'))), /later/);
});

test('an aborted layout is asked once more, and only once', async () => {
    const { calls } = setUp();
    let asked = 0;
    const model = (failures) => ({ getLayout: async () => {
        asked += 1;
        if (asked <= failures) throw Object.assign(new Error('aborted'), { code: 15 });
        return { qInfo: { qId: 'x' } };
    } });
    assert.deepEqual(await calls.layout(model(1)), { qInfo: { qId: 'x' } });
    assert.equal(asked, 2);
    asked = 0;
    await assert.rejects(calls.layout(model(5)), /aborted/);
    assert.equal(asked, 2);
});

test('nonsense for a layout is an empty one', async () => {
    const { calls } = setUp();
    for (const nonsense of [null, undefined, 7, 'text', true]) assert.deepEqual(await calls.layout({ getLayout: () => nonsense }), {});
});

test('after the stop nothing begins, and what waits is refused', async () => {
    const { calls } = setUp();
    const two = [pending(), pending()];
    for (const call of two) void calls.run(call.work).catch(() => {});
    const waits = calls.run(() => 1).catch((error) => error);
    calls.stop();
    assert.equal(await waits, 'stopped');
    await assert.rejects(calls.run(() => 1), /stopped/);
});

test('the waiting line is bounded', async () => {
    const { calls } = setUp();
    for (let i = 0; i < 202; i++) void calls.run(() => new Promise(() => {})).catch(() => {});
    await assert.rejects(calls.run(() => 1), /busy/);
});
