import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSettings } from '../../src/core/config.js';
import { clamp, cut, fingerprint, idOf, utf8Length } from '../../src/core/limits.js';

test('no properties give the defaults', () => {
    const settings = readSettings(undefined);
    assert.deepEqual(settings, {
        connection: { endpoint: '', key: '' },
        scope: { reach: 'app', objects: 'all', listed: [], excludedTypes: [], editMode: true },
        selections: { collect: 'values', steps: 'confirmed', cap: 50, excludedFields: [], alternateStates: true, hiddenFields: false,
            searchTexts: false, bookmarks: false },
        views: { on: true, minimum: 1000, idleMinutes: 10, visibilityEvents: false },
        screenshots: { on: false, pace: 3, perHour: 60, objects: [] },
        data: { on: false, rows: 200, bytes: 262144, keepOnDisk: false, redactions: [], salt: '' },
        privacy: { notice: 'badge', text: '', version: '1', ignoredUsers: [] },
        advanced: { events: 2000, megabytes: 8, days: 7, debug: false },
    });
    assert.ok(Object.isFrozen(settings) && Object.isFrozen(settings.data) && Object.isFrozen(settings.scope.listed));
});

test('lists come as text or arrays, numbers and truths also as text', () => {
    const settings = readSettings({ connection: { endpoint: ' https://audit.example:8787/base/ ', key: 'k' },
        scope: { listed: ' a, b ,,a', excludedTypes: ['map', { value: 'kpi' }, 5, null], editMode: '0' },
        views: { idleMinutes: '0', minimum: '2500' }, screenshots: { on: -1 },
        data: { redactions: 'Name:mask, Cust*:hash, Salary, a:b:drop' } });
    assert.equal(settings.connection.endpoint, 'https://audit.example:8787/base');
    assert.deepEqual([settings.scope.listed, settings.scope.excludedTypes, settings.scope.editMode], [['a', 'b'], ['map', 'kpi'], false]);
    assert.deepEqual([settings.views.idleMinutes, settings.views.minimum, settings.screenshots.on], [0, 2500, true]);
    assert.deepEqual(settings.data.redactions.map(({ field, match, how }) => `${field} ${match} ${how}`),
        ['Name exact mask', 'Cust prefix hash', 'Salary exact drop', 'a:b exact drop']);
});

test('where something makes no sense the default or the nearest bound is taken', () => {
    const settings = readSettings({ connection: { endpoint: 'ftp://x', key: 5 }, scope: 'x', selections: { collect: 'all', cap: 1e9 },
        views: { minimum: 1, idleMinutes: 'soon', on: {} }, privacy: { text: 'x'.repeat(5000) } });
    assert.deepEqual([settings.connection, settings.views.on, settings.privacy.text.length], [{ endpoint: '', key: '' }, true, 4000]);
    assert.deepEqual([settings.selections.collect, settings.selections.cap, settings.views.minimum, settings.views.idleMinutes], ['values', 1000, 1000, 10]);
    for (const endpoint of ['http://user:pw@host', 'https://', 'https://host/a b', 'https://host/?x', 'javascript:1']) {
        assert.equal(readSettings({ connection: { endpoint } }).connection.endpoint, '');
    }
});

test('texts are cut by code point and never leave half a pair', () => {
    assert.equal(cut('𝒳'.repeat(64), 64), '𝒳'.repeat(64));
    assert.equal(cut('𝒳'.repeat(65), 64), '𝒳'.repeat(64));
    assert.equal(cut('a'.repeat(300), 200, '...'), `${'a'.repeat(197)}...`);
    assert.equal(cut('\ud835', 5), '\ufffd');
    assert.equal(cut(`a${'\ud835'}`, 5), 'a\ufffd');
    for (let length = 0; length < 300; length += 1) {
        const text = 'a𝒳'.repeat(length);
        const kept = cut(text, 64);
        assert.equal(Array.from(kept).length, Math.min(64, 2 * length));
        assert.ok(text.startsWith(kept));
    }
});

test('bytes, bounds and ids', () => {
    for (const text of ['', 'abc', 'üß', '漢字', '𝒳a𝒳']) assert.equal(utf8Length(text), Buffer.byteLength(text));
    assert.deepEqual([clamp(5, 1, 3, 0), clamp(NaN, 1, 3, 0), clamp('2', 1, 3, 0)], [3, 0, 0]);
    assert.deepEqual([idOf('x'.repeat(64)), idOf('x'.repeat(65)), idOf(''), idOf(5)], ['x'.repeat(64), null, null, null]);
    assert.match(fingerprint('a'), /^[0-9a-f]{12}$/);
    assert.notEqual(fingerprint('a'), fingerprint('b'));
});
