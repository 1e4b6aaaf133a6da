import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, object, openPage, seen, selected } from './support.js';

const durations = (page) => page.events('object.view.duration');
const SECONDS = 1000;
const MINUTES = 60_000;

test('a view counts from the first moment of its dwell time and its segments follow the selections', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(5_000);
    page.take(selected([field('Plant', ['Espoo'])], 1));
    page.clock.advance(10_000);
    page.take(seen('one', 0));
    page.clock.advance(500);
    const [view] = durations(page);
    const [initial, chosen] = page.events('selection.state.changed');
    assert.equal(view.duration, 15_000);
    assert.equal(view.enteredAt, '2026-11-18T09:00:00.000Z');
    assert.equal(view.leftAt, '2026-11-18T09:00:15.000Z');
    assert.equal(view.reason, 'scroll');
    assert.equal(view.enterSelectionTxnId, initial.selectionTxnId);
    assert.equal(view.leaveSelectionTxnId, chosen.selectionTxnId);
    assert.equal(view.segments.at(0).ms, 5_250, 'the selection counts once it is quiet');
    assert.equal(view.segments.at(0).selectionTxnId, initial.selectionTxnId);
});

test('a glimpse while scrolling is nothing, and less than a second is not told', () => {
    const page = openPage({ props: { views: { visibilityEvents: true } } });
    page.take(seen('one'));
    page.clock.advance(249);
    page.take(seen('one', 0.3));
    page.clock.advance(10_000);
    assert.equal(page.events('object.visibility.changed').length, 0);
    page.take(seen('one'));
    page.clock.advance(900);
    page.take(seen('one', 0));
    page.clock.advance(600);
    assert.deepEqual(page.events('object.visibility.changed').map((event) => event.visible), [true, false]);
    assert.equal(durations(page).length, 0);
});

test('an object taller than the screen counts by its share of the viewport', () => {
    const page = openPage();
    page.take(seen('one', 0.1, { share: 0.4 }), seen('two', 0.1, { share: 0.39 }));
    page.clock.advance(3_000);
    assert.deepEqual(page.checkpoints.at(-1).views.map((view) => view.objectId), ['one']);
    page.take(seen('one', 0.9, { covered: true }));
    page.clock.advance(600);
    assert.equal(durations(page)[0].reason, 'covered');
});

test('a chart that is drawn anew within half a second is one view, without the gap', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(2_000);
    page.take(seen('one', 0, { reason: 'removed' }));
    page.clock.advance(400);
    page.take(seen('one', 1, { reason: 'initial' }));
    page.clock.advance(2_000);
    page.take(seen('one', 0, { reason: 'removed' }));
    page.clock.advance(500);
    assert.equal(durations(page).length, 1);
    assert.deepEqual([durations(page)[0].duration, durations(page)[0].pausedMs], [4_000, 400]);
});

test('a hidden tab pauses, and the same view goes on within thirty minutes', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(10_000);
    page.take({ kind: 'page', state: 'hidden' });
    page.clock.advance(29 * MINUTES);
    page.take({ kind: 'page', state: 'visible' });
    page.clock.advance(5_000);
    page.take({ kind: 'navigated', sheetId: 'sheet-2', trigger: 'navigation' });
    assert.equal(durations(page).length, 1);
    assert.deepEqual([durations(page)[0].duration, durations(page)[0].pausedMs], [15_000, 29 * MINUTES]);
    assert.equal(durations(page)[0].reason, 'sheet');
});

test('after more than thirty minutes hidden the view ended when it paused, and a new one begins', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(10_000);
    page.take({ kind: 'page', state: 'hidden' });
    page.clock.advance(40 * MINUTES);
    page.take({ kind: 'page', state: 'visible' });
    assert.deepEqual(durations(page).map((view) => [view.duration, view.pausedMs, view.leftAt, view.reason]),
        [[10_000, 0, '2026-11-18T09:00:10.000Z', 'hidden']]);
    page.clock.advance(2_000);
    page.take({ kind: 'page', state: 'leaving' });
    assert.deepEqual(durations(page).slice(1).map((view) => [view.duration, view.reason]), [[2_000, 'pagehide']]);
});

for (const monotonic of [true, false]) {
    test(`sleep is not looked at, whether the monotonic clock goes on (${monotonic}) or not`, () => {
        const page = openPage();
        page.take(seen('one'));
        page.clock.advance(12_000);
        page.clock.sleep(8 * MINUTES, monotonic);
        page.take({ kind: 'input' });
        page.clock.advance(4_000);
        page.take(seen('one', 0));
        page.clock.advance(500);
        const [view] = durations(page);
        assert.deepEqual([view.duration, view.pausedMs], [14_250, 8 * MINUTES + 1_750], 'from the last tick on it slept');
    });
}

test('a sleep of hours ends the view even if the monotonic clock stood still', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(10_250);
    page.clock.sleep(120 * MINUTES, false);
    page.take({ kind: 'input' });
    assert.deepEqual(durations(page).map((view) => [view.duration, view.leftAt]), [[10_250, '2026-11-18T09:00:10.250Z']]);
});

test('nobody there for ten minutes pauses at that very moment, and input goes on', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(10 * MINUTES + 90 * SECONDS);
    page.take({ kind: 'input' });
    page.clock.advance(3_000);
    page.take(seen('one', 0));
    page.clock.advance(500);
    const [view] = durations(page);
    assert.deepEqual([view.duration, view.pausedMs, view.idle], [10 * MINUTES + 3_000, 90 * SECONDS, true]);
});

test('late timers change nothing in what is recorded', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.sleep(9_000); // a busy page: no timer fires
    page.take(seen('one', 0));
    page.clock.sleep(9_000);
    page.take({ kind: 'input' });
    assert.deepEqual(durations(page).map((view) => view.duration), [9_000]);
});

test('a lost engine session ends views at once; they begin anew after it resumed', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(3_000);
    page.take({ kind: 'session', state: 'suspended' });
    assert.equal(durations(page)[0].reason, 'session');
    page.clock.advance(60_000);
    page.take({ kind: 'session', state: 'resumed' }, selected([]));
    page.clock.advance(2_000);
    page.take({ kind: 'page', state: 'leaving' });
    assert.deepEqual(durations(page).map((view) => view.duration), [3_000, 2_000]);
    assert.equal(page.events('selection.state.changed').length, 1, 'the same selections keep their transaction');
});

test('at most fifty segments; the last one says for how many it stands', () => {
    const page = openPage();
    page.take(seen('one'));
    for (let i = 1; i <= 70; i += 1) {
        page.clock.advance(2_000);
        page.take({ kind: 'input' }, selected([field('Plant', [`p${i}`])], i));
    }
    page.clock.advance(2_000);
    page.take({ kind: 'page', state: 'leaving' });
    const [view] = durations(page);
    assert.equal(view.segments.length, 50);
    assert.ok(view.segments.at(-1).merged > 1);
    assert.equal(view.segments.reduce((sum, segment) => sum + segment.ms, 0), view.duration);
    assert.equal(view.leaveSelectionTxnId, page.events('selection.state.changed').at(-1).selectionTxnId);
});

test('only audited objects are looked at: lists, types, shells and our own tile', () => {
    const objects = [object('one'), object('two', { type: 'map' }), object('box', { type: 'container' }), object('me', { type: 'vidimus' })];
    const page = openPage({ props: { scope: { objects: 'listed', listed: 'one, two, box, me', excludedTypes: 'map' } } },
        [...objects, object('three')]);
    for (const { id } of [...objects, object('three')]) page.take(seen(id));
    page.clock.advance(2_000);
    page.take({ kind: 'page', state: 'leaving' });
    assert.deepEqual(durations(page).map((view) => view.objectId), ['one']);
    assert.equal(page.events('navigation.sheet.loaded')[0].auditedObjects, 1);
});

test('a view that was open when its page died is told by the next one, under the id it always had', () => {
    const dead = openPage();
    dead.take(seen('one'));
    dead.clock.advance(31_000);
    const [record] = dead.checkpoints.slice(-1);
    assert.equal(record.wall - Date.UTC(2026, 10, 18, 9), 30_250, 'every fifteen seconds');
    const sessionKey = 'aaaaaaaa-0000-4000-8000-000000000002';
    const next = openPage({ sessionKey, wall: record.wall + 3_600_000 });
    next.auditor.recover([record, null, { sessionKey: 'x' }, { ...record, views: [{ objectId: 5 }] }]);
    const envelope = next.envelopes.find((one) => one.type === 'object.view.duration');
    assert.deepEqual([envelope.payload.event.recovered, envelope.payload.event.duration, envelope.payload.event.leftAt],
        [true, 30_250, '2026-11-18T09:00:30.250Z']);
    assert.equal(envelope.payload.context.sheetName, 'Regional margin');
    assert.equal(envelope.payload.context.sessionKey, sessionKey);
    assert.equal(envelope.payload.event.recoveredSessionKey, dead.envelopes[0].payload.context.sessionKey);
    dead.take({ kind: 'page', state: 'leaving' });
    assert.equal(dead.envelopes.find((one) => one.type === 'object.view.duration').eventId, envelope.eventId);
    assert.deepEqual(dead.checkpoints.at(-1).views, [], 'what was told is not left over');
});

test('a change of mode ends the views, so each is marked with its own mode', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(2_000);
    page.take({ kind: 'mode', mode: 'edit' });
    page.clock.advance(3_000);
    page.take({ kind: 'page', state: 'leaving' });
    const views = page.envelopes.filter((one) => one.type === 'object.view.duration');
    assert.deepEqual(views.map((one) => [one.payload.context.mode, one.payload.event.duration]), [['analysis', 2_000], ['edit', 3_000]]);
    assert.deepEqual(page.events('event.mode.changed').map(({ mode, previousMode }) => [previousMode, mode]), [['analysis', 'edit']]);
});
