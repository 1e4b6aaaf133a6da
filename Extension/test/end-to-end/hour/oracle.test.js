import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sheetsOf, viewsOf } from './oracle.js';

/**
 * @param {[number, string, string[], ('hidden' | 'frozen' | null)?][]} samples
 * @param {number} end
 * @param {number[]} [inputs]
 */
const visit = (samples, end, inputs = []) => ({
    user: 'u', inputs, selections: [], steady: [], end: { at: end, how: /** @type {'left'} */ ('left') },
    samples: samples.map(([at, sheetId, visible, nobody = null]) => ({ at, sheetId, visible, nobody })),
});

/** @param {import('./oracle.js').Visit} made */
const short = (made) => viewsOf(made).map((v) => [v.objectId, v.enteredAt, v.leftAt, v.duration]);

test('views begin and end with what is on screen, and a glimpse is none', () => {
    assert.deepEqual(short(visit([[0, 's', ['a']], [100, 's', ['a', 'b']], [300, 's', ['a']], [5_000, 's', ['b']]],
        9_000)),
        [['a', 0, 5_000, 5_000], ['b', 5_000, 9_000, 4_000]]);
});

test('a flicker does not end a view, and half a second does', () => {
    assert.deepEqual(short(visit([[0, 's', ['a']], [4_000, 's', []], [4_400, 's', ['a']]], 6_000)),
        [['a', 0, 6_000, 5_600]]);
    assert.deepEqual(short(visit([[0, 's', ['a']], [4_000, 's', []], [4_600, 's', ['a']]], 6_000)),
        [['a', 0, 4_000, 4_000], ['a', 4_600, 6_000, 1_400]]);
});

test('nobody looks from another tab, and half an hour ends the view', () => {
    assert.deepEqual(short(visit([[0, 's', ['a']], [4_000, 's', ['a'], 'hidden'], [64_000, 's', ['a']]], 65_000)),
        [['a', 0, 65_000, 5_000]]);
    const hour = 3_600_000;
    assert.deepEqual(short(visit([[0, 's', ['a']], [4_000, 's', ['a'], 'hidden'], [hour, 's', ['a']]], hour + 1_000,
        [hour])),
        [['a', 0, 4_000, 4_000], ['a', hour, hour + 1_000, 1_000]]);
});

test('after ten minutes without a touch nobody is there', () => {
    const made = visit([[0, 's', ['a']]], 1_200_000, [60_000, 900_000]);
    assert.deepEqual(short(made), [['a', 0, 1_200_000, 960_000]]);
    assert.deepEqual(sheetsOf(made), [{ sheetId: 's', from: 0, to: 1_200_000, active: 960_000 }]);
});

test('another sheet ends every view, also of an object that both have', () => {
    assert.deepEqual(short(visit([[0, 's', ['a']], [2_000, 't', ['a']], [2_100, 't', ['b']]], 5_000)),
        [['a', 0, 2_000, 2_000], ['b', 2_100, 5_000, 2_900]]);
});
