/**
 * Begins and ends recording, and says whether anybody can look, and at what.
 */

import { tellLeftovers } from './checkpoints.js';
import { fingerprint } from './limits.js';
import { announce, sheetCounts, tellLeft, visitAgain } from './sheets.js';
import { isAway } from './state.js';
import { emit, release } from './trail.js';
import { boot, flush, mute, newData } from './txn.js';
import { endAll, setWorld } from './views.js';
import { lap } from './viewtime.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./state.js').Bar} Bar */

/** Milliseconds that events wait for the names of app and user. */
const IDENTITY_WAIT = 10_000;

/** Milliseconds between two reports of losses. */
const HEALTH = 5 * 60_000;

/** @param {Audit} a why nobody can look, or nothing */
const awayWhy = ({ frozen, hidden, isIdle }) => (frozen ? 'frozen' : hidden ? 'hidden' : isIdle ? 'idle' : '');

/** @param {Audit} a */
export function refresh(a) {
    const { mode } = a.scene;
    const away = awayWhy(a);
    const viewless = mode === 'other' || (mode === 'edit' && !a.scope.editMode);
    setWorld(a, away, !a.on ? 'stopped' : a.cutOff ? 'session' : viewless ? 'mode' : '');
    if (a.visit) lap(a, a.visit, !away);
    if (a.on) mute(a, silence(a));
}

/** @param {Audit} a why selections are not told now, as the cause of those made meanwhile */
const silence = (a) => (isAway(a) ? 'other-tab' : sheetCounts(a) ? null : 'unknown');

/** @param {Audit} a from now on the machine slept */
export function sleep(a) {
    if (awayWhy(a) || !a.on) return;
    setWorld(a, 'sleep', a.barred);
    if (a.visit) lap(a, a.visit, false);
}

/**
 * Begins or ends recording as the bars say, after one was set or taken away.
 * @param {Audit} a @param {Bar} bar @param {boolean} on @param {string} [reason]
 */
export function setBar(a, bar, on, reason = bar) {
    a.bars[on ? 'add' : 'delete'](bar);
    if (!a.bars.size && !a.on) begin(a);
    else if (a.bars.size && a.on) end(a, reason);
    refresh(a);
}

/** @param {Audit} a */
function begin(a) {
    a.on = true;
    if (a.postponed) a.releaseAt = a.at + IDENTITY_WAIT;
    mute(a, silence(a));
    visitAgain(a);
    newData(a);
    a.started = startedEvent(a);
    emit(a, 0, 'event.session.started', a.started);
    if (a.agreed) tellNotice(a, 'acknowledged');
    if (a.visit?.objects) announce(a);
    boot(a);
    tellLeftovers(a);
}

/** @param {Audit} a @returns {Record<string, unknown>} */
function startedEvent({ settings, shots, senseVersion, page, data: dataStateId }) {
    const { connection, data, ...others } = settings;
    const { selections, views, scope, privacy } = others;
    const collects = { navigation: true, selections: selections.collect !== 'off', durations: views.on,
        visibility: views.on && views.visibilityEvents, screenshots: shots, objectdata: data.on,
        bookmarks: selections.bookmarks };
    // Without the secrets among the settings.
    const hashed = [others, connection.endpoint, { ...data, salt: data.salt !== '' }];
    return { scope: scope.reach, senseVersion, tzOffsetMin: Math.round(page.tzOffsetMin ?? 0),
        settingsHash: fingerprint(JSON.stringify(hashed)), notice: privacy.notice,
        collects: Object.entries(collects).flatMap(([name, on]) => (on ? name : [])), dataStateId };
}

/** @param {Audit} a @param {string} reason */
function end(a, reason) {
    flush(a);
    tellBookmarks(a);
    announce(a);
    endAll(a, reason);
    tellLeft(a, reason, null);
    emit(a, 0, 'event.session.ended', { reason, lost: a.ledger.lost });
    a.on = false;
    a.phase = 'idle';
}

/** @param {Audit} a @param {string} reason */
export function finish(a, reason) {
    if (reason === 'disabled') tellHealth(a, 'error', reason);
    setBar(a, 'closed', true, reason);
    if (!a.bars.has('user')) release(a);
}

/**
 * The report on what was lost on the way. It is cumulative, so a lost report is made good by the next one.
 * @param {Audit} a @param {'warn' | 'error'} level @param {string} [reason]
 */
const tellHealth = (a, level, reason) =>
    emit(a, 3, 'audit.event', { type: 'client.health', level, reason, ...a.ledger });

/** @param {Audit} a @returns {import('./state.js').Task} our outbox tells its ledger when there are new losses */
export const healthTask = (a) => [a.on && a.losses ? a.healthNext : Infinity, () => {
    tellHealth(a, 'warn');
    a.losses = false;
    a.healthNext = a.at + HEALTH;
}];

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
    setBar(a, 'declined', true);
    if (/user|mode|stopped/.test([...a.bars].join())) return;
    a.on = true;
    tellNotice(a, 'declined');
    a.on = false;
}

/**
 * This user's doings are not recorded. What waits for the name has not left yet, and never will.
 * @param {Audit} a
 */
export function ignore(a) {
    if (a.postponed) {
        a.postponed = [];
        a.on = false;
    }
    setBar(a, 'user', true);
}

/** @param {Audit} a app or user became known */
export const identify = (a) => 'appId' in a.scene && 'user' in a.scene && release(a);

/**
 * Bookmarks wait until the selections they led to have their transaction.
 * @param {Audit} a
 */
export function tellBookmarks(a) {
    if (a.phase === 'collecting' || !a.txn) return;
    for (const event of a.bookmarks.splice(0)) emit(a, 1, 'event.bookmark', { ...event, selectionTxnId: a.txn });
}
