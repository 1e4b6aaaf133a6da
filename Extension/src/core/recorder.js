/**
 * Begins and ends recording, and tells every machine whether anybody can look, and at what.
 */

import { whyNot } from './scope.js';
import { endedEvent, startedEvent } from './session-frame.js';

/** @typedef {import('./moment.js').Moment} Moment */

/** Milliseconds that events wait for the names of app and user. */
const IDENTITY_WAIT = 10_000;

export class Recorder {
    /**
     * @param {import('./auditor.js').Machines} machines
     * @param {import('./reports.js').Reports} reports
     * @param {import('./checkpointer.js').Checkpointer} checkpointer
     * @param {import('./settings.js').Settings} settings
     * @param {import('./envelope.js').Page} page
     */
    constructor(machines, reports, checkpointer, settings, page) {
        this.machines = machines;
        this.reports = reports;
        this.checkpointer = checkpointer;
        this.settings = settings;
        this.page = page;
        this.known = { app: false, user: false };
        this.released = false;
        this.releaseAt = Infinity;
        /** @type {string | undefined} */
        this.senseVersion = undefined;
        this.acknowledged = false;
        this.sessionLost = false;
    }

    /** @param {Moment} at */
    refresh(at) {
        const { trail, views, navigation, presence, txn } = this.machines;
        const { mode } = trail.scene;
        const viewless = mode === 'other' || (mode === 'edit' && !this.settings.scope.editMode);
        const bar = !trail.recording() ? 'stopped' : this.sessionLost ? 'session' : viewless ? 'mode' : null;
        views.setWorld(presence.why(), bar, at);
        navigation.run(presence.why() === null, at);
        if (trail.recording()) txn.mute(this.silence(), at);
    }

    /** Why selections are not told now, as the cause of those made meanwhile. */
    silence() {
        return this.machines.presence.isHidden() ? 'other-tab' : this.reports.sheetCounts() ? null : 'unknown';
    }

    /**
     * Things last ran at that moment.
     * @param {Moment} awake
     */
    sleep(awake) {
        const { trail, views, navigation, presence } = this.machines;
        if (presence.why() !== null || !trail.recording()) return;
        views.setWorld('sleep', views.barred ? 'sleep' : null, awake);
        navigation.run(false, awake);
    }

    /**
     * Begins or ends recording as the gate says.
     * @param {string} reason
     * @param {Moment} at
     */
    follow(reason, at) {
        const { gate, trail } = this.machines;
        if (gate.isOpen() && !trail.recording()) this.begin(at);
        else if (!gate.isOpen() && trail.recording()) this.end(reason, at);
        this.refresh(at);
    }

    /** @param {Moment} at */
    begin(at) {
        const { trail, navigation, presence, txn } = this.machines;
        trail.record(true);
        if (!this.released) this.releaseAt = at.mono + IDENTITY_WAIT;
        txn.mute(this.silence(), at);
        navigation.again(at, presence.why() === null);
        txn.begin(at, () => {
            const { data } = txn;
            // The version of Qlik Sense may become known while the event waits.
            this.reports.add('event.session.started',
                () => startedEvent(this.settings, this.page, this.senseVersion, data));
            if (this.acknowledged) this.reports.notice('acknowledged');
            if (navigation.visit()?.objects) this.reports.announce();
        });
        this.checkpointer.tellLeftovers();
    }

    /**
     * @param {string} reason
     * @param {Moment} at
     */
    end(reason, at) {
        const { trail, views, txn, health, correlation } = this.machines;
        txn.flush(at);
        this.reports.tellBookmarks();
        this.reports.announce();
        views.endAll(reason, at);
        this.reports.left(reason, null, at);
        const event = endedEvent(reason, health.lost());
        trail.add({ type: 'event.session.ended', correlationId: correlation(), event });
        trail.record(false);
        txn.end();
    }

    /**
     * @param {string} reason
     * @param {Moment} at
     */
    close(reason, at) {
        const { trail, gate } = this.machines;
        if (trail.recording() && (reason === 'disabled' || reason === 'self-disabled')) this.reports.disabled(reason);
        gate.set('closed', true);
        this.follow(reason, at);
        if (!gate.has('user')) this.release();
    }

    /** The refusal is all that is ever told of this page. */
    decline() {
        const { trail, gate } = this.machines;
        if (gate.has('user') || gate.has('mode') || gate.has('stopped')) return;
        trail.record(true);
        this.reports.notice('declined');
        trail.record(false);
    }

    /**
     * This user's doings are not recorded. What waits for the name has not left yet, and never will.
     * @param {Moment} at
     */
    ignore(at) {
        const { trail, gate } = this.machines;
        if (!this.released) {
            trail.forget();
            trail.record(false);
        }
        gate.set('user', true);
        this.follow('user', at);
    }

    /**
     * Audits what is to be audited of the current sheet.
     * @param {Moment} at
     */
    watch(at) {
        const objects = this.machines.navigation.visit()?.objects ?? [];
        const hosts = this.reports.sheetCounts();
        this.machines.views.setObjects(objects.filter((one) => whyNot(this.settings.scope, one, hosts) === null), at);
    }

    /** @param {'app' | 'user'} name that is known from now on */
    identify(name) {
        this.known[name] = true;
        if (!this.released && this.known.app && this.known.user) this.release();
    }

    /** Names are known, or are not waited for any longer. */
    release() {
        this.released = true;
        this.machines.trail.release();
    }

    /** @returns {number} monotonic time */
    due() {
        return this.released ? Infinity : this.releaseAt;
    }

    expire() {
        this.release();
    }
}
