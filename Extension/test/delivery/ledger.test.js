import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLedger } from '../../src/core/ledger.js';

/** @type {{ circuit: 'closed', lastStatus: number, internalErrors: number }} */
const STATE = { circuit: 'closed', lastStatus: 202, internalErrors: 2 };

test('counts and names what is lost since the page began', () => {
    const ledger = createLedger();
    ledger.sent();
    ledger.retried();
    for (const seq of [4, 5, 9]) ledger.lose('object.visibility.changed', seq, 'evicted');
    ledger.lose('audit.event', 6, 'expired');
    ledger.lose('event.bookmark', 12, 'refused');
    assert.equal(ledger.isDue(), true);
    assert.deepEqual(ledger.account(STATE), {
        sent: 1, retried: 1, dead: 1, dropped: { 'object.visibility.changed': 3, 'audit.event': 1, 'event.bookmark': 1 },
        dropReasons: { evicted: 3, expired: 1, refused: 1 }, lost: [[4, 6], [9, 9], [12, 12]], ...STATE,
    });
    assert.equal(ledger.isDue(), false);
    ledger.lose('audit.event', 10, 'conflict');
    assert.deepEqual(ledger.account(STATE).lost, [[4, 6], [9, 10], [12, 12]]);
});

test('sending and changed content make no account due', () => {
    const ledger = createLedger();
    ledger.sent();
    ledger.retried();
    ledger.change('screenshot.url.received', 'notPersisted');
    assert.equal(ledger.isDue(), false);
    assert.deepEqual(ledger.account(STATE).dropReasons, { notPersisted: 1 });
});

test('refused, too large and blocked are dead', () => {
    const ledger = createLedger();
    for (const [i, reason] of ['refused', 'tooLarge', 'blocked', 'conflict', 'evicted', 'expired', 'purged', 'stopped'].entries()) {
        ledger.lose('audit.event', i + 1, /** @type {any} */ (reason));
    }
    assert.equal(ledger.account(STATE).dead, 3);
});

test('losses of pages that are gone are due once, and told in every account as long as they are there', () => {
    const ledger = createLedger();
    const records = [{ sessionKey: 'a', lost: [[1, 2]] }, { sessionKey: 'b', lost: [] }, { lost: [[1, 1]] }, null, 7];
    ledger.tellOthers(records);
    assert.equal(ledger.isDue(), true);
    const account = ledger.account(STATE);
    assert.deepEqual([account.others, account.lost], [[{ sessionKey: 'a', lost: [[1, 2]] }], []]);
    ledger.tellOthers(records);
    assert.equal(ledger.isDue(), false);
    ledger.loseOther('event.bookmark', 'expired');
    assert.deepEqual([ledger.isDue(), ledger.account(STATE).others?.length], [true, 1]);
    ledger.tellOthers([]);
    assert.equal(ledger.isDue(), false);
    assert.equal('others' in ledger.account(STATE), false);
    assert.deepEqual(ledger.account(STATE).dropped, { 'event.bookmark': 1 });
});

test('what is told cannot be changed by who is told', () => {
    const ledger = createLedger();
    ledger.lose('audit.event', 1, 'expired');
    const account = ledger.account(STATE);
    account.lost[0][1] = 99;
    account.dropped['audit.event'] = 99;
    assert.deepEqual(ledger.lost(), [[1, 1]]);
    assert.equal(ledger.account(STATE).dropped['audit.event'], 1);
});

test('names at most fifty types apart', () => {
    const ledger = createLedger();
    for (let i = 1; i <= 80; i += 1) ledger.lose(`event.${i}`, i, 'evicted');
    const { dropped } = ledger.account(STATE);
    assert.equal(Object.keys(dropped).length, 51);
    assert.equal(dropped.other, 30);
});
