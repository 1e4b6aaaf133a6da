/**
 * Begins and ends recording, and tells what is told besides the machines' own events.
 */

import { isIgnored } from './ignored-users.js';
import { hostsUs, whyNot } from './scope.js';
import { endedEvent, startedEvent } from './session-frame.js';
import { durationEvent, recordOf } from './view-event.js';
import { isoOf } from './moment.js';

/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./view-event.js').Checkpoint} Checkpoint */

/** Milliseconds: events wait for the names of app and user; between two checkpoints of open views. */
const TIMES = { identity: 10_000, checkpoint: 15_000 };

/** Pages that died and wait to be told, and bookmarks that wait for their selections. */
const BOUNDS = { leftovers: 50, bookmarks: 20 };

/**
 * @param {import('./auditor.js').Machines} machines @param {import('./settings.js').Settings} settings
 * @param {import('./envelope.js').Page} page @param {{ save: (record: Checkpoint) => void }} checkpoints
 */
export function createRecorder(machines, settings, page, checkpoints) {
    const { trail, navigation, presence, views, txn, capture, gate, coverage, health, correlation } = machines;
    /** @type {{ app: boolean, user: boolean, until: number, released: boolean, senseVersion: string | undefined,
     *     answered: 'acknowledged' | null, sessionLost: boolean }} */
    const state = { app: false, user: false, until: Infinity, released: false, senseVersion: undefined, answered: null,
        sessionLost: false };
    const saved = { version: 0, count: 0, at: -Infinity };
    /** @type {Checkpoint[]} */
    let leftovers = [];
    /** @type {Record<string, unknown>[]} */
    let bookmarks = [];

    /** The current sheet is one that is audited. */
    const sheetCounts = () => {
        const visit = navigation.visit();
        if (settings.scope.reach === 'app') return true;
        return visit !== null && (hostsUs(visit.objects ?? []) || coverage.hosts(visit.sheetId));
    };
    const dataState = () => (txn.data === null ? null : String(txn.data));

    const release = () => {
        state.released = true;
        trail.release();
    };

    const self = {
        state, sheetCounts,
        /**
         * Tells every machine whether anybody can look, and at what.
         * @type {(at: Moment) => void}
         */
        refresh(at) {
            const { mode } = trail.scene;
            const viewless = mode === 'other' || (mode === 'edit' && !settings.scope.editMode);
            const bar = !trail.recording() ? 'stopped' : state.sessionLost ? 'session' : viewless ? 'mode' : null;
            views.setWorld(presence.why(), bar, at);
            navigation.run(presence.why() === null, at);
            if (!trail.recording()) return;
            txn.mute(presence.isHidden() ? 'other-tab' : sheetCounts() ? null : 'unknown', at);
        },
        /**
         * Things last ran at that moment.
         * @type {(awake: Moment) => void}
         */
        sleep(awake) {
            if (presence.why() !== null) return;
            views.setWorld('sleep', trail.recording() ? null : 'stopped', awake);
            navigation.run(false, awake);
        },
        /**
         * Begins or ends recording as the gate says.
         * @type {(reason: string, at: Moment) => void}
         */
        follow(reason, at) {
            if (gate.isOpen() && !trail.recording()) self.begin(at);
            else if (!gate.isOpen() && trail.recording()) self.end(reason, at);
            self.refresh(at);
        },
        /** @type {(at: Moment) => void} */
        begin(at) {
            trail.record(true);
            if (!state.released) state.until = at.mono + TIMES.identity;
            txn.mute(presence.isHidden() ? 'other-tab' : sheetCounts() ? null : 'unknown', at);
            navigation.again(at, presence.why() === null);
            txn.begin(at, () => {
                const data = txn.data;
                trail.add({ type: 'event.session.started', correlationId: dataState(),
                    event: () => startedEvent(settings, page, state.senseVersion, data) });
                if (state.answered) self.tellNotice(state.answered);
                if (navigation.visit()?.objects) self.announce();
            });
            self.tellLeftovers();
        },
        /** @type {(reason: string, at: Moment) => void} */
        end(reason, at) {
            txn.flush(at);
            self.tellBookmarks();
            self.announce();
            views.endAll(reason, at);
            self.tellLeft(reason, null, at);
            trail.add({ type: 'event.session.ended', correlationId: correlation(), event: endedEvent(reason, health.lost()) });
            trail.record(false);
            txn.end();
        },
        /** @type {(reason: string, at: Moment) => void} */
        close(reason, at) {
            if (trail.recording() && reason === 'self-disabled') {
                trail.add({ type: 'audit.event', correlationId: dataState(), event: { ...health.report('error'), reason } });
            }
            gate.set('closed', true);
            self.follow(reason, at);
            if (!gate.has('user')) release();
        },
        /** The refusal is all that is ever told of this page. */
        decline() {
            trail.record(true);
            self.tellNotice('declined');
            trail.record(false);
        },
        /** @type {(answer: 'acknowledged' | 'declined') => void} */
        tellNotice(answer) {
            trail.add({ type: `event.notice.${answer}`, correlationId: correlation(), event: { type: `notice.${answer}`,
                notice: settings.privacy.notice, version: settings.privacy.version } });
        },
        /** The current sheet was loaded; told once. */
        announce() {
            const visit = navigation.visit();
            if (!visit || visit.announced || !trail.recording()) return;
            visit.announced = true;
            if (!sheetCounts()) return;
            visit.told = true;
            trail.add({ type: 'navigation.sheet.loaded', correlationId: dataState(), event: { type: 'sheet.loaded',
                sheetId: visit.sheetId, previousSheetId: visit.previous, trigger: visit.trigger,
                ...(visit.objects ? { auditedObjects: views.all().length } : {}), dataStateId: txn.data,
                navigatedAt: isoOf(visit.since.wall) } });
            if (visit.objects) capture.sheet(visit.objects);
        },
        /** @type {(reason: string, next: string | null, at: Moment) => void} */
        tellLeft(reason, next, at) {
            const visit = navigation.visit();
            const times = navigation.times(at);
            if (!visit || !times || !visit.told) return;
            trail.add({ type: 'event.sheet.left', correlationId: correlation(), event: { type: 'sheet.left',
                sheetId: visit.sheetId, enteredAt: isoOf(times.enteredAt), leftAt: isoOf(times.leftAt),
                duration: times.duration, pausedMs: times.pausedMs, reason, nextSheetId: next } });
        },
        /**
         * Audits what is to be audited of the current sheet.
         * @type {(at: Moment) => void}
         */
        watch(at) {
            const objects = navigation.visit()?.objects ?? [];
            views.setObjects(objects.filter((object) => whyNot(settings.scope, object, sheetCounts()) === null), at);
        },
        /** @type {(at: Moment) => void} */
        tellCoverage(at) {
            const event = coverage.tell(at.mono);
            if (event) trail.add({ type: 'event.coverage.inventory', correlationId: dataState(), event });
        },
        /** @type {(at: Moment) => void} */
        tellHealth(at) {
            const event = health.tell(at.mono);
            if (event) trail.add({ type: 'audit.event', correlationId: dataState(), event });
        },
        /** @type {(event: Record<string, unknown>) => void} */
        bookmark(event) {
            bookmarks = [...bookmarks, event].slice(-BOUNDS.bookmarks);
        },
        /** Bookmarks wait until the selections they led to have their transaction. */
        tellBookmarks() {
            if (bookmarks.length === 0 || txn.phase === 'collecting' || txn.txn === null) return;
            for (const event of bookmarks) {
                trail.add({ type: 'event.bookmark', correlationId: correlation(),
                    event: { ...event, selectionTxnId: txn.txn } });
            }
            bookmarks = [];
        },
        /** @type {(record: Checkpoint) => void} */
        recover(record) {
            if (isIgnored(settings.privacy.ignoredUsers, [record.context.user, record.context.userRef])) return;
            if (leftovers.length < BOUNDS.leftovers) leftovers.push(record);
            if (trail.recording()) self.tellLeftovers();
        },
        tellLeftovers() {
            for (const { sessionKey, context, views: open } of leftovers) {
                for (const view of open) {
                    const event = durationEvent(view, 'recovered', { recovered: true, recoveredSessionKey: sessionKey });
                    if (!settings.views.on || view.duration < settings.views.minimum) continue;
                    trail.add({ type: 'object.view.duration', eventId: view.eventId, event, scene: context,
                        correlationId: event.selectionTxnId ?? dataState() });
                }
            }
            leftovers = [];
        },
        /** Names of app and user are known, or are not waited for any longer. */
        identity: {
            due: () => (state.released ? Infinity : state.until),
            expire: release,
        },
        /** @type {() => void} */
        identified() {
            if (!state.released && state.app && state.user) release();
        },
        release,
        /** Open views outlive the page's death. */
        checkpoint: {
            due: () => (saved.count > 0 && trail.recording() && !presence.isHidden() ? saved.at + TIMES.checkpoint : Infinity),
            expire: (/** @type {Moment} */ at) => self.save(at),
        },
        /** @type {(at: Moment) => void} */
        saveIfChanged(at) {
            if (views.version() !== saved.version) self.save(at);
        },
        /** @type {(at: Moment) => void} */
        save(at) {
            const open = settings.views.on ? views.open().map((view) => recordOf(view, at)) : [];
            const wasEmpty = saved.count === 0;
            Object.assign(saved, { version: views.version(), count: open.length, at: at.mono });
            if (open.length === 0 && wasEmpty) return;
            checkpoints.save({ sessionKey: page.sessionKey, wall: at.wall, context: { ...trail.scene }, views: open });
        },
    };
    return self;
}
