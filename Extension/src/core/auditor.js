/**
 * The auditor: facts in, numbered envelopes out. It joins the machines of this folder and decides nothing that one of
 * them can decide.
 */

import { Capture } from './capture.js';
import { Checkpointer } from './checkpointer.js';
import { createClockGap } from './clock-gap.js';
import { createCoverage } from './coverage.js';
import { createDeadlines } from './deadlines.js';
import { Facts } from './facts.js';
import { createHealth } from './health.js';
import { momentOf } from './moment.js';
import { createNavigation } from './navigation.js';
import { createGate } from './notice-gate.js';
import { createPresence } from './presence.js';
import { Recorder } from './recorder.js';
import { Reports } from './reports.js';
import { createSettling } from './settling.js';
import { createTrail } from './trail.js';
import { Transactions } from './txn.js';
import { checkpointOf, durationEvent, recordOf } from './view-event.js';
import { Views } from './views.js';

/** @typedef {import('./ports.js').Fact} Fact */
/** @typedef {import('./moment.js').Moment} Moment */

/**
 * @typedef {Object} Parts
 * @property {import('./ports.js').Clock} clock
 * @property {import('./ports.js').Ids} ids
 * @property {import('./settings.js').Settings} settings
 * @property {import('./ports.js').QlikPort} qlik
 * @property {import('./ports.js').Outbox} outbox
 * @property {import('./ports.js').Guard} guard
 * @property {import('./envelope.js').Page & { hidden?: boolean }} page  `hidden`: the document is hidden at the start
 * @property {{ save: (record: import('./view-event.js').Checkpoint) => void }} checkpoints
 */

/**
 * The machines, joined.
 * @typedef {ReturnType<typeof joinMachines>} Machines
 */

/** @param {Parts} parts */
function joinMachines({ clock, ids, settings, qlik, outbox, guard, page }) {
    const trail = createTrail({ clock, ids, page, outbox });
    const settling = createSettling();
    const navigation = createNavigation();
    const presence = createPresence(settings.views.idleMinutes, page.hidden === true);
    const correlation = () => txn.txn ?? (txn.data === null ? null : String(txn.data));
    const shown = () => ({ selectionTxnId: txn.txn, dataStateId: txn.data });

    /** @param {import('./views.js').Watched} one @param {boolean} visible @param {string} reason */
    const visibility = ({ object, look }, visible, reason) => {
        if (!settings.views.on || !settings.views.visibilityEvents) return;
        trail.add({ type: 'object.visibility.changed', correlationId: correlation(), event: {
            type: 'visibility.changed', objectId: object.id,
            objectType: object.type, visible, ratio: look?.ratio ?? 0, reason, ...shown() } });
    };
    const views = new Views(ids, {
        opened: (one) => visibility(one, true, one.look?.reason ?? 'initial'),
        closed(view, one, reason, at) {
            visibility(one, false, reason);
            const event = durationEvent(recordOf(view, at), reason, { recovered: false });
            if (!settings.views.on || event.duration < settings.views.minimum) return;
            trail.add({ type: 'object.view.duration', eventId: view.eventId, event,
                correlationId: event.selectionTxnId ?? correlation() });
        },
    });
    /** @type {Transactions} */
    const txn = new Transactions({ ids, settings: settings.selections, tell: {
        selection: (event) => trail.add({ type: 'selection.state.changed', event, correlationId: correlation() }),
        validated: (event) => trail.add({ type: 'app.model.validated', event, correlationId: correlation() }),
        shown: (now) => views.show(shown(), now),
        settled: () => settling.of((id) => views.isVisible(id)),
        modal: () => settling.modal(),
        willCapture: (how) => how === 'all' && capture.willCapture(),
    } });
    /** @type {Capture} */
    const capture = new Capture({ clock, guard, qlik, settings, platform: page.platform, tell: {
        add: trail.add, candidates: () => views.all(), isSettled: settling.isSettled, shown,
        scene: () => ({ ...trail.scene }),
        mayTell: trail.recording,
        mayBegin: () => trail.recording() && presence.why() === null && trail.scene.mode === 'analysis',
        trigger: (one) => triggerOf(one, txn.pending.cause, navigation.visit(), txn.pending.validatedAt),
        ready: () => machines.ready(),
    } });
    const machines = { trail, settling, navigation, presence, views, txn, capture, correlation, shown,
        gate: createGate(settings.privacy.notice), coverage: createCoverage(settings.scope),
        health: createHealth(trail.unfit), ready: () => {} };
    return machines;
}

/** An object that came into view so soon after its sheet was shown by opening the sheet. */
const WITH_SHEET = 2_000;

/**
 * Why an object is captured now: what it shows changed while it was in view, or it came into view.
 * @param {import('./views.js').Watched} one @param {string} cause of the newest data state
 * @param {import('./navigation.js').Visit | null} visit @param {number} validatedAt monotonic time of that state
 */
function triggerOf(one, cause, visit, validatedAt) {
    if (cause === 'selection' && validatedAt >= one.sight.since.mono) return 'selection';
    const since = one.sight.since.mono;
    return visit && since - visit.since.mono <= WITH_SHEET && validatedAt < since ? 'sheet' : 'view';
}

/**
 * What has a deadline.
 * @param {Machines} machines
 * @param {Recorder} recorder
 * @param {Reports} reports
 * @param {Checkpointer} checkpointer
 * @param {ReturnType<typeof createClockGap>} gap
 * @returns {import('./deadlines.js').Source[]}
 */
function sourcesOf(machines, recorder, reports, checkpointer, gap) {
    const { trail, views, txn, capture, presence, navigation, coverage, health } = machines;
    /** @param {() => number} due */
    const recording = (due) => () => (trail.recording() ? due() : Infinity);
    return [
        views, txn, capture, recorder, checkpointer,
        { due: presence.due, expire: (at) => (presence.expire(), recorder.refresh(at)) },
        { due: recording(navigation.due), expire: () => reports.announce() },
        { due: recording(coverage.due), expire: (at) => reports.coverage(at) },
        { due: recording(health.due), expire: (at) => reports.health(at) },
        { due: recording(() => (presence.isHidden() ? Infinity : gap.due())), expire: (at) => void gap.seen(at) },
    ];
}

/** @param {Parts} parts */
export function createAuditor(parts) {
    const { clock, guard, settings, page, checkpoints } = parts;
    const machines = joinMachines(parts);
    const reports = new Reports(machines, settings);
    const checkpointer = new Checkpointer(machines, settings, page.sessionKey, (record) => checkpoints.save(record));
    const recorder = new Recorder(machines, reports, checkpointer, settings, page);
    const facts = new Facts(machines, recorder, reports, settings);
    const gap = createClockGap();
    const deadlines = createDeadlines(clock, sourcesOf(machines, recorder, reports, checkpointer, gap),
        () => guard('auditor.timer', () => step(() => {})));

    /**
     * Brings everything up to now, works, and sets the timer anew.
     * @param {(now: Moment) => void} work
     */
    const step = (work) => {
        const now = momentOf(clock);
        try {
            const awake = gap.seen(now);
            if (awake) {
                deadlines.run(awake);
                recorder.sleep(awake);
            }
            deadlines.run(now);
            if (awake) recorder.refresh(now);
            work(now);
            deadlines.run(now);
            reports.tellBookmarks();
            machines.capture.tellShells();
            checkpointer.saveIfChanged(now);
        } finally {
            if (machines.gate.has('closed')) deadlines.disarm();
            else deadlines.arm();
        }
    };
    machines.ready = () => step(() => {});

    return {
        /** @type {(fact: Fact) => void} */
        take(fact) {
            guard(`auditor.${String(fact?.kind)}`, () => step((now) => facts.take(fact, now)));
        },
        /**
         * Tells the views that pages left open when they died.
         * @type {(leftovers: unknown[]) => void}
         */
        recover(leftovers) {
            guard('auditor.recover', () => step(() => {
                for (const raw of Array.isArray(leftovers) ? leftovers : []) {
                    const record = checkpointOf(raw);
                    if (record) checkpointer.recover(record);
                }
            }));
        },
        status: () => statusOf(machines),
        /** @type {(reason: string) => void} */
        close(reason) {
            guard('auditor.close', () => step((now) => recorder.close(reason, now)));
        },
    };
}

/**
 * How it stands, for the panel.
 * @param {Machines} machines
 */
const statusOf = ({ trail, gate, navigation, views, txn, shown }) => ({
    recording: trail.recording(), bars: gate.bars(), seq: trail.seq(), mode: trail.scene.mode ?? null,
    sheetId: navigation.visit()?.sheetId ?? null, audited: views.all().length, openViews: views.open().length,
    ...shown(), unfit: { ...trail.unfit }, revertedQuickly: txn.reverted,
});
