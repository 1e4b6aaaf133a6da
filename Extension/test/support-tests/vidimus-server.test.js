import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasVidimus, startVidimus } from '../support/vidimus-server.js';

const EVENT = {
    schemaVersion: 1, eventId: '1f0b6a2e-7c43-4d1a-9b58-60e2c7d9a413', timestamp: '2026-02-03T09:00:00.000Z',
    type: 'audit.event', payload: { context: {}, event: { type: 'x' } },
};

test('a server takes events, shows them, and goes on with its data', { skip: !hasVidimus && 'no vidimus' }, async () =>
    {
    const first = await startVidimus();
    const post = (/** @type {string} */ origin, /** @type {object} */ event) => fetch(`${origin}/api/v1/audit-event`, {
        method: 'POST', body: JSON.stringify(event),
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${first.key}` },
    });
    assert.equal((await post(first.origin, EVENT)).status, 202);
    const [stored] = await first.events();
    assert.deepEqual(stored.envelope, EVENT);
    await first.stop();
    const second = await startVidimus({ data: first.data, port: first.port });
    assert.equal(second.origin, first.origin);
    assert.equal(second.key, first.key);
    assert.equal((await second.events()).length, 1);
    await second.close();
});
