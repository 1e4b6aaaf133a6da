import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { isFor, makeEntry, readEntry, rewriteEntry, sessionOf, storedForm } from '../../src/core/entry.js';
import { bytesOf, overflow, pick } from '../../src/core/queue.js';
import { SESSION, sample } from '../contract/samples.js';
import { envelopeProblems } from '../contract/validator.js';
import { seeded } from './fake-clock.js';

const DAY = 86_400_000;
const OTHER = '11111111-2222-4333-8444-555555555555';

/**
 * @param {number} seq
 * @param {{ type?: string, priority?: 0 | 1 | 2 | 3, session?: string, wall?: number, event?: object }}
 *     [options]
 */
const entry = (seq, { type, priority = 0, session, wall = seq, event } = {}) =>
    makeEntry(sample(type, { seq, session, event }), { priority }, 'https://t', wall, 7 * DAY);
/** @param {import('../../src/core/entry.js').Entry[]} entries */
const seqs = (entries) => entries.map(({ seq }) => seq);
/** @param {import('../../src/core/entry.js').Entry[]} entries */
const queueOf = (entries) => new Map(entries.map((one) => [one.key, one]));
/** @param {import('../../src/core/entry.js').Entry[]} entries @param {number} [events] @param {number} [bytes] */
const next = (entries, events = 9, bytes = Infinity) => seqs(pick(entries, SESSION, events, bytes));

test('gives in order of numbers, what lapses first, what others left last', () => {
    const entries = [entry(3), entry(2, { session: OTHER }), entry(1, { session: OTHER }), entry(1), entry(2), entry(4, { type: 'screenshot.url.received' })];
    assert.deepEqual(pick(entries, SESSION, 9, Infinity).map(({ session, seq }) => [session === SESSION, seq]),
        [[true, 4], [true, 1], [true, 2], [true, 3], [false, 1], [false, 2]]);
    assert.deepEqual(next(entries, 1), [4]);
});

test('gives nothing that is under way', () => {
    const [one, two] = [entry(1), entry(2)];
    one.flying = true;
    assert.deepEqual(next([one, two]), [2]);
});

test('a batch ends at its bytes, but has at least one', () => {
    const entries = [entry(1), entry(2), entry(3)];
    assert.deepEqual(next(entries, 9, 2 * entries[0].bytes + 10), [1, 2]);
    assert.deepEqual(next(entries, 9, 1), [1]);
});

test('what the server keeps failing at lets the others pass, until they failed as often', () => {
    const [bad, two] = [entry(1), entry(2)];
    bad.faults = 2;
    assert.deepEqual(next([bad, two]), [1, 2]);
    bad.faults = 3;
    assert.deepEqual(next([bad, two]), [2, 1]);
    two.faults = 3;
    assert.deepEqual(next([bad, two]), [1, 2]);
});

test('evicts the lowest class first, in it the oldest', () => {
    const queue = queueOf([entry(1, { priority: 0 }), entry(2, { priority: 2 }), entry(3, { priority: 3 }), entry(4, { priority: 1 }),
        entry(5, { priority: 3 }), entry(6, { priority: 2 })]);
    assert.deepEqual(overflow(queue, 6, Infinity), []);
    assert.deepEqual(seqs(overflow(queue, 4, Infinity)), [3, 5]);
    assert.deepEqual(seqs(overflow(queue, 0, Infinity)), [3, 5, 2, 6, 4, 1]);
});

test('a newcomer of the lowest class goes itself when all others matter more', () => {
    assert.deepEqual(seqs(overflow(queueOf([entry(1), entry(2), entry(3, { priority: 3 })]), 2, Infinity)), [3]);
});

test('evicts by bytes, and never what is under way', () => {
    const entries = [entry(1), entry(2), entry(3)];
    entries[0].flying = true;
    assert.deepEqual(seqs(overflow(queueOf(entries), 9, bytesOf(entries) - 1)), [2]);
    assert.deepEqual(seqs(overflow(queueOf(entries), 0, 0)), [2, 3]);
});

test('lives seven days, pictures a minute, diagnostics an hour', () => {
    const expires = (/** @type {any} */ options) => entry(1, { wall: 0, ...options }).expires;
    assert.equal(expires({}), 7 * DAY);
    assert.equal(expires({ type: 'screenshot.url.received', priority: 1 }), 60_000);
    assert.equal(expires({ type: 'audit.event', priority: 3 }), 3_600_000);
});

test('stores no object data unless it is allowed, under an id of its own', () => {
    const full = entry(1, { type: 'event.objectdata.captured' });
    const envelope = JSON.parse(storedForm(full, false, randomUUID).text);
    assert.deepEqual([envelope.payload.event.objectData, envelope.payload.event.objectDataReason], [null, 'notPersisted']);
    assert.equal(envelope.payload.context.replaces, JSON.parse(full.text).eventId);
    assert.notEqual(envelope.eventId, JSON.parse(full.text).eventId);
    assert.deepEqual(envelopeProblems(envelope), []);
    assert.ok(JSON.parse(full.text).payload.event.objectData);
    assert.equal(storedForm(full, true, randomUUID).text, full.text);
});

test('changed content does not bring object data to the disk', () => {
    const full = entry(1, { type: 'event.objectdata.captured' });
    rewriteEntry(full, { ...JSON.parse(full.text), eventId: randomUUID() });
    assert.equal(full.bytes, Buffer.byteLength(full.text));
    assert.equal(JSON.parse(storedForm(full, false, randomUUID).text).payload.event.objectData, null);
});

test('reads from the store only what can be an entry', () => {
    const made = entry(4, { type: 'screenshot.url.received', priority: 1 });
    const kept = storedForm(made, true, randomUUID);
    assert.deepEqual(readEntry(structuredClone(kept), made.key), { ...made, kept: true });
    for (const spoilt of [null, 'x', { ...kept, session: 'x' }, { ...kept, seq: 0 }, { ...kept, seq: '1' }, { ...kept, text: 5 }]) {
        assert.equal(readEntry(spoilt, made.key), null);
    }
    assert.equal(readEntry({ ...kept, priority: 'high' }, made.key)?.priority, 3);
});

test('its key in the store says whose it is and for whom', () => {
    const { key } = entry(4);
    assert.equal(sessionOf(key), SESSION);
    assert.deepEqual(['https://t', 'https://t2', 'https://', ''].map((target) => isFor(target, key)), [true, false, false, false]);
});

for (const seed of [11, 12, 13]) {
    test(`what is left fits, and no lower class stays than goes (seed ${seed})`, () => {
        const random = seeded(seed);
        const queue = queueOf([]);
        for (let seq = 1; seq <= 2_000; seq += 1) {
            const type = random() < 0.1 ? 'event.objectdata.captured' : 'event.bookmark';
            const one = entry(seq, { type, priority: /** @type {any} */ (Math.floor(random() * 4)) });
            queue.set(one.key, one);
            const gone = overflow(queue, 40, 40_000);
            for (const { key } of gone) queue.delete(key);
            for (const { priority } of gone) assert.ok([...queue.values()].every((other) => other.priority <= priority));
            if (random() < 0.4) for (const { key } of pick(queue.values(), SESSION, 1 + Math.floor(random() * 3), Infinity)) queue.delete(key);
            assert.ok(queue.size <= 40 && bytesOf(queue.values()) <= 40_000);
        }
    });
}
