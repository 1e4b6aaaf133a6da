/** What needs neither page nor engine: addresses, identities, order of facts, the panel, texts, the guard. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from '../../src/core/config.js';
import { snapshotOf } from '../../src/core/selections.js';
import { createPanel } from '../../src/ext/panel.js';
import { say, TEXTS } from '../../src/ext/texts.js';
import { createGuard } from '../../src/guard.js';
import { createCalls } from '../../src/qlik/calls.js';
import { createFactOrder } from '../../src/qlik/fact-order.js';
import { identify } from '../../src/qlik/identity.js';
import { currentMode, currentSheet } from '../../src/qlik/nav-source.js';
import { appOf, modeOf, platformOf, prefixOf, sheetOf } from '../../src/qlik/platform.js';
import { versionIn } from '../../src/qlik/product-version.js';
import { fieldExpression, fieldsOf } from '../../src/qlik/selection-fields.js';
import { coverage, testedText } from '../../src/tile-view.js';
import { hasMoved } from '../../src/web/house.js';
import { createClock, turn } from './support.js';

const at = (pathname, hostname = 'sense.example', port = '') => ({ pathname, hostname, port });

test('addresses of both clients', () => {
    const managed = at('/finance/sense/app/5e0c7a41-93d2/sheet/abc/state/edit');
    assert.deepEqual([prefixOf(managed), appOf(managed), sheetOf(managed), modeOf(managed)], ['/finance', '5e0c7a41-93d2', 'abc', 'edit']);
    const plain = at('/sense/app/x/sheet/abc/state/analysis');
    assert.deepEqual([prefixOf(plain), sheetOf(plain), modeOf(plain)], ['', 'abc', 'analysis']);
    const cloud = at('/sense/app/x/sheet/abc/edit', 'acme.eu.qlikcloud.com');
    assert.deepEqual([platformOf(cloud), modeOf(cloud)], ['cloud', 'edit']);
    assert.deepEqual([modeOf(at('/sense/app/x/insights')), sheetOf(at('/sense/app/x/insights'))], ['other', null]);
    assert.equal(modeOf(at('/sense/app/x')), null);
    assert.equal(appOf(at('/sense/app/C%3A%5CUsers%5Ca.qvf/sheet/1')), 'C%3A%5CUsers%5Ca.qvf');
    assert.deepEqual([platformOf(at('/', 'localhost', '4848')), platformOf(at('/', 'qlikcloud.com.evil.example'))], ['desktop', 'client-managed']);
});

test('three shapes of the current sheet, and the address where none is usable', () => {
    const place = /** @type {any} */ (at('/sense/app/x/sheet/fromUrl/state/analysis'));
    for (const [answer, sheet] of [['abc', 'abc'], [{ sheetId: 'def' }, 'def'], [false, 'fromUrl'], [{ sheetId: 7 }, 'fromUrl'], [Promise.resolve('x'), 'fromUrl']]) {
        assert.equal(currentSheet({ getCurrentSheetId: () => answer }, place), sheet);
    }
    assert.equal(currentSheet({ getCurrentSheetId() { throw new Error('no'); } }, place), 'fromUrl');
    assert.equal(currentSheet(undefined, place), 'fromUrl');
});

test('the mode is what the object on the sheet says, else what the address says', () => {
    const analysis = /** @type {any} */ (at('/sense/app/x/sheet/a/state/analysis'));
    const edit = /** @type {any} */ (at('/sense/app/x/sheet/a/state/edit'));
    assert.deepEqual([currentMode(undefined, analysis), currentMode(undefined, edit), currentMode(false, analysis), currentMode(true, analysis)],
        ['analysis', 'edit', 'edit', 'analysis']);
    assert.equal(currentMode(true, edit), 'edit', 'an option that lags behind does not hide that somebody edits');
    assert.equal(currentMode(true, /** @type {any} */ (at('/sense/app/x/story/1'))), 'other');
});

test('both formats of the product version', () => {
    assert.equal(versionIn('define([],function(){return {"composition":{"version":"14.254.6"}}});'), '14.254.6');
    assert.equal(versionIn("define({ version: '13.72.4', releaseLabel: 'May 2026' })"), '13.72.4');
    assert.equal(versionIn('<html>not found</html>'), undefined);
});

/** @param {any} given */
function who({ platform = 'client-managed', prefix = '', global, capability, site = {} }) {
    const clock = createClock();
    /** @type {string[]} */ const asked = [];
    const fetch = async (path) => {
        asked.push(path);
        if (!(path in site)) return { ok: false };
        return { ok: true, json: async () => site[path] };
    };
    const calls = createCalls({ clock, guard: (work) => work() });
    return identify({ platform, prefix, global, calls, clock, fetch: /** @type {any} */ (fetch),
        capability: capability ?? (async () => { throw new Error('none'); }) }).then((fact) => ({ fact, asked }));
}

test('who reads: engine, then older interface, then proxy; nobody when unknown', async () => {
    const text = 'UserDirectory=LAB; UserId=anna';
    assert.deepEqual(await who({ global: { getAuthenticatedUser: async () => text } }), { fact: { kind: 'user', user: text }, asked: [] });
    assert.deepEqual((await who({ global: { getAuthenticatedUser: async () => ({ qReturn: text }) } })).fact.user, text);
    const qlik = { currApp: () => ({ global: { getAuthenticatedUser: async () => ({ qReturn: text }) } }) };
    assert.equal((await who({ capability: async () => qlik })).fact.user, text);
    const byProxy = await who({ prefix: '/fin', site: { '/fin/qps/user': { userDirectory: 'LAB', userId: 'anna' } },
        global: { getAuthenticatedUser: () => { throw new Error('denied'); } } });
    assert.deepEqual(byProxy, { fact: { kind: 'user', user: text }, asked: ['/fin/qps/user'] });
    assert.deepEqual((await who({})).fact, { kind: 'user' });
    assert.deepEqual((await who({ site: { '/qps/user': { userDirectory: [], userId: {} } } })).fact, { kind: 'user' });
});

test('who reads on Cloud, with reference and tenant; the engine when the site does not say', async () => {
    const me = { id: 'u1', email: 'anna@x.example', subject: 'auth0|1', tenantId: 't1' };
    assert.deepEqual((await who({ platform: 'cloud', site: { '/api/v1/users/me': me } })).fact,
        { kind: 'user', user: 'anna@x.example', userRef: 'u1', tenantId: 't1' });
    assert.equal((await who({ platform: 'cloud', site: { '/api/v1/users/me': { ...me, email: undefined } } })).fact.user, 'auth0|1');
    const engine = { getAuthenticatedUser: async () => 'UserDirectory=; UserId=auth0|1' };
    assert.equal((await who({ platform: 'cloud', global: engine })).fact.user, 'UserDirectory=; UserId=auth0|1');
    assert.equal((await who({ platform: 'desktop' })).fact.user, 'Personal\\Me');
});

test('names of fields in brackets', () => {
    assert.equal(fieldExpression('Order [No]'), '[Order [No]]]');
});

test('selections of any shape never throw', () => {
    for (const odd of [null, 3, 'x', [], { qSelections: 'x' }, { qSelections: [null, 3, [], { qField: {} }, { qField: 'F', qSelectedCount: -1 }] }]) {
        const settings = readSettings({});
        assert.equal(snapshotOf({ kind: 'selections', fields: fieldsOf(odd, '$'), back: 0, forward: 0 }, settings.selections).fields.size, 0);
    }
    const [field] = fieldsOf({ qSelections: [{ qField: 'F', qSelectedCount: 1, qTotal: 3, qSelected: 'a', qTextSearch: '*a*' }] }, '$');
    assert.deepEqual(field, { state: '$', field: 'F', selected: 1, total: 3, locked: false, text: 'a', search: true });
});

test('facts of objects wait for selections under way, and overtake nobody', async () => {
    const clock = createClock();
    /** @type {any[]} */ const out = [];
    const order = createFactOrder(clock, (fact) => out.push(fact.id ?? fact));
    const fact = (id) => /** @type {any} */ ({ kind: 'object', id });
    order.later(fact('a'));
    const first = order.hold();
    order.later(fact('b'));
    clock.advance(10);
    assert.deepEqual(out, []);
    const second = order.hold();
    first();
    first();
    clock.advance(10);
    assert.deepEqual(out, [], 'a release counts once');
    second();
    assert.deepEqual(out, ['a', 'b']);
    order.later(fact('c'));
    clock.advance(0);
    assert.deepEqual(out, ['a', 'b', 'c']);
    await turn();
});

test('the guard catches everything, and says once that it is too much', () => {
    let time = 0;
    let told = 0;
    const page = (warn) => /** @type {any} */ ({ performance: { now: () => time }, console: { warn } });
    const box = createGuard(page(() => { throw new Error('the log as well'); }), () => { told += 1; });
    for (let i = 0; i < 5; i++) box.guard(() => { throw new Error('x'); });
    assert.equal(box.count(), 5);
    /** @type {unknown[][]} */ const lines = [];
    const good = createGuard(page((...line) => lines.push(line)), () => { told += 1; });
    for (let i = 0; i < 19; i++) good.guard(() => { throw new Error('x'); });
    time = 10 * 60_000;
    good.guard(() => { throw new Error('x'); });
    assert.equal(told, 0, 'old errors do not count');
    for (let i = 0; i < 30; i++) good.guard(() => { throw new Error('y'); });
    assert.equal(told, 1);
    assert.deepEqual(lines, [['Vidimus:', 'error']], 'one line an hour, without what was thrown');
    good.setVerbose(true);
    good.guard(() => { throw 7; });
    assert.deepEqual(lines[1], ['Vidimus:', 7]);
});

const live = { pictures: () => true, coverage: () => 'c', tested: () => 't', test: async () => {}, objects: () => [] };

/** Every item with its path. @param {any} items @param {string} path @returns {[string, any][]} */
const walk = (items, path = '') => Object.entries(items).flatMap(([name, item]) =>
    [[`${path}${name}`, item], ...(item.items ? walk(item.items, `${path}${name}.`) : [])]);

test('the panel shows the standards that reading settings has, and binds every setting once', () => {
    const panel = createPanel(live, { version: '1', level: '2' });
    const settings = readSettings({});
    const bound = walk(panel.items).filter(([, item]) => item.ref?.startsWith('vidimus.'));
    for (const [, item] of bound) {
        const [, part, member] = item.ref.split('.');
        const standard = settings[part][member];
        assert.notEqual(standard, undefined, item.ref);
        if (item.defaultValue !== undefined) assert.equal(item.defaultValue, standard, item.ref);
        if (item.min !== undefined) {
            assert.equal(readSettings({ [part]: { [member]: item.min - 1 } })[part][member], item.min, item.ref);
            assert.equal(readSettings({ [part]: { [member]: item.max + 1 } })[part][member], item.max, item.ref);
        }
        if (item.component === 'dropdown') {
            for (const { value } of item.options) assert.equal(readSettings({ [part]: { [member]: value } })[part][member], value);
        }
    }
    const all = Object.entries(settings).flatMap(([part, members]) => Object.keys(members).map((member) => `vidimus.${part}.${member}`));
    assert.deepEqual(bound.map(([, item]) => item.ref).sort(), all.sort());
});

test('what the panel writes for lists is what settings read', () => {
    const settings = readSettings({ scope: { listed: [{ cId: 'a', value: 'obj1' }, { cId: 'b' }] },
        data: { redactions: ' Name*:mask ,Salary, *' } });
    assert.deepEqual(settings.scope.listed, ['obj1']);
    assert.deepEqual(settings.data.redactions, [{ field: 'Name', match: 'prefix', how: 'mask' },
        { field: 'Salary', match: 'exact', how: 'drop' }, { field: '', match: 'prefix', how: 'drop' }]);
});

test('every text can be said, with its values', () => {
    const texts = Object.values(TEXTS).flatMap((words) => Object.entries(words));
    for (const [key, text] of texts) assert.ok(typeof text === 'string' && text.length > 1 && text.length < 250, key);
    assert.equal(say('status', 'sent', { sent: 1, waiting: 2, lost: 3 }), 'Sent 1, waiting 2, lost 3');
    assert.equal(say('bar', 'no-such-word'), 'No-such-word');
    assert.equal(say('no-such-part', 'excludedFields'), 'Excluded fields');
    const report = { ok: true, reachable: true, status: 200, token: 'ok', version: 'ok', serverVersion: '15.0.1', collect: true, batch: true, problem: null };
    assert.match(testedText(/** @type {any} */ (report), ''), /15\.0\.1/);
    for (const problem of ['auth', 'config', 'incompatible', 'limit', 'server', 'endpoint', 'mixed', 'csp', 'local', 'offline', 'timeout', 'network']) {
        const text = testedText(/** @type {any} */ ({ ...report, problem }), 'https://here.example');
        assert.ok(text.length > 20 && !/[{}]/.test(text), problem);
    }
});

test('coverage in words', () => {
    assert.deepEqual(coverage([{ id: 'a', title: 'A', hosts: true, objects: [] }, { id: 'b', hosts: false, objects: [] }]),
        ['Sheets with this object:', '✓ A', '– b']);
});

test('people of another directory are noticed, unknown ones are not', () => {
    const kept = new Map();
    const storage = () => /** @type {any} */ ({ getItem: (k) => kept.get(k) ?? null, setItem: (k, v) => kept.set(k, v) });
    assert.equal(hasMoved(storage, { user: 'UserDirectory=LAB; UserId=a' }), false);
    assert.equal(hasMoved(storage, { user: 'UserDirectory=lab; UserId=b' }), false);
    assert.equal(hasMoved(storage, {}), false);
    assert.equal(hasMoved(storage, { user: 'OTHER\\a' }), true);
    assert.equal(hasMoved(storage, { user: 'OTHER\\b' }), false);
    assert.equal(hasMoved(() => { throw new Error('denied'); }, { user: 'LAB\\a' }), false);
});
