import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPage, field, opening, openPage, seen, selected } from './support.js';

const told = (page) => page.events('selection.state.changed');
const validated = (page) => page.events('app.model.validated');
const changes = (id, state, more = {}) => ({ kind: 'object', id, state, ...more });

test('a burst of changes is one transaction, validated when the visible objects have settled', () => {
    const page = openPage();
    page.take(seen('one'), seen('two', 0));
    page.clock.advance(2_000);
    for (let i = 1; i <= 3; i += 1) {
        page.take(selected([field('Plant', ['a', 'b'].slice(0, i))], i), changes('one', 'changed'), changes('two', 'changed'));
        page.clock.advance(200);
    }
    page.clock.advance(1_000);
    assert.deepEqual(told(page).map((event) => event.cause), ['initial', 'select']);
    assert.equal(validated(page).length, 0);
    page.take(changes('one', 'settled'));
    const [{ cause, settled, selectionTxnId, objectsSettled, captureScheduled }] = validated(page);
    assert.deepEqual([cause, settled, objectsSettled, captureScheduled], ['selection', 'all', 1, false]);
    assert.equal(selectionTxnId, told(page)[1].selectionTxnId);
    assert.equal(told(page)[1].previousSelectionTxnId, told(page)[0].selectionTxnId);
    assert.deepEqual(told(page)[1].fieldsAdded, ['Plant']);
});

test('changes without a pause are told after a second at the latest', () => {
    const page = openPage();
    for (let i = 1; i <= 12; i += 1) {
        page.take(selected([field('Plant', [`p${i}`])], i));
        page.clock.advance(100);
    }
    assert.equal(told(page).length, 2);
    assert.equal(told(page)[1].details[0].qSelected, 'p10');
});

test('what is taken back at once is nothing', () => {
    const page = openPage();
    page.take(selected([field('Plant', ['a'])], 1));
    page.clock.advance(100);
    page.take(selected([], 0, 1));
    page.clock.advance(5_000);
    assert.equal(told(page).length, 1);
    assert.deepEqual(validated(page), []);
});

test('selections that come before the last ones settled supersede them', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(1_000);
    page.take(selected([field('Plant', ['a'])], 1), changes('one', 'changed'));
    page.clock.advance(500);
    page.take(selected([field('Plant', ['b'])], 2), changes('one', 'changed'));
    page.clock.advance(500);
    page.take(changes('one', 'settled'));
    assert.deepEqual(validated(page).map((event) => event.selectionTxnId), [told(page)[2].selectionTxnId]);
});

test('objects that never settle are given up after thirty seconds', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(1_000);
    page.take(selected([field('Plant', ['a'])], 1), changes('one', 'changed'));
    page.clock.advance(30_249);
    assert.equal(validated(page).length, 0);
    page.clock.advance(1);
    assert.deepEqual(validated(page).map((event) => [event.settled, event.captureScheduled]), [['timeout', false]]);
});

test('causes: clear, undo, redo, and a new selection that looks like one', () => {
    const page = openPage();
    const steps = [
        [selected([field('Plant', ['a'])], 1), 'select'],
        [selected([field('Plant', ['b'])], 2), 'select'],
        [selected([field('Plant', ['a'])], 1, 1), 'undo'],
        [selected([field('Plant', ['b'])], 2, 0), 'redo'],
        [selected([field('Plant', ['a'])], 1, 1), 'undo'],
        [selected([field('Plant', ['c'])], 2, 0), 'select'],
        [selected([field('Plant', ['c']), field('Year', ['1'])], 3), 'select'],
        [selected([field('Year', ['1'])], 4), 'clear'],
    ];
    for (const [fact] of steps) {
        page.take(fact);
        page.clock.advance(1_000);
    }
    assert.deepEqual(told(page).slice(1).map((event) => event.cause), steps.map(([, cause]) => cause));
});

test('a modal selection is told when it is confirmed; cancelled it is nothing', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(1_000);
    const inside = changes('one', 'settled', { inSelections: true });
    const outside = changes('one', 'settled', { inSelections: false });
    page.take(inside, selected([field('Plant', ['a'])], 1));
    page.clock.advance(5_000);
    page.take(selected([field('Plant', ['a', 'b'])], 1));
    page.clock.advance(5_000);
    assert.equal(told(page).length, 1);
    page.take(outside);
    page.clock.advance(1_000);
    assert.deepEqual(told(page).slice(1).map((event) => [event.modal, event.details[0].qSelected]), [[true, 'a, b']]);
    page.take(inside, selected([field('Plant', ['c'])], 2));
    page.clock.advance(3_000);
    page.take(selected([field('Plant', ['a', 'b'])], 1), outside);
    page.clock.advance(3_000);
    assert.equal(told(page).length, 2);
    page.take(inside, selected([field('Plant', ['d'])], 2));
    page.clock.advance(30_000);
    assert.equal(told(page).length, 3, 'thirty seconds are enough');
});

test('with every step wanted, those inside a modal selection are told and marked', () => {
    const page = openPage({ props: { selections: { steps: 'all' } } });
    page.take(seen('one'));
    page.clock.advance(1_000);
    page.take(changes('one', 'settled', { inSelections: true }), selected([field('Plant', ['a'])], 1));
    page.clock.advance(300);
    page.take(selected([field('Plant', ['a', 'b'])], 1));
    page.clock.advance(300);
    assert.deepEqual(told(page).slice(1).map((event) => event.modal), [true, true]);
});

test('selections made in another tab are told once, when this page is looked at again', () => {
    const page = openPage();
    page.take({ kind: 'page', state: 'hidden' }, selected([field('Plant', ['a'])], 1));
    page.clock.advance(5_000);
    page.take(selected([field('Plant', ['b'])], 2));
    page.clock.advance(5_000);
    assert.equal(told(page).length, 1);
    page.take({ kind: 'page', state: 'visible' });
    assert.deepEqual(told(page).slice(1).map((event) => [event.cause, event.details[0].qSelected]), [['other-tab', 'b']]);
    page.take({ kind: 'page', state: 'hidden' }, { kind: 'page', state: 'visible' });
    assert.equal(told(page).length, 2);
});

test('a selection on its way when the page is hidden or left is told before', () => {
    const page = openPage();
    page.take(selected([field('Plant', ['a'])], 1), { kind: 'page', state: 'leaving' });
    assert.deepEqual(told(page).map((event) => event.cause), ['initial', 'select']);
    assert.equal(page.types().at(-1), 'event.session.ended');
});

test('without a baseline there is an unknown one after ten seconds', () => {
    const page = createPage();
    page.take(...opening().slice(0, -1));
    page.clock.advance(9_999);
    assert.equal(told(page).length, 0);
    page.clock.advance(1);
    assert.deepEqual(told(page).map((event) => [event.cause, event.baselineUnknown, event.details]), [['initial', true, []]]);
    page.take(selected([field('Plant', ['a'])], 1));
    page.clock.advance(1_000);
    assert.deepEqual(told(page).slice(1).map((event) => [event.cause, event.baselineUnknown]), [['initial', undefined]]);
});

test('values are kept up to the cap, and what is not wanted is not told', () => {
    const page = openPage({ props: { selections: { cap: 2, excludedFields: 'Secret', alternateStates: false } } });
    page.take(selected([field('Plant', ['a', 'b', 'c']), field('Secret', ['x']), field('Hidden', ['x'], { hidden: true }),
        field('Other', ['x'], { state: 'alt' }), field('Searched', ['p', 'q'], { search: true, text: '>=100' }),
        field('Many', Array.from({ length: 8 }, (_, i) => `v${i}`), { values: undefined })], 1));
    page.clock.advance(1_000);
    assert.deepEqual(told(page)[1].details, [
        { qField: 'Plant', qStateName: '$', qSelectedCount: 3, qTotal: 31, qLocked: false, qSelected: 'a, b', valuesTruncated: true },
        { qField: 'Searched', qStateName: '$', qSelectedCount: 2, qTotal: 31, qLocked: false, qSelected: 'p, q', valuesTruncated: false },
        { qField: 'Many', qStateName: '$', qSelectedCount: 8, qTotal: 31, qLocked: false, qSelected: '8 of 31', valuesTruncated: true },
    ]);
    page.take(selected([field('Plant', ['a', 'b', 'c']), field('Secret', ['y']),
        field('Searched', ['p', 'q'], { search: true }), field('Many', Array.from({ length: 8 }, (_, i) => `v${i}`), { values: undefined })], 1));
    page.clock.advance(1_000);
    assert.equal(told(page).length, 2, 'a change of a field that is not recorded is no transaction');
});

test('names only: no value leaves', () => {
    const page = openPage({ props: { selections: { collect: 'names' } } });
    page.take(selected([field('Plant', ['Espoo', 'Turku'])], 1));
    page.clock.advance(1_000);
    assert.equal(told(page)[1].details[0].qSelected, '2 of 31');
    assert.ok(!JSON.stringify(page.envelopes).includes('Espoo'));
});

test('one value swapped for another behind a summary is noticed by the count of steps', () => {
    const page = openPage();
    const many = (back) => selected([field('Many', Array.from({ length: 8 }, (_, i) => `v${i}`), { values: undefined })], back);
    for (const back of [1, 2, 2]) {
        page.take(many(back));
        page.clock.advance(1_000);
    }
    assert.deepEqual(told(page).map((event) => event.cause), ['initial', 'select', 'select']);
});

test('six hundred fields of long values stay within an envelope', () => {
    const page = openPage();
    page.take(selected(Array.from({ length: 600 }, (_, i) => field(`Field ${i}`, ['𝒳'.repeat(1_500), 'ü'.repeat(900)])), 1));
    page.clock.advance(1_000);
    const event = told(page)[1];
    assert.equal(event.details.length, 500);
    assert.equal(event.detailsTruncated, true);
    assert.ok(JSON.stringify(page.envelopes).length < 900 * 1024);
    assert.ok(event.details.some((detail) => detail.qSelected === '2 of 31' && detail.valuesTruncated));
});

test('data that changes without selections is a new state of the same transaction', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(1_000);
    page.take(changes('one', 'changed'));
    page.clock.advance(2_000);
    page.take(changes('one', 'settled'));
    page.take({ kind: 'app', reloadTime: '2026-11-18T10:00:00Z' });
    page.clock.advance(2_000);
    assert.deepEqual(validated(page).map((event) => event.cause), ['model', 'reload']);
    assert.ok(validated(page)[1].dataStateId > validated(page)[0].dataStateId);
    assert.equal(validated(page)[1].selectionTxnId, told(page)[0].selectionTxnId);
});

test('bookmarks are told after the selections they led to, if wanted', () => {
    const page = openPage({ props: { selections: { bookmarks: true } } });
    page.take(selected([field('Plant', ['a'])], 1), { kind: 'bookmark', id: '0a6e3b95', title: 'Q3 watch list' });
    page.clock.advance(1_000);
    assert.equal(told(page)[1].cause, 'bookmark');
    assert.deepEqual(page.events('event.bookmark').map((event) => [event.type, event.selectionTxnId]),
        [['bookmark.applied', told(page)[1].selectionTxnId]]);
    const silent = openPage();
    silent.take({ kind: 'bookmark', id: '0a6e3b95' });
    assert.equal(silent.events('event.bookmark').length, 0);
});
