import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addRange, RANGES, readRanges, withoutRanges } from '../../src/core/ranges.js';
import { seeded } from './fake-clock.js';

/** @param {[number, number][]} ranges */
const numbers = (ranges) => ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));

for (const seed of [1, 2, 3, 4, 5]) {
    test(`holds exactly what was added, sorted and joined (seed ${seed})`, () => {
        const random = seeded(seed);
        /** @type {[number, number][]} */
        const ranges = [];
        const expected = new Set();
        for (let i = 0; i < 300; i += 1) {
            const first = 1 + Math.floor(random() * 400);
            const last = first + (random() < 0.3 ? Math.floor(random() * 20) : 0);
            addRange(ranges, first, last);
            for (let n = first; n <= last; n += 1) expected.add(n);
        }
        assert.deepEqual(numbers(ranges), [...expected].sort((a, b) => a - b));
        for (let i = 1; i < ranges.length; i += 1) assert.ok(ranges[i][0] > ranges[i - 1][1] + 1);
    });
}

test('joins neighbours', () => {
    /** @type {[number, number][]} */
    const ranges = [];
    for (const seq of [5, 7, 6, 1, 9]) addRange(ranges, seq);
    assert.deepEqual(ranges, [[1, 1], [5, 7], [9, 9]]);
});

test('at the bound the nearest become one, and no number goes', () => {
    /** @type {[number, number][]} */
    const ranges = [];
    for (let i = 0; i <= RANGES; i += 1) addRange(ranges, 1 + i * 10 + (i > 5 ? 3 : 0));
    assert.equal(ranges.length, RANGES);
    const all = new Set(numbers(ranges));
    for (let i = 0; i <= RANGES; i += 1) assert.ok(all.has(1 + i * 10 + (i > 5 ? 3 : 0)));
    assert.equal(all.size, RANGES + 1 + 9);
});

test('reads only what is a range', () => {
    assert.deepEqual(readRanges([[1, 2], [0, 1], [5, 4], ['1', 2], [3], null, [2, 4], [1.5, 2], [9, 9]]), [[1, 4], [9, 9]]);
    assert.deepEqual(readRanges('x'), []);
});

test('takes one set from another', () => {
    assert.deepEqual(withoutRanges([[1, 10], [20, 20], [30, 40]], [[1, 3], [5, 5], [20, 25], [38, 50]]), [[4, 4], [6, 10], [30, 37]]);
    assert.deepEqual(withoutRanges([[1, 2]], []), [[1, 2]]);
    assert.deepEqual(withoutRanges([], [[1, 2]]), []);
});
