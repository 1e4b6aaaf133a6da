import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertInvariants, randomLife } from './streams.js';

const EVERYTHING = { views: { visibilityEvents: true }, screenshots: { on: true, perHour: 600 }, data: { on: true, salt: 'x',
    redactions: 'Secret:hash' }, selections: { bookmarks: true, steps: 'all' } };

const RUNS = [
    ['standard settings', 1, {}],
    ['everything on', 2, EVERYTHING],
    ['only sheets that host the extension', 3, { scope: { reach: 'sheet' }, views: { visibilityEvents: true } }],
    ['names only, nobody idle, no edit mode', 4, { selections: { collect: 'names' }, views: { idleMinutes: 0 }, scope: { editMode: false } }],
    ['no selections', 5, { selections: { collect: 'off' }, views: { visibilityEvents: true, idleMinutes: 1 } }],
];

for (const [name, seed, props] of RUNS) {
    test(`10,000 random facts keep the invariants: ${name}`, async () => {
        const page = await randomLife(seed, 10_000, props);
        if (props.selections?.collect === 'off') {
            assert.equal(page.events('selection.state.changed').length, 0);
            return;
        }
        assertInvariants(page);
        assert.ok(page.events('object.view.duration').length > 20, 'the stream reaches views');
        assert.ok(page.events('app.model.validated').length > 20, 'the stream reaches validations');
    });
}

test('a wall clock that is set back and forth spoils neither numbers nor durations', async () => {
    assertInvariants(await randomLife(6, 10_000, EVERYTHING, true), true);
});

test('the same facts give the same trail', async () => {
    const [one, two] = [await randomLife(7, 1_000, EVERYTHING), await randomLife(7, 1_000, EVERYTHING)];
    assert.deepEqual(one.envelopes, two.envelopes);
});
