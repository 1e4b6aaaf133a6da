import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPage, field, object, opening, openPage, seen, selected } from './support.js';

test('nothing is recorded in an inert context, before the notice is acknowledged, or without a mode', () => {
    const inert = createPage();
    inert.take(...opening().map((fact) => (fact.kind === 'mode' ? { kind: 'mode', mode: 'inert' } : fact)), seen('one'));
    inert.clock.advance(60_000);
    inert.take({ kind: 'page', state: 'leaving' });
    assert.deepEqual([inert.types(), inert.checkpoints], [[], []]);
    const modeless = createPage();
    modeless.take(...opening().filter((fact) => fact.kind !== 'mode'), seen('one'));
    modeless.clock.advance(60_000);
    assert.deepEqual(modeless.types(), []);
});

test('with a notice to acknowledge, recording begins with the click and knows nothing of before', () => {
    const page = openPage({ props: { privacy: { notice: 'acknowledge', version: '3' } } });
    page.take(seen('one'), selected([field('Plant', ['a'])], 1));
    page.clock.advance(30_000);
    assert.deepEqual(page.types(), []);
    page.take({ kind: 'notice', answer: 'shown' }, { kind: 'notice', answer: 'acknowledged' });
    assert.deepEqual(page.types(), ['event.session.started', 'event.notice.acknowledged', 'navigation.sheet.loaded', 'selection.state.changed']);
    page.clock.advance(5_000);
    page.take({ kind: 'page', state: 'leaving' });
    assert.deepEqual(page.events('object.view.duration').map((event) => event.duration), [5_000]);
});

test('a refusal is recorded as such and as nothing else', () => {
    const page = openPage({ props: { privacy: { notice: 'acknowledge' } } });
    page.take({ kind: 'notice', answer: 'declined' }, seen('one'), { kind: 'notice', answer: 'declined' });
    page.clock.advance(60_000);
    page.auditor.close('closed');
    assert.deepEqual(page.types(), ['event.notice.declined']);
});

test('users who are ignored leave no trace, whichever way their name is written', () => {
    for (const user of ['UserDirectory=INTERNAL; UserId=sa_robot', 'internal\\sa_robot', 'INTERNAL; UserId=SA_ROBOT']) {
        const page = createPage({ props: { privacy: { ignoredUsers: 'Internal\\SA_*, x@y' } } });
        page.take(...opening().map((fact) => (fact.kind === 'user' ? { kind: 'user', user } : fact)), seen('one'));
        page.clock.advance(60_000);
        page.auditor.close('closed');
        assert.deepEqual(page.types(), []);
    }
});

test('events wait for the user\'s name, and keep their own time and order', () => {
    const page = createPage();
    page.take(...opening().filter((fact) => fact.kind !== 'user'));
    page.clock.advance(4_000);
    assert.deepEqual(page.types(), []);
    page.take({ kind: 'user', user: 'piotr@insure.example', userRef: 'u-1', tenantId: 'kT7wQ2nV' });
    assert.deepEqual(page.envelopes.map((one) => [one.payload.context.seq, one.payload.context.user, one.timestamp]),
        [1, 2, 3].map((seq) => [seq, 'piotr@insure.example', '2026-11-18T09:00:00.000Z']));
    assert.equal(page.envelopes[0].payload.context.tenantId, 'kT7wQ2nV');
});

test('a user who never becomes known is left out after ten seconds', () => {
    const page = createPage();
    page.take(...opening().filter((fact) => fact.kind !== 'user'));
    page.clock.advance(10_000);
    assert.equal(page.envelopes.length, 3);
    assert.ok(page.envelopes.every((one) => !('user' in one.payload.context)));
});

test('the server\'s wish ends recording and lets it begin anew', () => {
    const page = openPage();
    page.take(seen('one'));
    page.clock.advance(2_000);
    page.take({ kind: 'delivery', state: 'stop' });
    const count = page.envelopes.length;
    assert.equal(page.types().at(-1), 'event.session.ended');
    assert.equal(page.events('object.view.duration')[0].reason, 'stopped');
    page.take(selected([field('Plant', ['a'])], 1));
    page.clock.advance(60_000);
    assert.equal(page.envelopes.length, count);
    page.take({ kind: 'delivery', state: 'go' });
    assert.deepEqual(page.types().slice(count), ['event.session.started', 'navigation.sheet.loaded', 'selection.state.changed']);
});

test('a page that comes back from the cache is framed again, with numbers going on', () => {
    const page = openPage();
    page.take({ kind: 'page', state: 'leaving' }, { kind: 'page', state: 'restored' });
    assert.deepEqual(page.types().slice(3), ['event.sheet.left', 'event.session.ended', 'event.session.started', 'navigation.sheet.loaded']);
    assert.deepEqual(page.envelopes.map((one) => one.payload.context.seq), [1, 2, 3, 4, 5, 6, 7]);
});

test('navigation: title and count come with the layout, or not at all after five seconds', () => {
    const page = openPage();
    page.take({ kind: 'navigated', sheetId: 'sheet-2', trigger: 'url' }, { kind: 'navigated', sheetId: 'sheet-2', trigger: 'poll' });
    page.clock.advance(5_000);
    page.take({ kind: 'sheet', sheetId: 'sheet-1', objects: [] }, { kind: 'sheet', sheetId: 'sheet-2', sheetName: 'Late', objects: [object('x')] });
    page.take({ kind: 'navigated', sheetId: null, trigger: 'url' }, { kind: 'navigated', sheetId: 'sheet-1', trigger: 'url' });
    page.take({ kind: 'sheet', sheetId: 'sheet-1', sheetName: 'Regional margin', objects: [object('one')] });
    const told = page.envelopes.filter((one) => one.type === 'navigation.sheet.loaded');
    assert.deepEqual(told.map(({ payload: { event, context } }) => [event.sheetId, event.previousSheetId, event.trigger, event.auditedObjects, context.sheetName]), [
        ['sheet-1', null, 'open', 2, 'Regional margin'], ['sheet-2', 'sheet-1', 'url', undefined, undefined],
        ['sheet-1', 'sheet-2', 'url', 1, 'Regional margin']]);
    assert.deepEqual(told.map((one) => one.correlationId === String(one.payload.event.dataStateId)), [true, true, true]);
    assert.deepEqual(page.events('event.sheet.left').map((event) => [event.sheetId, event.duration, event.nextSheetId]),
        [['sheet-1', 0, 'sheet-2'], ['sheet-2', 5_000, null]]);
});

test('with the reach of a sheet, only sheets that host the extension are recorded', () => {
    const page = createPage({ props: { scope: { reach: 'sheet' } } });
    page.take(...opening([object('one')]), seen('one'));
    page.clock.advance(5_000);
    page.take(selected([field('Plant', ['a'])], 1));
    page.clock.advance(5_000);
    assert.deepEqual(page.types(), ['event.session.started']);
    page.take({ kind: 'navigated', sheetId: 'sheet-2', trigger: 'url' });
    page.take({ kind: 'sheet', sheetId: 'sheet-2', objects: [object('two'), object('me', { type: 'vidimus' })] }, seen('two'));
    page.clock.advance(3_000);
    page.take({ kind: 'page', state: 'leaving' });
    assert.deepEqual(page.types().slice(1), ['selection.state.changed', 'navigation.sheet.loaded', 'object.view.duration', 'event.sheet.left', 'event.session.ended']);
});

test('coverage is told once, and again when it changed, at most once a minute', () => {
    const page = openPage({ props: { scope: { objects: 'listed', listed: 'a', excludedTypes: 'map' } } });
    const inventory = (...ids) => ({ kind: 'inventory', sheets: [{ id: 's', title: 'Sheet', hosts: true,
        objects: [...ids.map((id) => object(id)), object('m', { type: 'map' }), object('c', { type: 'container' })] }] });
    page.take(inventory('a', 'b'), inventory('a', 'b'));
    page.clock.advance(1_000);
    page.take(inventory('a'), inventory('a', 'd'));
    page.clock.advance(120_000);
    const told = page.events('event.coverage.inventory');
    assert.equal(told.length, 2);
    assert.deepEqual([told[0].type, told[0].scope, told[0].complete], ['coverage.inventory', 'app', true]);
    assert.deepEqual(told[0].sheets[0].objects.map(({ id, audited, why }) => [id, audited, why]),
        [['a', true, undefined], ['b', false, 'not-listed'], ['m', false, 'excluded-type'], ['c', false, 'unsupported']]);
    assert.deepEqual(told[1].sheets[0].objects.map(({ id }) => id), ['a', 'd', 'm', 'c']);
    const sheet = openPage({ props: { scope: { reach: 'sheet' } } });
    sheet.take({ kind: 'inventory', sheets: [{ id: 's', hosts: false, objects: [object('a')] }] });
    assert.equal(sheet.events('event.coverage.inventory')[0].sheets[0].objects[0].why, 'sheet-without-extension');
});

test('losses are reported, at most every five minutes, each number named', () => {
    const page = openPage();
    const ledger = (dropped, lost) => ({ kind: 'delivery', state: 'ledger', ledger: { sent: 9, retried: 1, dead: 0,
        dropped: { 'object.visibility.changed': dropped }, dropReasons: { evicted: dropped }, lost, circuit: 'closed', lastStatus: 202, internalErrors: 0 } });
    page.take(ledger(2, [[4, 5]]));
    page.clock.advance(1_000);
    page.take(ledger(3, [[4, 6]]), ledger(4, [[4, 7]]));
    page.clock.advance(290_000);
    assert.equal(page.events('audit.event').length, 1);
    page.clock.advance(10_000);
    assert.deepEqual(page.events('audit.event').map((event) => [event.type, event.lost, event.dropped]),
        [['client.health', [[4, 5]], { 'object.visibility.changed': 2 }], ['client.health', [[4, 7]], { 'object.visibility.changed': 4 }]]);
    const index = page.types().indexOf('audit.event');
    assert.equal(page.postings[index].priority, 3);
    page.take({ kind: 'page', state: 'leaving' });
    assert.deepEqual(page.events('event.session.ended')[0].lost, [[4, 7]]);
});

test('an auditor that is switched off for its faults says so, and then nothing more', () => {
    const page = openPage();
    page.auditor.close('disabled');
    page.take(selected([field('Plant', ['a'])], 1), { kind: 'mode', mode: 'edit' });
    page.clock.advance(60_000);
    assert.deepEqual(page.types().slice(3), ['audit.event', 'event.sheet.left', 'event.session.ended']);
    assert.equal(page.events('audit.event')[0].level, 'error');
    assert.equal(page.clock.timers(), 0);
});
