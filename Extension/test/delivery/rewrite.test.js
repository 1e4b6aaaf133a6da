import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asExpired, hasData, hasValues, withoutData, withoutValues } from '../../src/core/rewrite.js';
import { sample } from '../contract/samples.js';
import { envelopeProblems } from '../contract/validator.js';

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
    const after = withoutData(before, NEW, 'tooLarge');
    isSuccessor(before, after);
    assert.deepEqual(before, copy);
    assert.deepEqual([hasData(before), hasData(after)], [true, false]);
    assert.equal(after.payload.event.objectDataReason, 'tooLarge');
});

test('values go, fields and counts stay', () => {
    const before = sample('selection.state.changed');
    const after = withoutValues(before, NEW);
    isSuccessor(before, after);
    assert.doesNotMatch(JSON.stringify(after), /Ystad/);
    const [detail] = /** @type {any} */ (after.payload.event.details);
    assert.deepEqual([detail.qField, detail.qSelectedCount, detail.qSelected, detail.valuesTruncated], ['Depot', 2, '2 of 9', true]);
    assert.deepEqual([hasValues(before), hasValues(after), hasValues(sample('event.bookmark'))], [true, false, false]);
});

test('a lapsed picture keeps what was seen, and loses its address', () => {
    const before = sample('screenshot.url.received');
    const after = asExpired(before, NEW);
    isSuccessor(before, after);
    assert.equal(after.type, 'event.screenshot.expired');
    assert.deepEqual([after.payload.event.type, after.payload.event.objectId], ['screenshot.expired', 'aBcD']);
    assert.doesNotMatch(JSON.stringify(after), /tempcontent/);
});
