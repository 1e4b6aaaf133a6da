import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addRange, isWithin, RANGES, readRanges } from '../../src/core/ranges.js';
import { seeded } from './fake-clock.js';

/** @param {[number, number][]} ranges */
const numbers = (ranges) => ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));

for (const seed of [1, 2, 3, 4, 5]) {
    test(`holds exactly what was added, sorted and joined (seed ${seed})`, () => {
        const random = seeded(seed);
        /** @type {[number, number][]} */
        let ranges = [];
        const expected = new Set();
        for (let i = 0; i < 300; i += 1) {
            const first = 1 + Math.floor(random() * 400);
            const last = first + (random() < 0.3 ? Math.floor(random() * 20) : 0);
            ranges = addRange(ranges, first, last);
            for (let n = first; n <= last; n += 1) expected.add(n);
        }
        assert.deepEqual(numbers(ranges), [...expected].sort((a, b) => a - b));
        for (let i = 1; i < ranges.length; i += 1) assert.ok(ranges[i][0] > ranges[i - 1][1] + 1);
    });
}

test('joins neighbours', () => {
    /** @type {[number, number][]} */
    let ranges = [];
    for (const seq of [5, 7, 6, 1, 9]) ranges = addRange(ranges, seq);
    assert.deepEqual(ranges, [[1, 1], [5, 7], [9, 9]]);
});

test('at the bound the oldest become one, and no number goes', () => {
    /** @type {[number, number][]} */
    let ranges = [];
    for (let i = 0; i <= RANGES; i += 1) ranges = addRange(ranges, 1 + i * 10);
    assert.equal(ranges.length, RANGES);
    assert.deepEqual(ranges.slice(0, 2), [[1, 11], [21, 21]]);
    assert.deepEqual(ranges.at(-1), [1 + RANGES * 10, 1 + RANGES * 10]);
});

test('reads only what is a range', () => {
    assert.deepEqual(readRanges([[1, 2], [0, 1], [5, 4], ['1', 2], [3], null, [2, 4], [1.5, 2], [9, 9]]), [[1, 4], [9, 9]]);
    assert.deepEqual(readRanges('x'), []);
});

test('knows whether one set is in another', () => {
    assert.equal(isWithin([[2, 3], [7, 9]], [[1, 4], [7, 9]]), true);
    assert.equal(isWithin([[2, 5]], [[1, 4], [7, 9]]), false);
    assert.equal(isWithin([], []), true);
});
