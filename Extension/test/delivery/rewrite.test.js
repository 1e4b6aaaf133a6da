import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asExpired, withoutData, withoutValues } from '../../src/core/rewrite.js';
import { sample } from '../contract/samples.js';
import { envelopeProblems } from '../contract/validator.js';

/** As it is sent. @param {any} envelope */
const sent = (envelope) => JSON.parse(JSON.stringify(envelope));
const NEW = '99999999-8888-4777-8666-555555555555';

/** @param {any} before @param {any} after */
function isSuccessor(before, after) {
    assert.equal(after.eventId, NEW);
    assert.equal(after.payload.context.replaces, before.eventId);
    assert.equal(after.payload.context.seq, before.payload.context.seq);
    assert.deepEqual(envelopeProblems(after), []);
}

test('object data goes, the event stays', () => {
    const before = sample('event.objectdata.captured');
    const copy = structuredClone(before);
    const after = sent(withoutData(before, NEW, 'tooLarge'));
    isSuccessor(before, after);
    assert.deepEqual(before, copy);
    assert.equal(withoutData(after, NEW, 'tooLarge'), null);
    assert.equal(after.payload.event.objectDataReason, 'tooLarge');
});

test('values go, fields and counts stay', () => {
    const before = sample('selection.state.changed');
    const after = sent(withoutValues(before, NEW));
    isSuccessor(before, after);
    assert.doesNotMatch(JSON.stringify(after), /Ystad/);
    const [detail] = /** @type {any} */ (after.payload.event.details);
    assert.deepEqual([detail.qField, detail.qSelectedCount, detail.qSelected, detail.valuesTruncated], ['Depot', 2, '2 of 9', true]);
    assert.deepEqual([withoutValues(after, NEW), withoutValues(sample('event.bookmark'), NEW)], [null, null]);
});

test('a lapsed picture keeps what was seen, and loses its address', () => {
    const before = sample('screenshot.url.received');
    const after = sent(asExpired(before, NEW));
    isSuccessor(before, after);
    assert.equal(after.type, 'event.screenshot.expired');
    assert.deepEqual([after.payload.event.type, after.payload.event.objectId], ['screenshot.expired', 'aBcD']);
    assert.doesNotMatch(JSON.stringify(after), /tempcontent/);
});
