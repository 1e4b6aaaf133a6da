/**
 * What each fact means. Facts come from outside: what is not well-formed is passed over.
 */

import { noteInput } from './capture.js';
import { save } from './checkpoints.js';
import { takeInventory } from './coverage.js';
import { isIgnored } from './ignored-users.js';
import { CAPS, idOf, textOf } from './limits.js';
import { takeModel } from './models.js';
import { decline, identify, ignore, refresh, setBar, tellNotice } from './recorder.js';
import { objectsOf } from './scope.js';
import { snapshotOf } from './selections.js';
import { announce, tellLeft, visitSheet, watch } from './sheets.js';
import { allOf, isAway } from './state.js';
import { emit, release } from './trail.js';
import { boot, flush, modalMayHaveChanged, modelChanged, suspend, takeSelections } from './txn.js';
import { endAll, look } from './views.js';

/** @typedef {import('./state.js').Audit} Audit */

/** Bookmarks that wait for their selections. */
const MAXIMUM_BOOKMARKS = 20;

/** @type {Record<string, (a: Audit, fact: any) => unknown>} by kind of fact */
const KINDS = {
    app(a, /** @type {import('./ports.js').AppFact} */ { appId, appName, senseVersion, reloadTime }) {
        const before = a.reloadTime;
        Object.assign(a.scene, { appId, appName });
        // The version of Qlik Sense may become known while the first event waits.
        a.started.senseVersion = a.senseVersion = textOf(senseVersion, CAPS.version) ?? a.senseVersion;
        a.reloadTime = reloadTime ?? before;
        if (before && a.reloadTime !== before) modelChanged(a, 'reload');
        identify(a);
    },

    user(a, /** @type {import('./ports.js').UserFact} */ { user, userRef, tenantId }) {
        const ignored = isIgnored(a.privacy.ignoredUsers, [user, userRef]);
        if (ignored) ignore(a); // what was open belongs to the user before
        Object.assign(a.scene, { user, userRef, tenantId });
        if (ignored) return;
        setBar(a, 'user', false);
        identify(a);
    },

    mode(a, /** @type {import('./ports.js').ModeFact} */ { mode }) {
        const inert = mode === 'inert';
        const previousMode = a.scene.mode;
        const changed = a.on && !inert && previousMode && previousMode !== mode;
        if (changed) endAll(a, 'mode');
        if (!inert) a.scene.mode = mode;
        if (changed) emit(a, 0, 'event.mode.changed', { mode, previousMode });
        setBar(a, 'mode', inert);
    },

    page(a, /** @type {import('./ports.js').PageFact} */ { state }) {
        const leaving = state === 'leaving';
        const back = state === 'visible' || state === 'restored';
        if (state === 'hidden' || back) a.hidden = !back;
        if (state === 'frozen' || state === 'resumed' || back) a.frozen = state === 'frozen';
        if (back) [a.input, a.isIdle] = [a.at, false];
        if (leaving || state === 'restored') setBar(a, 'left', leaving, 'pagehide');
        else refresh(a);
        if (leaving && !a.bars.has('user')) release(a);
        if (isAway(a)) save(a);
    },

    input(a) {
        const away = a.isIdle;
        [a.input, a.isIdle] = [a.at, false];
        noteInput(a);
        if (away) refresh(a);
    },

    session(a, /** @type {import('./ports.js').SessionFact} */ { state }) {
        a.cutOff = state !== 'resumed';
        if (a.cutOff) {
            flush(a);
            for (const one of allOf(a)) one.model = undefined; // what was heard of models is void
        }
        refresh(a);
        if (a.cutOff) suspend(a);
        else if (a.on && a.phase === 'idle') boot(a);
    },

    /** Another sheet is current, or none. */
    navigated(a, /** @type {import('./ports.js').NavigatedFact} */ { sheetId, trigger }) {
        if ((sheetId !== null && !idOf(sheetId)) || (a.visit?.sheetId ?? null) === sheetId) return;
        announce(a);
        endAll(a, 'sheet');
        a.watched.clear();
        tellLeft(a, 'sheet', sheetId);
        visitSheet(a, sheetId, trigger);
        modalMayHaveChanged(a);
        refresh(a);
    },

    sheet(a, /** @type {import('./ports.js').SheetFact} */ { sheetId, sheetName, objects }) {
        const { visit } = a;
        if (visit?.sheetId !== sheetId) return; // of a sheet that was left meanwhile
        visit.objects = objectsOf(objects);
        a.scene.sheetName = sheetName;
        watch(a);
        refresh(a);
        announce(a);
    },

    intersection: look,

    object(a, /** @type {import('./ports.js').ObjectFact} */ fact) {
        takeModel(a, fact);
        if (fact.state === 'changed' && a.watched.has(fact.id)) modelChanged(a, 'model');
        modalMayHaveChanged(a);
    },

    selections: (a, fact) => takeSelections(a, snapshotOf(fact, a.selections)),

    bookmark(a, /** @type {import('./ports.js').BookmarkFact} */ { id, title }) {
        const bookmarkId = idOf(id);
        if (!a.selections.bookmarks || !bookmarkId) return;
        a.bookmark = a.at;
        a.bookmarks = [...a.bookmarks, { type: 'bookmark.applied', bookmarkId,
            bookmarkTitle: textOf(title, CAPS.name) ?? null, confidence: 'signature-match' }].slice(-MAXIMUM_BOOKMARKS);
    },

    notice(a, /** @type {import('./ports.js').NoticeFact} */ { answer }) {
        if (answer === 'acknowledged' && !a.agreed) {
            a.agreed = true;
            if (a.on) return tellNotice(a, answer);
            a.bars.delete('declined');
            setBar(a, 'notice', false);
        }
        if (answer === 'declined' && !a.bars.has('declined')) decline(a);
    },

    inventory: takeInventory,

    delivery(a, /** @type {import('./ports.js').DeliveryFact} */ { state, ledger }) {
        if (state !== 'ledger') setBar(a, 'stopped', state === 'stop');
        else if (ledger) [a.ledger, a.losses] = [ledger, true];
    },
};

/** @param {Audit} a @param {import('./ports.js').Fact} fact */
export function takeFact(a, fact) {
    if (!a.bars.has('closed')) KINDS[fact?.kind]?.(a, fact);
}
