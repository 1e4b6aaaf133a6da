/**
 * What each fact means. Facts come from outside: what is not well-formed is passed over.
 */

import { noteInput } from './capture.js';
import { save } from './checkpoints.js';
import { takeInventory } from './coverage.js';
import { isIgnored } from './ignored-users.js';
import { CAPS, idOf, textOf } from './limits.js';
import { forgetModels, takeModel } from './models.js';
import { awayWhy, decline, identify, ignore, refresh, setBar, tellNotice } from './recorder.js';
import { objectsOf } from './scope.js';
import { snapshotOf } from './selections.js';
import { announce, tellLeft, visitSheet, watch } from './sheets.js';
import { isAway } from './state.js';
import { emit, release } from './trail.js';
import { boot, bootNow, flush, modalMayHaveChanged, modelChanged, suspend, takeSelections } from './txn.js';
import { clear, endAll, look } from './views.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./moment.js').Moment} Moment */

/** Bookmarks that wait for their selections. */
const MAXIMUM_BOOKMARKS = 20;

/** @type {Record<string, (a: Audit, fact: any, now: Moment) => unknown>} by kind of fact */
const KINDS = {
    app(a, /** @type {import('./ports.js').AppFact} */ fact, now) {
        Object.assign(a.scene, { appId: fact.appId, appName: fact.appName });
        // The version of Qlik Sense may become known while the first event waits.
        a.started.senseVersion = a.senseVersion = textOf(fact.senseVersion, CAPS.version) ?? a.senseVersion;
        const before = a.reloadTime;
        a.reloadTime = fact.reloadTime ?? before;
        if (before && a.reloadTime !== before) modelChanged(a, 'reload', now);
        identify(a);
    },

    user(a, /** @type {import('./ports.js').UserFact} */ { user, userRef, tenantId }, now) {
        const ignored = isIgnored(a.privacy.ignoredUsers, [user, userRef]);
        if (ignored) ignore(a, now); // what was open belongs to the user before
        Object.assign(a.scene, { user, userRef, tenantId });
        if (ignored) return;
        setBar(a, 'user', false, now);
        identify(a);
    },

    mode(a, /** @type {import('./ports.js').ModeFact} */ { mode }, now) {
        if (mode === 'inert') return setBar(a, 'mode', true, now);
        const previousMode = a.scene.mode;
        const changed = a.on && previousMode !== undefined && previousMode !== mode;
        if (changed) endAll(a, 'mode', now);
        a.scene.mode = mode;
        if (changed) emit(a, 0, 'event.mode.changed', { mode, previousMode });
        setBar(a, 'mode', false, now);
    },

    page(a, /** @type {import('./ports.js').PageFact} */ { state }, now) {
        const back = state === 'visible' || state === 'restored';
        if (state === 'hidden' || back) a.hidden = !back;
        if (state === 'frozen' || state === 'resumed' || back) a.frozen = state === 'frozen';
        if (back) [a.input, a.idle] = [now.mono, false];
        if (state === 'leaving' || state === 'restored') setBar(a, 'left', state === 'leaving', now, 'pagehide');
        else refresh(a, now);
        if (state === 'leaving' && !a.bars.has('user')) release(a);
        if (isAway(a)) save(a, now);
    },

    input(a, fact, now) {
        const away = a.idle;
        [a.input, a.idle] = [now.mono, false];
        noteInput(a, now.mono);
        if (away) refresh(a, now);
    },

    session(a, /** @type {import('./ports.js').SessionFact} */ { state }, now) {
        a.cutOff = state !== 'resumed';
        if (a.cutOff) {
            flush(a, now);
            forgetModels(a);
        }
        refresh(a, now);
        if (a.cutOff) suspend(a);
        else if (a.on && a.phase === 'idle') {
            boot(a, now);
            bootNow(a, now);
        }
    },

    navigated(a, /** @type {import('./ports.js').NavigatedFact} */ { sheetId, trigger }, now) {
        enter(a, sheetId, trigger, now);
    },

    sheet(a, /** @type {import('./ports.js').SheetFact} */ { sheetId, sheetName, objects }, now) {
        const { visit } = a;
        if (!visit || visit.sheetId !== sheetId) return; // of a sheet that was left meanwhile
        visit.objects = objectsOf(objects);
        a.scene.sheetName = sheetName;
        watch(a, now);
        refresh(a, now);
        announce(a);
    },

    intersection: look,

    object(a, /** @type {import('./ports.js').ObjectFact} */ fact, now) {
        takeModel(a, fact, now.mono);
        if (fact.state === 'changed' && a.watched.has(fact.id)) modelChanged(a, 'model', now);
        modalMayHaveChanged(a, now);
    },

    selections: (a, fact, now) => takeSelections(a, snapshotOf(fact, a.selections), now),

    bookmark(a, /** @type {import('./ports.js').BookmarkFact} */ { id, title, action }, now) {
        const bookmarkId = idOf(id);
        if (!a.selections.bookmarks || !bookmarkId) return;
        if (action === 'applied') a.bookmark = now.mono;
        a.bookmarks = [...a.bookmarks, { type: `bookmark.${action}`, bookmarkId,
            bookmarkTitle: textOf(title, CAPS.name) ?? null, confidence: 'signature-match' }].slice(-MAXIMUM_BOOKMARKS);
    },

    notice(a, /** @type {import('./ports.js').NoticeFact} */ { answer }, now) {
        if (answer === 'acknowledged' && !a.agreed) {
            a.agreed = true;
            if (a.on) return tellNotice(a, answer);
            a.bars.delete('declined');
            setBar(a, 'notice', false, now);
        }
        if (answer !== 'declined' || a.bars.has('declined')) return;
        setBar(a, 'declined', true, now);
        decline(a);
    },

    inventory: takeInventory,

    delivery(a, /** @type {import('./ports.js').DeliveryFact} */ { state, ledger }, now) {
        if (state !== 'ledger') setBar(a, 'stopped', state === 'stop', now);
        else if (ledger) [a.ledger, a.losses] = [ledger, true];
    },
};

/** @param {Audit} a @param {import('./ports.js').Fact} fact @param {Moment} now */
export function takeFact(a, fact, now) {
    if (!a.bars.has('closed')) KINDS[fact?.kind]?.(a, fact, now);
}

/**
 * Another sheet is current, or none.
 * @param {Audit} a @param {string | null} sheetId @param {string} trigger @param {Moment} now
 */
function enter(a, sheetId, trigger, now) {
    if (sheetId !== null && !idOf(sheetId)) return;
    if ((a.visit?.sheetId ?? null) === sheetId) return;
    announce(a);
    clear(a, now);
    tellLeft(a, 'sheet', sheetId, now);
    visitSheet(a, sheetId, trigger, now, !awayWhy(a));
    modalMayHaveChanged(a, now);
    refresh(a, now);
}
