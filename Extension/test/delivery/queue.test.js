import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { makeEntry, readMeta, rewriteEntry, storedForm } from '../../src/core/entry.js';
import { createQueue } from '../../src/core/queue.js';
import { SESSION, sample } from '../contract/samples.js';
import { envelopeProblems } from '../contract/validator.js';
import { seeded } from './fake-clock.js';

const DAY = 86_400_000;
const OTHER = '11111111-2222-4333-8444-555555555555';
let uuids = 0;
const uuid = () => `00000000-0000-4000-8000-${String((uuids += 1)).padStart(12, '0')}`;

/**
 * @param {number} seq
 * @param {{ type?: string, priority?: 0 | 1 | 2 | 3, ttl?: number, urgent?: boolean, session?: string, wall?: number, event?: object,
 *     keepOnDisk?: boolean }} [options]
 */
function entry(seq, { type, priority = 0, ttl, urgent, session, wall = seq, event, keepOnDisk = false } = {}) {
    return makeEntry(sample(type, { seq, session, event }), { priority, ttl, urgent }, { target: 't', wall, days: 7, keepOnDisk, uuid });
}
/** @param {import('../../src/core/entry.js').Entry[]} entries */
const seqs = (entries) => entries.map(({ seq }) => seq);
/** @param {import('../../src/core/entry.js').Entry[]} entries */
function queueOf(entries) {
    const queue = createQueue(SESSION);
    for (const one of entries) queue.add(one);
    return queue;
}

test('gives in order of numbers, what lapses first, what others left last', () => {
    const queue = queueOf([entry(3), entry(2, { session: OTHER }), entry(1, { session: OTHER }), entry(1), entry(2),
        entry(4, { urgent: true })]);
    assert.deepEqual(queue.next({ events: 9 }).map(({ session, seq }) => [session === SESSION, seq]),
        [[true, 4], [true, 1], [true, 2], [true, 3], [false, 1], [false, 2]]);
    assert.deepEqual(seqs(queue.next()), [4]);
    assert.deepEqual(seqs(queue.next({ urgentOnly: true, events: 9 })), [4]);
});

test('gives nothing that is under way', () => {
    const [one, two] = [entry(1), entry(2)];
    one.flying = true;
    assert.deepEqual(seqs(queueOf([one, two]).next({ events: 9 })), [2]);
});

test('a batch ends at its bytes, but has at least one', () => {
    const queue = queueOf([entry(1), entry(2), entry(3)]);
    const { bytes } = queue.all()[0];
    assert.deepEqual(seqs(queue.next({ events: 9, bytes: 2 * bytes + 10 })), [1, 2]);
    assert.deepEqual(seqs(queue.next({ events: 9, bytes: 1 })), [1]);
});

test('evicts the lowest class first, in it the oldest', () => {
    const queue = queueOf([entry(1, { priority: 0 }), entry(2, { priority: 2 }), entry(3, { priority: 3 }), entry(4, { priority: 1 }),
        entry(5, { priority: 3 }), entry(6, { priority: 2 })]);
    const order = [];
    for (let events = 5; events >= 0; events -= 1) order.push(...seqs(queue.overflow({ events, bytes: Infinity }).evicted));
    assert.deepEqual(order, [3, 5, 2, 6, 4, 1]);
});

test('a newcomer of the lowest class goes itself when all others matter more', () => {
    const queue = queueOf([entry(1), entry(2), entry(3, { priority: 3 })]);
    assert.deepEqual(seqs(queue.overflow({ events: 2, bytes: Infinity }).evicted), [3]);
});

test('evicts by bytes, and never what is under way', () => {
    const queue = queueOf([entry(1), entry(2), entry(3)]);
    queue.all()[0].flying = true;
    assert.deepEqual(seqs(queue.overflow({ events: 9, bytes: queue.bytes() - 1 }).evicted), [2]);
    assert.deepEqual(seqs(queue.overflow({ events: 0, bytes: 0 }).evicted), [3]);
    assert.deepEqual(seqs(queue.all()), [1]);
});

test('gives up object data that only memory holds before it evicts anything', () => {
    const big = { objectData: { ...sample('event.objectdata.captured').payload.event.objectData, filler: 'x'.repeat(10_000) } };
    const queue = queueOf([entry(1), entry(2, { type: 'event.objectdata.captured', event: big }), entry(3)]);
    const full = queue.all()[1];
    const id = full.id;
    const { shed, evicted } = queue.overflow({ events: 9, bytes: 8_000 });
    assert.deepEqual([seqs(shed), seqs(evicted)], [[2], []]);
    const envelope = JSON.parse(full.text ?? '');
    assert.deepEqual([envelope.payload.event.objectData, envelope.payload.context.replaces], [null, id]);
    assert.deepEqual([full.id, full.bytes], [envelope.eventId, Buffer.byteLength(full.text ?? '')]);
    assert.deepEqual(envelopeProblems(envelope), []);
});

test('lives seven days, pictures a minute, diagnostics an hour, or as told', () => {
    const expires = (/** @type {any} */ options) => entry(1, { wall: 0, ...options }).expires;
    assert.equal(expires({}), 7 * DAY);
    assert.equal(expires({ type: 'screenshot.url.received', priority: 1 }), 60_000);
    assert.equal(expires({ type: 'audit.event', priority: 3 }), 3_600_000);
    assert.equal(expires({ ttl: 5_000 }), 5_000);
    assert.equal(expires({ ttl: 90 * DAY }), 7 * DAY);
    const queue = queueOf([entry(1, { wall: 0, ttl: 10 }), entry(2, { wall: 0, ttl: 20 }), entry(3, { wall: 0, ttl: 5 })]);
    queue.all()[2].flying = true;
    assert.deepEqual(seqs(queue.expired(9)), []);
    assert.deepEqual(seqs(queue.expired(10)), [1]);
    assert.deepEqual(seqs(queue.expired(20)), [1, 2]);
});

test('stores no object data unless it is allowed, under an id of its own', () => {
    const bare = entry(1, { type: 'event.objectdata.captured' });
    const [meta, text] = storedForm(bare);
    const envelope = JSON.parse(text);
    assert.deepEqual([envelope.payload.event.objectData, envelope.payload.event.objectDataReason], [null, 'notPersisted']);
    assert.deepEqual([meta.id, envelope.payload.context.replaces], [envelope.eventId, bare.id]);
    assert.notEqual(meta.id, bare.id);
    assert.ok(JSON.parse(bare.text ?? '').payload.event.objectData);
    const [kept, whole] = storedForm(entry(1, { type: 'event.objectdata.captured', keepOnDisk: true }));
    assert.ok(JSON.parse(whole).payload.event.objectData);
    assert.equal(kept.id, JSON.parse(whole).eventId);
    assert.equal('text' in meta, false);
    assert.equal('spare' in meta, false);
});

test('changed content does not bring object data to the disk', () => {
    const full = entry(1, { type: 'event.objectdata.captured' });
    rewriteEntry(full, { ...JSON.parse(full.text ?? ''), eventId: randomUUID() }, uuid);
    assert.equal(JSON.parse(storedForm(full)[1]).payload.event.objectData, null);
});

test('reads from the store only what can be an entry', () => {
    const [meta] = storedForm(entry(4, { urgent: true, priority: 1 }));
    const read = readMeta(structuredClone(meta));
    assert.deepEqual(read, { ...meta, tries: 0, failures: 0, strikes: 0, flying: false, kept: true });
    for (const spoilt of [null, 'x', { ...meta, session: 'x' }, { ...meta, seq: 0 }, { ...meta, seq: '1' }, { ...meta, id: 5 },
        { ...meta, target: undefined }]) assert.equal(readMeta(spoilt), null);
    assert.equal(readMeta({ ...meta, priority: 'high', bytes: -5 })?.priority, 3);
});

test('the first one that keeps failing lets a scout pass, and is given up only when scouts pass', () => {
    const queue = queueOf([entry(1), entry(2), entry(3)]);
    const [bad, second] = queue.all();
    for (let round = 1; round <= 3; round += 1) {
        for (let i = 0; i < 3; i += 1) {
            assert.deepEqual(seqs(queue.next({ events: 9, scout: true })), [1, 2, 3]);
            assert.equal(queue.failed(bad, false), false);
        }
        assert.deepEqual(seqs(queue.next({ events: 9, scout: true })), [2, 3], 'a scout goes first');
        assert.deepEqual(seqs(queue.next({ events: 9, scout: false })), [1], 'then it alone');
        assert.equal(queue.failed(bad, true), round === 3);
        if (round < 3) queue.failed(second, false);
    }
});

test('a scout that fails as well clears the suspect', () => {
    const queue = queueOf([entry(1), entry(2)]);
    const [first, second] = queue.all();
    for (let i = 0; i < 3; i += 1) queue.failed(first, false);
    assert.deepEqual(seqs(queue.next({ scout: true })), [2]);
    queue.failed(second, false);
    assert.deepEqual(seqs(queue.next({ scout: true })), [1]);
});

for (const seed of [11, 12, 13]) {
    test(`never exceeds its bounds and never forgets silently (seed ${seed})`, () => {
        const random = seeded(seed);
        const queue = createQueue(SESSION);
        const added = new Set();
        const gone = new Set();
        const bounds = { events: 40, bytes: 40_000 };
        for (let seq = 1; seq <= 2_000; seq += 1) {
            const type = random() < 0.1 ? 'event.objectdata.captured' : 'event.bookmark';
            queue.add(entry(seq, { type, priority: /** @type {any} */ (Math.floor(random() * 4)), urgent: random() < 0.05 }));
            added.add(seq);
            for (const one of queue.overflow(bounds).evicted) {
                assert.ok(queue.all().every((other) => other.priority <= one.priority), 'a lower class stayed');
                gone.add(one.seq);
            }
            if (random() < 0.4) {
                for (const one of queue.next({ events: 1 + Math.floor(random() * 3) })) {
                    queue.remove(one);
                    gone.add(one.seq);
                }
            }
            assert.ok(queue.size() <= bounds.events && queue.bytes() <= bounds.bytes);
        }
        assert.equal(gone.size + queue.size(), added.size);
        for (const one of queue.all()) assert.ok(!gone.has(one.seq));
    });
}
