/**
 * What each fact means for the machines. Facts come from outside: what is not well-formed is passed over.
 */

import { isIgnored } from './ignored-users.js';
import { CAPS, idOf, textOf } from './limits.js';
import { objectsOf } from './navigation.js';
import { snapshotOf } from './selections.js';

/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./ports.js').Fact} Fact */

const MODES = ['analysis', 'edit', 'other', 'inert'];

/** Kinds of facts; whatever else comes is passed over. */
const KINDS = ['app', 'user', 'mode', 'page', 'input', 'session', 'navigated', 'sheet', 'intersection', 'object',
    'selections', 'bookmark', 'notice', 'inventory', 'delivery'];

/** A method for each kind of fact, of its name. */
export class Facts {
    /**
     * @param {import('./auditor.js').Machines} machines
     * @param {import('./recorder.js').Recorder} recorder
     * @param {import('./reports.js').Reports} reports
     * @param {import('./settings.js').Settings} settings
     */
    constructor(machines, recorder, reports, settings) {
        this.machines = machines;
        this.recorder = recorder;
        this.reports = reports;
        this.settings = settings;
        this.reloadTime = '';
        this.navigations = 0;
    }

    /**
     * @param {Fact} fact
     * @param {Moment} now
     */
    take(fact, now) {
        if (this.machines.gate.has('closed') || !fact || !KINDS.includes(fact.kind)) return;
        /** @type {any} */ (this)[fact.kind](fact, now);
    }

    /**
     * @param {import('./ports.js').AppFact} fact
     * @param {Moment} now
     */
    app(fact, now) {
        const { trail, txn } = this.machines;
        Object.assign(trail.scene, { appId: fact.appId, appName: fact.appName });
        this.recorder.senseVersion = fact.senseVersion ?? this.recorder.senseVersion;
        const time = textOf(fact.reloadTime, CAPS.name) ?? this.reloadTime;
        if (this.reloadTime !== '' && time !== this.reloadTime) txn.modelChanged('reload', now);
        this.reloadTime = time;
        this.recorder.identify('app');
    }

    /**
     * @param {import('./ports.js').UserFact} fact
     * @param {Moment} now
     */
    user(fact, now) {
        const [user, userRef, tenantId] = [fact.user, fact.userRef, fact.tenantId]
            .map((name) => textOf(name, CAPS.user));
        const ignored = isIgnored(this.settings.privacy.ignoredUsers, [user, userRef]);
        if (ignored) this.recorder.ignore(now); // what was open belongs to the user before
        Object.assign(this.machines.trail.scene, { user, userRef, tenantId });
        if (ignored) return;
        this.machines.gate.set('user', false);
        this.recorder.follow('user', now);
        this.recorder.identify('user');
    }

    /**
     * @param {import('./ports.js').ModeFact} fact
     * @param {Moment} now
     */
    mode({ mode }, now) {
        const { trail, views, gate, correlation } = this.machines;
        if (!MODES.includes(mode)) return;
        gate.set('mode', mode === 'inert');
        if (mode === 'inert') return this.recorder.follow('mode', now);
        const before = trail.scene.mode;
        const changed = trail.recording() && before !== undefined && before !== mode;
        if (changed) views.endAll('mode', now);
        trail.scene.mode = mode;
        if (changed) {
            trail.add({ type: 'event.mode.changed', correlationId: correlation(),
                event: { type: 'mode.changed', mode, previousMode: before } });
        }
        this.recorder.follow('mode', now);
    }

    /**
     * @param {import('./ports.js').PageFact} fact
     * @param {Moment} now
     */
    page({ state }, now) {
        const { presence, gate } = this.machines;
        presence.page(state, now);
        if (state === 'leaving' || state === 'restored') gate.set('left', state === 'leaving');
        this.recorder.follow('pagehide', now);
        if (state === 'leaving' && !gate.has('user')) this.recorder.release();
        if (state === 'hidden' || state === 'frozen') this.recorder.checkpointer.save(now);
    }

    /**
     * @param {import('./ports.js').InputFact} fact
     * @param {Moment} now
     */
    input(fact, now) {
        const { presence, capture } = this.machines;
        const away = presence.why() === 'idle';
        presence.active(now);
        capture.input(now.mono);
        if (away) this.recorder.refresh(now);
    }

    /**
     * @param {import('./ports.js').SessionFact} fact
     * @param {Moment} now
     */
    session({ state }, now) {
        const { txn, settling } = this.machines;
        this.recorder.sessionLost = state !== 'resumed';
        if (state !== 'resumed') {
            txn.flush(now);
            settling.clear();
        }
        this.recorder.refresh(now);
        if (state === 'resumed') txn.resume(now);
        else txn.suspend();
    }

    /**
     * @param {import('./ports.js').NavigatedFact} fact
     * @param {Moment} now
     */
    navigated({ sheetId, trigger }, now) {
        if (sheetId === null || idOf(sheetId)) this.enter(sheetId, trigger, now);
    }

    /**
     * @param {import('./ports.js').SheetFact} fact
     * @param {Moment} now
     */
    sheet(fact, now) {
        const { trail, navigation } = this.machines;
        const id = idOf(fact.sheetId);
        if (!id) return;
        if (this.navigations === 0) this.enter(id, 'open', now);
        const visit = navigation.visit();
        if (!visit || visit.sheetId !== id) return; // of a sheet that was left meanwhile
        visit.sheetName = textOf(fact.sheetName, CAPS.name);
        visit.objects = objectsOf(fact.objects);
        trail.scene.sheetName = visit.sheetName;
        this.recorder.watch(now);
        this.recorder.refresh(now);
        this.reports.announce();
    }

    /**
     * @param {import('./ports.js').IntersectionFact} fact
     * @param {Moment} now
     */
    intersection(fact, now) {
        if (idOf(fact.id)) this.machines.views.look(fact, now);
    }

    /**
     * @param {import('./ports.js').ObjectFact} fact
     * @param {Moment} now
     */
    object(fact, now) {
        const { settling, views, txn } = this.machines;
        if (!idOf(fact.id) || !['changed', 'settled', 'failed'].includes(fact.state)) return;
        settling.take(fact, now.mono);
        if (fact.state === 'changed' && views.has(fact.id)) txn.modelChanged('model', now);
        txn.modalMayHaveChanged(now);
    }

    /**
     * @param {import('./ports.js').SelectionFact} fact
     * @param {Moment} now
     */
    selections(fact, now) {
        this.machines.txn.take(snapshotOf(fact, this.settings.selections), now);
    }

    /**
     * @param {import('./ports.js').BookmarkFact} fact
     * @param {Moment} now
     */
    bookmark(fact, now) {
        const bookmarkId = idOf(fact.id);
        if (!this.settings.selections.bookmarks || !bookmarkId) return;
        if (fact.action === 'applied') this.machines.txn.bookmarkApplied(now);
        this.reports.bookmark({ type: fact.action === 'created' ? 'bookmark.created' : 'bookmark.applied', bookmarkId,
            bookmarkTitle: textOf(fact.title, CAPS.name) ?? null, confidence: 'signature-match' });
    }

    /**
     * @param {import('./ports.js').NoticeFact} fact
     * @param {Moment} now
     */
    notice({ answer }, now) {
        const { trail, gate } = this.machines;
        if (answer === 'acknowledged' && !this.recorder.acknowledged) {
            this.recorder.acknowledged = true;
            gate.set('notice', false);
            gate.set('declined', false);
            if (trail.recording()) this.reports.notice(answer);
            else this.recorder.follow('notice', now);
        }
        if (answer !== 'declined' || gate.has('declined')) return;
        gate.set('declined', true);
        this.recorder.follow('declined', now);
        this.recorder.decline();
    }

    /**
     * @param {import('./ports.js').InventoryFact} fact
     * @param {Moment} now
     */
    inventory(fact, now) {
        const { coverage, navigation } = this.machines;
        coverage.take(fact);
        if (this.settings.scope.reach !== 'sheet') return;
        const visit = navigation.visit();
        if (visit && !visit.told && visit.objects) visit.announced = false; // it may count now
        this.recorder.watch(now);
        this.recorder.refresh(now);
        this.reports.announce();
    }

    /**
     * @param {import('./ports.js').DeliveryFact} fact
     * @param {Moment} now
     */
    delivery({ state, ledger }, now) {
        const { health, capture, gate } = this.machines;
        if (state === 'ledger') {
            const { before, after } = health.take(ledger);
            if ((after.dropReasons.expired ?? 0) > (before.dropReasons.expired ?? 0)) capture.lost(after.lost);
            return;
        }
        gate.set('stopped', state === 'stop');
        this.recorder.follow('stopped', now);
    }

    /**
     * Another sheet is current, or none.
     * @private
     * @param {string | null} sheetId
     * @param {string} trigger
     * @param {Moment} now
     */
    enter(sheetId, trigger, now) {
        const { trail, settling, navigation, presence, views, txn } = this.machines;
        this.navigations += 1;
        if ((navigation.visit()?.sheetId ?? null) === sheetId) return;
        this.reports.announce();
        views.clear('sheet', now);
        this.reports.left('sheet', sheetId, now);
        settling.clear();
        navigation.enter(sheetId, trigger, now, presence.why() === null);
        Object.assign(trail.scene, { sheetId: sheetId ?? undefined, sheetName: undefined });
        txn.modalMayHaveChanged(now);
        this.recorder.refresh(now);
    }
}
