import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVENTS, SESSION, sample } from './samples.js';
import { envelopeProblems, judge, trailProblems } from './validator.js';

for (const type of Object.keys(EVENTS)) {
    test(`a sample of ${type} is in order`, () => assert.deepEqual(envelopeProblems(sample(type)), []));
}

/** @type {[string, string, (envelope: any) => void, RegExp][]} */
const FAULTS = [
    ['no id', 'audit.event', (e) => delete e.eventId, /eventId/],
    ['an id that is no UUID', 'audit.event', (e) => { e.eventId = 'x'; }, /422 .*eventId/],
    ['an id in upper case', 'audit.event', (e) => { e.eventId = e.eventId.toUpperCase(); }, /lower case/],
    ['an unknown type', 'audit.event', (e) => { e.type = 'bookmark.created'; }, /recognised/],
    ['a long correlation', 'event.bookmark', (e) => { e.correlationId = '€'.repeat(65); }, /correlationId exceeds/],
    ['no correlation', 'event.bookmark', (e) => delete e.correlationId, /correlationId is missing/],
    ['a path as app id', 'audit.event', (e) => { e.payload.context.appId = 'C:\\a.qvf'; }, /appId/],
    ['a time without zone', 'audit.event', (e) => { e.timestamp = e.timestamp.slice(0, -1); }, /timestamp/],
    ['a day that is none', 'audit.event', (e) => { e.timestamp = '2026-02-30T00:00:00.000Z'; }, /timestamp/],
    ['two times', 'audit.event', (e) => { e.payload.timestamp = '2026-03-04T05:06:07.891Z'; }, /differs/],
    ['a foreign version', 'audit.event', (e) => { e.source.version = '0.5.0'; }, /Incompatible/],
    ['a source name', 'audit.event', (e) => { e.source.name = 'audit-qs'; }, /kind and version only/],
    ['a long app name', 'app.model.validated', (e) => { e.payload.context.appName = '😀'.repeat(65); }, /appName/],
    ['half a character', 'audit.event', (e) => { e.payload.context.appName = '😀'.slice(0, 1); }, /appName/],
    ['an empty user', 'audit.event', (e) => { e.payload.context.user = ''; }, /user/],
    ['no number', 'audit.event', (e) => delete e.payload.context.seq, /seq is missing/],
    ['number 0', 'audit.event', (e) => { e.payload.context.seq = 0; }, /seq/],
    ['an inert mode', 'audit.event', (e) => { e.payload.context.mode = 'inert'; }, /mode/],
    ['no transaction', 'selection.state.changed', (e) => delete e.payload.event.selectionTxnId, /selectionTxnId/],
    ['501 details', 'selection.state.changed', (e) => { e.payload.event.details = Array(501).fill(e.payload.event.details[0]); }, /500/],
    ['a data state with a fraction', 'app.model.validated', (e) => { e.payload.event.dataStateId = 1.5; }, /dataStateId/],
    ['a relative picture', 'screenshot.url.received', (e) => { e.payload.event.screenshotUrl = '/a.png'; }, /screenshotUrl/],
    ['a picture with a space', 'screenshot.url.received', (e) => { e.payload.event.screenshotUrl = 'https://a/b c'; }, /screenshotUrl/],
    ['a crop without height', 'screenshot.url.received', (e) => { e.payload.event.crop = { width: 3 }; }, /height/],
    ['a crop below zero', 'screenshot.url.received', (e) => { e.payload.event.crop = { width: 3, height: 1, top: -1 }; }, /top/],
    ['a short view', 'object.view.duration', (e) => { e.payload.event.duration = 999; }, /1000/],
    ['segments that do not add up', 'object.view.duration', (e) => { e.payload.event.segments[0].ms = 3_000; }, /add up/],
    ['a pause that is not told', 'object.view.duration', (e) => { e.payload.event.pausedMs = 2_500; }, /paused/],
    ['a range that runs back', 'audit.event', (e) => { e.payload.event.lost = [[5, 4]]; }, /range/],
    ['more than a server takes', 'audit.event', (e) => { e.payload.event.filler = 'x'.repeat(1_048_576); }, /larger/],
];
for (const [name, type, spoil, complaint] of FAULTS) {
    test(`complains about ${name}`, () => {
        const envelope = sample(type);
        spoil(envelope);
        assert.match(envelopeProblems(envelope).join('\n'), complaint);
    });
}

test('the version of the header goes before that of the envelope', () => {
    assert.equal(judge(sample()).status, 202);
    assert.equal(judge(sample(), '0.5.0').details.compatible, false);
    assert.equal(judge(sample(), '0.4.0-beta.1').status, 422);
});

test('a trail has no gap without a reason and nothing twice', () => {
    const [one, two, four] = [1, 2, 4].map((seq) => sample('event.bookmark', { seq }));
    assert.deepEqual(trailProblems([two, one]), []);
    assert.match(trailProblems([one, two, four]).join(), /number 3 is missing/);
    assert.deepEqual(trailProblems([one, two, four], { complete: false }), []);
    assert.match(trailProblems([one, two, two]).join(), /event id .* more than once/);
    assert.match(trailProblems([one, two, sample('event.bookmark', { seq: 2 })]).join(), /number 2 came more/);
    const ledger = sample('audit.event', { seq: 5, event: { lost: [[3, 3]] } });
    assert.deepEqual(trailProblems([one, two, four, ledger]), []);
    const other = sample('audit.event', { session: '00000000-1111-4222-8333-444455556666',
        event: { lost: [], others: [{ sessionKey: SESSION, lost: [[3, 3]] }] } });
    assert.deepEqual(trailProblems([one, two, four, other]), []);
});

test('changed content that names what it replaces is not twice', () => {
    const full = sample('event.objectdata.captured');
    const bare = sample('event.objectdata.captured', { event: { objectData: null }, context: { replaces: full.eventId } });
    assert.deepEqual(trailProblems([full, bare]), []);
});
