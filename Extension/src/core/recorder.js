/**
 * Begins and ends recording, and says whether anybody can look, and at what.
 */

import { tellLeftovers } from './checkpoints.js';
import { tellHealth } from './health.js';
import { sheetCounts, announce, tellLeft, visitAgain } from './sheets.js';
import { endedEvent, startedEvent } from './session-frame.js';
import { isAway } from './state.js';
import { emit, release } from './trail.js';
import { boot, bootNow, flush, mute, newData } from './txn.js';
import { endAll, setWorld } from './views.js';
import { goOn, stopTime } from './viewtime.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./state.js').Bar} Bar */
/** @typedef {import('./moment.js').Moment} Moment */

/** Milliseconds that events wait for the names of app and user. */
const IDENTITY_WAIT = 10_000;

/** @param {Audit} a why nobody can look */
export const awayWhy = ({ frozen, hidden, idle }) => (frozen ? 'frozen' : hidden ? 'hidden' : idle ? 'idle' : null);

/** @param {Audit} a @param {Moment} at */
export function refresh(a, at) {
    const { mode } = a.scene;
    const away = awayWhy(a);
    const viewless = mode === 'other' || (mode === 'edit' && !a.scope.editMode);
    setWorld(a, away, !a.on ? 'stopped' : a.cutOff ? 'session' : viewless ? 'mode' : null, at);
    if (a.visit) (away ? stopTime : goOn)(a.visit, at);
    if (a.on) mute(a, silence(a), at);
}

/** @param {Audit} a why selections are not told now, as the cause of those made meanwhile */
const silence = (a) => (isAway(a) ? 'other-tab' : sheetCounts(a) ? null : 'unknown');

/**
 * Things last ran at that moment.
 * @param {Audit} a @param {Moment} awake
 */
export function sleep(a, awake) {
    if (awayWhy(a) || !a.on) return;
    setWorld(a, 'sleep', a.barred ? 'sleep' : null, awake);
    if (a.visit) stopTime(a.visit, awake);
}

/**
 * Begins or ends recording as the bars say, after one was set or taken away.
 * @param {Audit} a @param {Bar} bar @param {boolean} on @param {Moment} at @param {string} [reason]
 */
export function setBar(a, bar, on, at, reason = bar) {
    a.bars[on ? 'add' : 'delete'](bar);
    if (!a.bars.size && !a.on) begin(a, at);
    else if (a.bars.size && a.on) end(a, reason, at);
    refresh(a, at);
}

/** @param {Audit} a @param {Moment} at */
function begin(a, at) {
    a.on = true;
    if (a.waiting) a.releaseAt = at.mono + IDENTITY_WAIT;
    mute(a, silence(a), at);
    visitAgain(a, at, !awayWhy(a));
    newData(a, at);
    boot(a, at);
    a.started = startedEvent(a);
    emit(a, 0, 'event.session.started', a.started);
    if (a.agreed) tellNotice(a, 'acknowledged');
    if (a.visit?.objects) announce(a);
    bootNow(a, at);
    tellLeftovers(a);
}

/** @param {Audit} a @param {string} reason @param {Moment} at */
function end(a, reason, at) {
    flush(a, at);
    tellBookmarks(a);
    announce(a);
    endAll(a, reason, at);
    tellLeft(a, reason, null, at);
    emit(a, 0, 'event.session.ended', endedEvent(a, reason));
    a.on = false;
    a.phase = 'idle';
}

/** @param {Audit} a @param {string} reason @param {Moment} at */
export function finish(a, reason, at) {
    if (reason === 'disabled') tellHealth(a, 'error', reason);
    setBar(a, 'closed', true, at, reason);
    if (!a.bars.has('user')) release(a);
}

/** @param {Audit} a @param {'acknowledged' | 'declined'} answer */
export function tellNotice(a, answer) {
    const { notice, version } = a.privacy;
    emit(a, 0, `event.notice.${answer}`, { notice, version });
}

/**
 * The refusal is all that is ever told of this page.
 * @param {Audit} a
 */
export function decline(a) {
    if (/user|mode|stopped/.test([...a.bars].join())) return;
    a.on = true;
    tellNotice(a, 'declined');
    a.on = false;
}

/**
 * This user's doings are not recorded. What waits for the name has not left yet, and never will.
 * @param {Audit} a @param {Moment} at
 */
export function ignore(a, at) {
    if (a.waiting) {
        a.waiting = [];
        a.on = false;
    }
    setBar(a, 'user', true, at);
}

/** @param {Audit} a app or user became known */
export const identify = (a) => 'appId' in a.scene && 'user' in a.scene && release(a);

/**
 * Bookmarks wait until the selections they led to have their transaction.
 * @param {Audit} a
 */
export function tellBookmarks(a) {
    if (!a.bookmarks.length || a.phase === 'collecting' || a.txn === null) return;
    for (const event of a.bookmarks) emit(a, 1, 'event.bookmark', { ...event, selectionTxnId: a.txn });
    a.bookmarks = [];
}
