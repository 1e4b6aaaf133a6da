/** Random lives of a page, and what must be true of any of them. */
import assert from 'node:assert/strict';
import { envelopeProblems, trailProblems } from '../contract/validator.js';
import { createPage, createRandom, field, object, opening, seen, selected, settle, uuidOf } from './support.js';

const IDS = ['one', 'two', 'three', 'four', 'box', 'pane', 'odd'];
const TYPES = { box: 'container', pane: 'filterpane', odd: 'acme-gantt' };
const SHEETS = ['sheet-1', 'sheet-2', 'sheet-3'];
const FIELDS = ['Plant', 'Quarter', 'Secret', 'Übergröße 𝒳'];
const GARBAGE = [null, undefined, 7, 'text', {}, { kind: 'constructor' }, { kind: 'sheet' }, { kind: 'sheet', sheetId: 'sheet-1', objects: 4 },
    { kind: 'intersection', id: 'one', ratio: 'x', share: NaN }, { kind: 'intersection', id: 'x'.repeat(99), ratio: 1 },
    { kind: 'selections', fields: [null, 5, { field: 3 }, { field: 'F', selected: -4, values: [1, null, 'a'] }], back: 'x' },
    { kind: 'selections' }, { kind: 'object', id: 'one', state: '?' }, { kind: 'delivery', state: 'ledger' },
    { kind: 'inventory', sheets: [null, { id: 5 }, { id: 's', objects: [null] }] }, { kind: 'bookmark', id: 5 },
    { kind: 'user', user: 5 }, { kind: 'app', appId: 'C:\\Users\\me\\app.qvf', appName: '𝒳'.repeat(500) }];

/** One more fact, from the weights of a busy page. */
function randomFact(random) {
    const id = random.pick(IDS);
    const roll = random.next();
    if (roll < 0.34) return seen(id, random.pick([0, 0.2, 0.49, 0.5, 0.8, 1]), {
        reason: random.pick(['scroll', 'initial', 'removed']), covered: random.chance(0.05), sized: !random.chance(0.05) });
    if (roll < 0.48) return { kind: 'object', id, state: random.pick(['changed', 'settled', 'settled', 'failed']), inSelections: random.chance(0.1) };
    if (roll < 0.64) return randomSelections(random);
    if (roll < 0.72) return { kind: 'input' };
    if (roll < 0.78) return { kind: 'navigated', sheetId: random.pick([...SHEETS, null]), trigger: random.pick(['navigation', 'url', 'poll']) };
    if (roll < 0.85) return sheetFact(random, random.pick(SHEETS));
    if (roll < 0.91) return { kind: 'page', state: random.pick(['visible', 'visible', 'visible', 'hidden', 'frozen', 'resumed', 'leaving', 'restored']) };
    if (roll < 0.925) return { kind: 'mode', mode: random.pick(['analysis', 'analysis', 'edit', 'other', 'inert']) };
    if (roll < 0.94) return { kind: 'session', state: random.pick(['suspended', 'resumed', 'resumed']) };
    if (roll < 0.95) return { kind: 'delivery', state: random.pick(['stop', 'go', 'go', 'go']) };
    if (roll < 0.96) return { kind: 'bookmark', id: 'mark', title: random.pick(['Q3', 'Q4']) };
    if (roll < 0.97) return { kind: 'delivery', state: 'ledger', ledger: { sent: 5, retried: 0, dead: 0, dropped: { 'audit.event': random.below(4) },
        dropReasons: { expired: random.below(4) }, lost: [[1, 1 + random.below(50)]], circuit: 'closed', lastStatus: 202, internalErrors: 0 } };
    if (roll < 0.975) return { kind: 'app', appId: uuidOf(5), appName: 'Margin', reloadTime: `2026-11-18T0${random.below(5)}:00:00Z` };
    if (roll < 0.98) return { kind: 'inventory', sheets: SHEETS.map((sheet) => ({ id: sheet, title: sheet, hosts: random.chance(0.5), objects: [object('one')] })) };
    return random.pick(GARBAGE);
}

function randomSelections(random) {
    const fields = FIELDS.filter(() => random.chance(0.5)).map((name) => {
        const values = Array.from({ length: 1 + random.below(9) }, (_, i) => `${name} ${random.below(3)}.${i}`);
        return field(name, values, { state: random.chance(0.1) ? 'other' : '$', locked: random.chance(0.1), search: random.chance(0.1),
            ...(random.chance(0.2) ? { values: undefined } : {}) });
    });
    return selected(fields, random.below(5), random.below(3));
}

/** @param {any} random @param {any} clock @param {boolean} jumps the wall clock is set now and then */
function randomTime(random, clock, jumps) {
    const roll = random.next();
    if (roll < 0.3) return;
    if (roll < 0.9) clock.advance(random.pick([1, 16.7, 100.3, 260, 700, 1500, 4000]));
    else if (roll < 0.97) clock.advance(random.below(60_000));
    else if (roll < 0.98) clock.advance(random.below(45 * 60_000));
    else if (roll < 0.99) clock.sleep(random.below(60 * 60_000), random.chance(0.5));
    else if (jumps) clock.set(random.below(20_000) - 10_000);
}

/** What Qlik answers when it is in a mood. */
const moodyQlik = (random) => ({
    geometry: () => random.pick([null, { width: 300, height: 5000, crop: null }, { width: 10, height: 10,
        crop: { top: 0, left: 0, width: 10, height: random.pick([10, 0, NaN]), scrollTop: 40, scrollAreaOffsetY: 3, renderingOverflow: 7.5 } }]),
    exportImage: () => random.pick([() => Promise.resolve('https://sense.example/finance/a%20b.png?x=1'),
        () => Promise.resolve('https://sense.example/c.png'), () => Promise.reject(new Error('no')), () => Promise.resolve(5),
        () => { throw new Error('at once'); }, () => new Promise(() => {})])(),
    readData: () => random.pick([() => Promise.resolve(null), () => Promise.reject(new Error('no')), () => Promise.resolve({}),
        () => new Promise(() => {}), () => Promise.resolve(randomTable(random)), () => Promise.resolve(randomTable(random))])(),
});

const randomTable = (random) => ({ objectType: 'table', dimensions: [{ fieldName: 'Secret', label: 'S' }, { label: 'D' }],
    measures: [{ label: 'm' }], totalRows: 900, mode: 'S', from: 0, source: 'scroll-state',
    rows: Array.from({ length: random.below(300) }, (_, i) => [`s${i}`, '𝒳'.repeat(random.below(400)), null]) });

const sheetFact = (random, sheetId) => ({ kind: 'sheet', sheetId, sheetName: 'Regional margin', objects: [
    ...IDS.filter(() => random.chance(0.8)).map((one) => object(one, { type: TYPES[one] ?? 'barchart', exportable: one !== 'odd' })),
    ...(sheetId === 'sheet-3' ? [] : [object('me', { type: 'vidimus' })])] });

/** What sooner or later follows a fact that stops things, so that lives are not over after it. */
function sequel(random, fact) {
    const is = (kind, ...states) => fact?.kind === kind && states.includes(fact.state ?? fact.mode);
    if (is('page', 'hidden')) return { kind: 'page', state: 'visible' };
    if (is('page', 'frozen')) return { kind: 'page', state: 'resumed' };
    if (is('page', 'leaving')) return { kind: 'page', state: 'restored' };
    if (is('mode', 'inert', 'other', 'edit')) return { kind: 'mode', mode: 'analysis' };
    if (is('session', 'suspended')) return { kind: 'session', state: 'resumed' };
    if (is('delivery', 'stop')) return { kind: 'delivery', state: 'go' };
    if (fact?.kind !== 'navigated') return null;
    return fact.sheetId === null ? { kind: 'navigated', sheetId: 'sheet-1', trigger: 'url' } : sheetFact(random, fact.sheetId);
}

/** @param {number} seed @param {number} count @param {any} [props] @param {boolean} [jumps] */
export async function randomLife(seed, count, props = {}, jumps = false) {
    const random = createRandom(seed);
    const page = createPage({ props, qlik: moodyQlik(random) });
    const later = new Map();
    page.take(...opening());
    for (let i = 0; i < count; i += 1) {
        const fact = later.get(i) ?? randomFact(random);
        const next = sequel(random, fact);
        if (next) later.set(i + 1 + random.below(8), next);
        page.auditor.take(fact);
        randomTime(random, page.clock, jumps);
        if (i % 10 === 0) await settle();
    }
    page.auditor.close('closed');
    return page;
}

/** @param {any} page @param {boolean} [jumps] */
export function assertInvariants(page, jumps = false) {
    assert.deepEqual(page.errors, []);
    assert.equal(page.clock.timers(), 0, 'a closed auditor leaves no timer');
    page.envelopes.forEach((envelope, index) => {
        assert.equal(envelope.payload.context.seq, index + 1);
        const problems = envelopeProblems(envelope).filter((problem) => !jumps || !problem.includes('wall time'));
        assert.deepEqual(problems, [], JSON.stringify(envelope));
    });
    assert.deepEqual(trailProblems(page.envelopes), []);
    assertViews(page, jumps);
    assertTransactions(page);
    assertFrames(page);
}

function assertViews(page, jumps) {
    const lastLeft = new Map();
    for (const view of page.events('object.view.duration')) {
        assert.equal(view.segments.reduce((sum, segment) => sum + segment.ms, 0), view.duration);
        assert.ok(view.segments.length <= 50 && view.duration >= 1000);
        if (!jumps) {
            const apart = Date.parse(view.leftAt) - Date.parse(view.enteredAt) - view.duration - view.pausedMs;
            assert.ok(Math.abs(apart) <= 1, `${apart} ms are neither viewed nor paused`);
            assert.ok(Date.parse(view.enteredAt) >= (lastLeft.get(view.objectId) ?? 0), `${view.objectId} is looked at twice at once`);
        }
        lastLeft.set(view.objectId, Date.parse(view.leftAt));
    }
    const visible = new Map();
    for (const { objectId, visible: now } of page.events('object.visibility.changed')) {
        assert.notEqual(visible.get(objectId) ?? false, now, `${objectId} changes from ${now} to ${now}`);
        visible.set(objectId, now);
    }
    for (const [id, still] of visible) assert.equal(still, false, `${id} never left`);
}

function assertTransactions(page) {
    const begun = new Set();
    const validated = new Set();
    let data = 0;
    for (const { type, payload: { event } } of page.envelopes) {
        if (type === 'selection.state.changed') {
            assert.ok(!begun.has(event.selectionTxnId));
            if (event.previousSelectionTxnId) assert.ok(begun.has(event.previousSelectionTxnId));
            begun.add(event.selectionTxnId);
        }
        if (type !== 'app.model.validated') continue;
        assert.ok(begun.has(event.selectionTxnId));
        assert.ok(event.dataStateId > data, 'data states only go up');
        data = event.dataStateId;
        if (event.cause !== 'selection') continue;
        assert.ok(!validated.has(event.selectionTxnId), 'a selection is validated once');
        validated.add(event.selectionTxnId);
    }
}

/** Nothing is told outside of started and ended, and no sheet is left that was not loaded. */
function assertFrames(page) {
    let open = false;
    let sheet = null;
    for (const { type, payload: { event } } of page.envelopes) {
        if (type === 'navigation.sheet.loaded') assert.equal(sheet, null);
        if (type === 'navigation.sheet.loaded') sheet = event.sheetId;
        if (type === 'event.sheet.left') assert.equal(event.sheetId, sheet);
        if (type === 'event.sheet.left') sheet = null;
        if (type === 'event.session.started') assert.ok(!open);
        assert.ok(open || type === 'event.session.started', `${type} outside of a session`);
        open = type === 'event.session.started' || (open && type !== 'event.session.ended');
    }
    assert.ok(!open);
}
