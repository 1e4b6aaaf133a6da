import assert from 'node:assert/strict';
import { createHmac as nodeHmac } from 'node:crypto';
import { test } from 'node:test';
import { readSettings } from '../../src/core/config.js';
import { objectDataOf } from '../../src/core/objectdata.js';
import { createRedactor, ruleFor } from '../../src/core/redact.js';

const settings = (data) => readSettings({ data: { on: true, ...data } }).data;
const subtle = globalThis.crypto.subtle;
const raw = (rows, more = {}) => ({ objectType: 'table', dimensions: [{ fieldName: 'D', label: 'Dim' }], measures: [{ label: 'M' }], rows,
    totalRows: rows.length, mode: 'S', from: 5, source: 'scroll-state', ...more });

test('rows become columns, and nothing is claimed that is not told', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => [`d${i}`, String(i)]);
    const data = await objectDataOf(raw(rows, { totalRows: 900 }), settings({ rows: 200 }), 0);
    assert.equal(data.dimensions[0].values.length, 200);
    assert.deepEqual(data.measures[0].values.slice(0, 2), ['0', '1']);
    assert.deepEqual(data.visibleRange, { rowStart: 5, rowEnd: 205, colStart: 0, colEnd: 2, source: 'scroll-state' });
    assert.deepEqual([data.totalRows, data.truncated], [900, ['rows']]);
});

test('values are cut by code point and marked; missing ones are the engine\'s dash', async () => {
    const data = await objectDataOf(raw([['𝒳'.repeat(300), null]]), settings(), 0);
    assert.equal(Array.from(data.dimensions[0].values[0]).length, 200);
    assert.ok(data.dimensions[0].values[0].endsWith('𝒳...'));
    assert.deepEqual([data.measures[0].values[0], data.truncated], ['-', ['characters']]);
});

test('the bytes of the whole stay within the bound', async () => {
    const rows = Array.from({ length: 9_000 }, (_, i) => [`${'ü'.repeat(150)}${i}`, '"\\'.repeat(50)]);
    const data = await objectDataOf(raw(rows), settings({ rows: 10_000, bytes: 262_144 }), 0);
    const bytes = Buffer.byteLength(JSON.stringify(data));
    assert.ok(bytes < 262_144 && bytes > 240_000, String(bytes));
    assert.ok(data.truncated.includes('bytes'));
});

test('more than twenty columns of a kind are cut, dropped ones do not count, and values stay under their own label', async () => {
    const dimensions = Array.from({ length: 25 }, (_, i) => ({ fieldName: `F${i}`, label: `F${i}` }));
    const row = [...dimensions.map((_, i) => `v${i}`), 'measure'];
    const data = await objectDataOf(raw([row], { dimensions }), settings({ redactions: 'F0, F1' }), 0);
    assert.deepEqual(data.dimensions.map(({ label, values }) => [label, ...values]), Array.from({ length: 20 }, (_, i) => [`F${i + 2}`, `v${i + 2}`]));
    assert.deepEqual([data.measures[0].values, data.truncated], [['measure'], ['dimensions']]);
});

test('nonsense from the engine does not throw', async () => {
    for (const nonsense of [{}, { rows: [null, 5, 'x'], dimensions: [null, 5], measures: 'x', totalRows: -1, from: 'x' }]) {
        assert.ok((await objectDataOf(/** @type {any} */ (nonsense), settings(), 0)).objectType);
    }
});

test('redaction rules: exact, prefix, either case, the strictest wins', async () => {
    const rules = settings({ redactions: 'Name:hash, Cust*:mask, Customer Name:drop, Odd:scramble' }).redactions;
    assert.equal(ruleFor(rules, ['name', 'x']), 'hash');
    assert.equal(ruleFor(rules, ['=[Name]']), 'hash');
    assert.equal(ruleFor(rules, [undefined, 'customer']), 'mask');
    assert.equal(ruleFor(rules, ['Customer Name']), 'drop');
    assert.equal(ruleFor(rules, ['Odd']), 'drop');
    assert.equal(ruleFor(rules, ['Rename']), undefined);
});

test('without a salt or a secure context hashes are masks; else they are the beginning of HMAC-SHA-256', async () => {
    assert.equal((await createRedactor(subtle, '', ['Ann']))('hash', 'Ann'), '***');
    assert.equal((await createRedactor(undefined, 's', ['Ann']))('hash', 'Ann'), '***');
    const redact = await createRedactor(subtle, 's', ['Ann', 'Übel']);
    for (const text of ['Ann', 'Übel']) {
        assert.equal(redact('hash', text), nodeHmac('sha256', 's').update(text).digest('hex').slice(0, 32));
    }
    assert.deepEqual([redact(undefined, 'Ann'), redact('mask', 'Ann')], ['Ann', '***']);
});
