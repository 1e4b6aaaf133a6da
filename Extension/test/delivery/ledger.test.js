import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLedger } from '../../src/core/ledger.js';

/** @type {{ circuit: 'closed', lastStatus: number, internalErrors: number }} */
const STATE = { circuit: 'closed', lastStatus: 202, internalErrors: 2 };
/** @param {string} type @param {number} seq @param {string} [session] @returns {any} */
const entry = (type, seq, session = 'own') => ({ type, seq, session });

test('counts and names what is lost since the page began', () => {
    const ledger = createLedger('own');
    ledger.sent();
    ledger.retried();
    for (const seq of [4, 5, 9]) ledger.lose(entry('object.visibility.changed', seq), 'evicted');
    ledger.lose(entry('audit.event', 6), 'expired');
    ledger.lose(entry('event.bookmark', 12), 'refused');
    assert.equal(ledger.isDue(), true);
    assert.deepEqual(ledger.account(STATE), {
        sent: 1, retried: 1, dead: 1, dropped: { 'object.visibility.changed': 3, 'audit.event': 1, 'event.bookmark': 1 },
        dropReasons: { evicted: 3, expired: 1, refused: 1 }, lost: [[4, 6], [9, 9], [12, 12]], ...STATE,
    });
    assert.equal(ledger.isDue(), false);
    ledger.lose(entry('audit.event', 10), 'conflict');
    assert.deepEqual(ledger.account(STATE).lost, [[4, 6], [9, 10], [12, 12]]);
});

test('sending makes no account due', () => {
    const ledger = createLedger('own');
    ledger.sent();
    ledger.retried();
    assert.equal(ledger.isDue(), false);
});

test('refused and too large are dead', () => {
    const ledger = createLedger('own');
    for (const [i, reason] of ['refused', 'tooLarge', 'conflict', 'evicted', 'expired', 'purged', 'stopped'].entries()) {
        ledger.lose(entry('audit.event', i + 1), /** @type {any} */ (reason));
    }
    assert.equal(ledger.account(STATE).dead, 2);
});

test('what another page lost of this one is named as its own', () => {
    const ledger = createLedger('own');
    ledger.learn(undefined);
    assert.equal(ledger.isDue(), false);
    ledger.lose(entry('audit.event', 3), 'expired');
    ledger.learn([[1, 2], [7, 7]]);
    assert.deepEqual(ledger.account(STATE).lost, [[1, 3], [7, 7]]);
});

test('losses of pages that are gone are due once, and told in every account as long as they are there', () => {
    const ledger = createLedger('own');
    ledger.tellOthers([['a', [[1, 2]]]]);
    assert.equal(ledger.isDue(), true);
    const account = ledger.account(STATE);
    assert.deepEqual([account.others, account.lost], [[{ sessionKey: 'a', lost: [[1, 2]] }], []]);
    ledger.tellOthers([['a', [[1, 2]]]]);
    assert.equal(ledger.isDue(), false);
    ledger.lose(entry('event.bookmark', 9, 'a'), 'expired');
    assert.deepEqual([ledger.isDue(), ledger.account(STATE).others?.length], [true, 1]);
    ledger.tellOthers([]);
    assert.equal(ledger.isDue(), false);
    assert.equal('others' in ledger.account(STATE), false);
    assert.deepEqual([ledger.account(STATE).dropped, ledger.account(STATE).lost], [{ 'event.bookmark': 1 }, []]);
});

test('what is told cannot be changed by who is told', () => {
    const ledger = createLedger('own');
    ledger.lose(entry('audit.event', 1), 'expired');
    const account = ledger.account(STATE);
    account.lost[0][1] = 99;
    account.dropped['audit.event'] = 99;
    assert.deepEqual([ledger.account(STATE).lost, ledger.account(STATE).dropped], [[[1, 1]], { 'audit.event': 1 }]);
});
