/**
 * What each fact means for the machines. Facts come from outside: what is not well-formed is passed over.
 */

import { CAPS, idOf, textOf } from './limits.js';
import { isIgnored } from './ignored-users.js';
import { objectsOf } from './navigation.js';
import { snapshotOf } from './selections.js';

/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./ports.js').Fact} Fact */

const MODES = ['analysis', 'edit', 'other', 'inert'];

/**
 * @param {import('./auditor.js').Machines} machines
 * @param {ReturnType<import('./recorder.js').createRecorder>} recorder
 * @param {import('./settings.js').Settings} settings
 */
export function createFacts(machines, recorder, settings) {
    const { trail, settling, navigation, presence, views, txn, capture, gate, coverage, health } = machines;
    let reloadTime = '';
    let navigated = false;

    /** @param {string | null} sheetId @param {string} trigger @param {Moment} now */
    const enter = (sheetId, trigger, now) => {
        navigated = true;
        if ((navigation.visit()?.sheetId ?? null) === sheetId) return;
        recorder.announce();
        views.clear('sheet', now);
        recorder.tellLeft('sheet', sheetId, now);
        settling.clear();
        navigation.enter(sheetId, trigger, now, presence.why() === null);
        Object.assign(trail.scene, { sheetId: sheetId ?? undefined, sheetName: undefined });
        txn.modalMayHaveChanged(now);
        recorder.refresh(now);
    };

    /** @type {{ [K in Fact['kind']]: (fact: Extract<Fact, { kind: K }>, now: Moment) => void }} */
    const handlers = {
        app(fact, now) {
            Object.assign(trail.scene, { appId: fact.appId, appName: fact.appName });
            recorder.state.app = true;
            recorder.state.senseVersion = fact.senseVersion ?? recorder.state.senseVersion;
            const time = textOf(fact.reloadTime, CAPS.name) ?? reloadTime;
            if (reloadTime !== '' && time !== reloadTime) txn.modelChanged('reload', now);
            reloadTime = time;
            recorder.identified();
        },
        user(fact, now) {
            const [user, userRef, tenantId] = [fact.user, fact.userRef, fact.tenantId].map((name) => textOf(name, CAPS.user));
            const ignored = isIgnored(settings.privacy.ignoredUsers, [user, userRef]);
            if (ignored && !recorder.state.released) trail.forget(); // nothing has left yet
            if (ignored && !recorder.state.released) trail.record(false);
            gate.set('user', ignored);
            if (ignored) recorder.follow('user', now);
            Object.assign(trail.scene, { user, userRef, tenantId });
            recorder.state.user = true;
            if (!ignored) recorder.follow('user', now);
            if (!ignored) recorder.identified();
        },
        mode({ mode }, now) {
            if (!MODES.includes(mode)) return;
            gate.set('mode', mode === 'inert');
            if (mode === 'inert') return recorder.follow('mode', now);
            const before = trail.scene.mode;
            const changed = trail.recording() && before !== undefined && before !== mode;
            if (changed) views.endAll('mode', now);
            trail.scene.mode = mode;
            if (changed) {
                trail.add({ type: 'event.mode.changed', correlationId: machines.correlation(),
                    event: { type: 'mode.changed', mode, previousMode: before } });
            }
            recorder.follow('mode', now);
        },
        page({ state }, now) {
            presence.page(state, now);
            if (state === 'leaving' || state === 'restored') gate.set('left', state === 'leaving');
            recorder.follow('pagehide', now);
            if (state === 'leaving' && !gate.has('user')) recorder.release();
            if (state === 'hidden' || state === 'frozen') recorder.save(now);
        },
        input(_, now) {
            const away = presence.why() === 'idle';
            presence.active(now);
            capture.input(now.mono);
            if (away) recorder.refresh(now);
        },
        session({ state }, now) {
            recorder.state.sessionLost = state !== 'resumed';
            if (state !== 'resumed') {
                txn.flush(now);
                settling.clear();
            }
            recorder.refresh(now);
            if (state === 'resumed') txn.resume(now);
            else txn.suspend();
        },
        navigated({ sheetId, trigger }, now) {
            if (sheetId === null || idOf(sheetId)) enter(sheetId, trigger, now);
        },
        sheet(fact, now) {
            const id = idOf(fact.sheetId);
            if (!id) return;
            if (!navigated) enter(id, 'open', now);
            const visit = navigation.visit();
            if (!visit || visit.sheetId !== id) return; // of a sheet that was left meanwhile
            visit.sheetName = textOf(fact.sheetName, CAPS.name);
            visit.objects = objectsOf(fact.objects);
            trail.scene.sheetName = visit.sheetName;
            recorder.watch(now);
            recorder.refresh(now);
            recorder.announce();
        },
        intersection(fact, now) {
            if (idOf(fact.id)) views.look(fact, now);
        },
        object(fact, now) {
            if (!idOf(fact.id) || !['changed', 'settled', 'failed'].includes(fact.state)) return;
            settling.take(fact, now.mono);
            if (fact.state === 'changed' && views.has(fact.id)) txn.modelChanged('model', now);
            txn.modalMayHaveChanged(now);
        },
        selections(fact, now) {
            txn.take(snapshotOf(fact, settings.selections), now);
        },
        bookmark(fact, now) {
            const bookmarkId = idOf(fact.id);
            if (!settings.selections.bookmarks || !bookmarkId) return;
            if (fact.action === 'applied') txn.bookmarkApplied(now);
            recorder.bookmark({ type: fact.action === 'created' ? 'bookmark.created' : 'bookmark.applied', bookmarkId,
                bookmarkTitle: textOf(fact.title, CAPS.name) ?? null, confidence: 'signature-match' });
        },
        notice({ answer }, now) {
            if (answer === 'acknowledged' && recorder.state.answered === null) {
                recorder.state.answered = answer;
                gate.set('notice', false);
                gate.set('declined', false);
                if (trail.recording()) recorder.tellNotice(answer);
                else recorder.follow('notice', now);
            }
            if (answer !== 'declined' || gate.has('declined')) return;
            gate.set('declined', true);
            recorder.follow('declined', now);
            if (!gate.has('user') && !gate.has('mode') && !gate.has('stopped')) recorder.decline();
        },
        inventory(fact, now) {
            coverage.take(fact);
            if (settings.scope.reach !== 'sheet') return;
            const visit = navigation.visit();
            if (visit && !visit.told && visit.objects) visit.announced = false; // it may count now
            recorder.watch(now);
            recorder.refresh(now);
            recorder.announce();
        },
        delivery({ state, ledger }, now) {
            if (state === 'ledger') {
                const { before, after } = health.take(ledger);
                if ((after.dropReasons.expired ?? 0) > (before.dropReasons.expired ?? 0)) capture.lost(after.lost);
                return;
            }
            gate.set('stopped', state === 'stop');
            recorder.follow('stopped', now);
        },
    };
    return {
        /** @type {(fact: Fact, now: Moment) => void} */
        take(fact, now) {
            if (gate.has('closed') || !fact || !Object.prototype.hasOwnProperty.call(handlers, fact.kind)) return;
            const handle = /** @type {(fact: Fact, now: Moment) => void} */ (handlers[fact.kind]);
            handle(fact, now);
        },
    };
}
