import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBucket, SLOW_MS } from '../../src/core/bucket.js';

test('gives thirty at once, then one a second', () => {
    const bucket = createBucket(0);
    for (let i = 0; i < 30; i += 1) assert.equal(bucket.take(1, 0), 0);
    assert.equal(bucket.take(1, 0), 1_000);
    assert.equal(bucket.take(1, 400), 600);
    assert.equal(bucket.take(1, 1_000), 0);
    assert.equal(bucket.take(1, 1_000), 1_000);
    assert.equal(bucket.take(1, 1_000_000), 0);
    assert.equal(bucket.level(1_000_000), 29);
});

test('takes nothing when there is not enough', () => {
    const bucket = createBucket(0);
    assert.equal(bucket.take(20, 0), 0);
    assert.equal(bucket.take(20, 0), 10_000);
    assert.equal(bucket.level(0), 10);
});

test('a price above the burst is the burst', () => {
    assert.equal(createBucket(0).take(100, 0), 0);
});

test('fills at half the rate for ten minutes after it was too much', () => {
    const bucket = createBucket(0);
    bucket.take(30, 0);
    bucket.slow(0);
    assert.equal(bucket.take(1, 0), 2_000);
    assert.equal(bucket.level(10_000), 5);
    bucket.take(5, 10_000);
    assert.equal(bucket.take(30, SLOW_MS), 0);
    assert.equal(bucket.take(1, SLOW_MS), 1_000);
});

test('a clock that goes back fills nothing', () => {
    const bucket = createBucket(10_000);
    bucket.take(30, 10_000);
    assert.equal(bucket.level(0), 0);
});
