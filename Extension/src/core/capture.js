/**
 * Takes pictures and data of what is looked at: one object at a time, and only if nothing changed meanwhile.
 */

import { CAPS } from './limits.js';
import { momentOf } from './moment.js';
import { objectDataOf } from './objectdata.js';
import { ask } from './picture.js';
import { isExportable, isShell } from './scope.js';
import { createShotPolicy, cropOf, keyOf, RULES, sizeOf } from './shotpolicy.js';

/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./views.js').Watched} Watched */
/** @typedef {import('./ports.js').SheetObject} SheetObject */
/** @typedef {import('./ports.js').ObjectGeometry} ObjectGeometry */
/** @typedef {import('./trail.js').Entry} Entry */
/** @typedef {import('./picture.js').Wants} Wants */

/** Pictures remembered, in case one expires before it could be sent; objects told to be unsupported. */
const BOUNDS = { pictures: 100, told: 5_000 };

/**
 * @typedef {Object} Tellers
 * @property {(entry: Entry) => number} add
 * @property {() => Watched[]} candidates
 * @property {(id: string) => boolean} isSettled
 * @property {() => boolean} mayBegin  recording, visible, in analysis mode
 * @property {() => boolean} mayTell  still recording
 * @property {() => { selectionTxnId: string | null, dataStateId: number | null }} shown
 * @property {(one: Watched) => string} trigger
 * @property {() => import('./envelope.js').Scene} scene
 * @property {() => void} ready  something ended; look what comes next
 */

/**
 * @typedef {Object} Parts
 * @property {import('./ports.js').Clock} clock
 * @property {import('./ports.js').Guard} guard
 * @property {import('./ports.js').QlikPort} qlik
 * @property {import('./settings.js').Settings} settings
 * @property {import('./ports.js').Context['platform']} platform
 * @property {Tellers} tell
 */

/**
 * What is being captured, and the state it belongs to.
 * @typedef {{ object: SheetObject, wants: Wants, geometry: ObjectGeometry, key: string,
 *     common: { objectId: string, selectionTxnId: string | null, dataStateId: number | null, trigger: string },
 *     scene: import('./envelope.js').Scene }} Task
 */

export class Capture {
    /** @param {Parts} parts */
    constructor({ clock, guard, qlik, settings, platform, tell }) {
        this.parts = { clock, qlik, data: settings.data };
        this.guard = guard;
        this.tell = tell;
        this.listed = settings.screenshots.objects;
        this.shots = settings.screenshots.on && platform === 'client-managed';
        this.policy = createShotPolicy(settings.screenshots);
        this.busy = false;
        this.scrolled = 0;
        /** @type {SheetObject[]} shells of the sheet that are still to be told */
        this.shells = [];
        /** @type {Map<string, string>} what was last looked at of each object, so that it is not measured again */
        this.marks = new Map();
        /** @type {Set<string>} objects that scroll inside; only these are measured again after input */
        this.scrollers = new Set();
        /** @type {Set<string>} objects told to be unsupported */
        this.told = new Set();
        /** @type {Map<number, Task['common']>} pictures by number */
        this.sent = new Map();
    }

    /** Whether an object that is in view now will be captured. */
    willCapture() {
        return this.tell.mayBegin() && this.tell.candidates().some(({ sight, object }) => {
            const wants = this.wantsOf(object);
            return ['dwell', 'viewing'].includes(sight.phase) && (wants.data || (wants.shot && isExportable(object)));
        });
    }

    /**
     * The sheet has these. Its shells are never looked at themselves, and are told to be unsupported.
     * @param {SheetObject[]} objects
     */
    sheet(objects) {
        this.shells = this.shots ? objects.filter(isShell) : [];
        this.tellShells();
    }

    tellShells() {
        if (this.shells.length === 0 || !this.tell.mayBegin() || this.tell.shown().selectionTxnId === null) return;
        for (const shell of this.shells) this.unsupported(shell, 'no-export-support', ['screenshot']);
        this.shells = [];
    }

    /**
     * Somebody may have scrolled inside an object.
     * @param {number} mono
     */
    input(mono) {
        this.scrolled = Math.floor(mono / RULES.input);
    }

    /** @returns {number} */
    due() {
        const ready = this.policy.readyAt();
        return Math.min(Infinity, ...this.fresh().map(({ sight }) => Math.max(sight.since.mono + RULES.viewed, ready)));
    }

    /** @param {Moment} now */
    expire(now) {
        if (now.mono < this.policy.readyAt()) return;
        for (const one of this.fresh()) {
            if (now.mono >= one.sight.since.mono + RULES.viewed && this.consider(one)) return;
        }
    }

    /**
     * Numbers that will never arrive; pictures among them are told.
     * @param {[number, number][]} lost
     */
    lost(lost) {
        for (const [seq, common] of this.sent) {
            if (!lost.some(([first, last]) => seq >= first && seq <= last)) continue;
            this.sent.delete(seq);
            this.tell.add({ type: 'event.screenshot.expired', correlationId: common.selectionTxnId,
                event: { type: 'screenshot.expired', ...common, lostSeq: seq } });
        }
    }

    /** @private @param {SheetObject} object @returns {Wants} */
    wantsOf({ id }) {
        return { shot: this.shots && (this.listed.length === 0 || this.listed.includes(id)), data: this.parts.data.on };
    }

    /** @private @param {Watched} one */
    markOf({ object, sight }) {
        const scrolled = this.scrollers.has(object.id) ? this.scrolled : '';
        return `${this.tell.shown().dataStateId}|${scrolled}|${sight.since.mono}`;
    }

    /** What is looked at and was not yet considered as it is now. @private */
    fresh() {
        const wanted = this.shots || this.parts.data.on;
        if (this.busy || !wanted || !this.tell.mayBegin() || this.tell.shown().selectionTxnId === null) return [];
        return this.tell.candidates().filter((one) => one.sight.phase === 'viewing'
            && this.marks.get(one.object.id) !== this.markOf(one) && this.tell.isSettled(one.object.id));
    }

    /** @private @param {Watched} one */
    mark(one) {
        if (this.marks.size > 2 * CAPS.objects) this.marks.clear();
        this.marks.set(one.object.id, this.markOf(one));
    }

    /** @private @param {Watched} one @returns {boolean} whether it began */
    consider(one) {
        const { object } = one;
        const wants = this.wantsOf(object);
        this.mark(one);
        if (wants.shot && !isExportable(object)) {
            wants.shot = false;
            this.unsupported(object, 'no-export-support', ['screenshot']);
        }
        if (!wants.shot && !wants.data) return false;
        const geometry = this.measure(object.id);
        if (!geometry) return false;
        if (geometry.crop && this.scrollers.size < CAPS.objects) this.scrollers.add(object.id);
        this.mark(one);
        const shown = this.tell.shown();
        const key = keyOf(object.id, shown.dataStateId, geometry);
        if (this.policy.isKnown(key)) return false;
        this.start({ object, wants, geometry, key, scene: this.tell.scene(),
            common: { objectId: object.id, ...shown, trigger: this.tell.trigger(one) } });
        return true;
    }

    /** @private @param {string} id @returns {ObjectGeometry | null} */
    measure(id) {
        /** @type {ObjectGeometry | null} */
        let geometry = null;
        this.guard('capture.geometry', () => {
            geometry = this.parts.qlik.geometry(id);
        });
        return geometry;
    }

    /** @private @param {Task} task */
    start(task) {
        const { clock } = this.parts;
        this.busy = true;
        this.policy.begin(momentOf(clock).mono);
        const answer = ask(this.parts, task.object.id, task.wants, sizeOf(task.geometry));
        answer.then((outcome) => this.guard('capture.end', () => {
            this.busy = false;
            const { selectionTxnId, dataStateId } = this.tell.shown();
            // A change makes the object a candidate again, since its mark names the data state.
            const valid = selectionTxnId === task.common.selectionTxnId && dataStateId === task.common.dataStateId;
            if (outcome.dataFailed || (task.wants.shot && !outcome.url)) this.policy.failed(momentOf(clock).mono);
            else if (valid) this.policy.done(task.key);
            if (valid && this.tell.mayTell()) this.report(task, outcome);
            this.tell.ready();
        }));
    }

    /** @private @param {Task} task @param {import('./picture.js').Outcome} outcome */
    report({ object, wants, geometry, common, scene }, outcome) {
        const { clock, data } = this.parts;
        const objectData = outcome.raw ? objectDataOf(outcome.raw, data, clock.now()) : null;
        const frame = { correlationId: common.selectionTxnId, scene };
        if (outcome.url) {
            const crop = cropOf(geometry);
            const seq = this.tell.add({ type: 'screenshot.url.received', ...frame, event: {
                type: 'screenshot', ...common, objectName: object.title ?? null,
                objectType: object.type, screenshotUrl: outcome.url, format: 'png',
                ...sizeOf(geometry), ...(crop ? { crop } : { cropUnknown: true }), objectData } });
            if (this.sent.size >= BOUNDS.pictures) this.sent.delete([...this.sent.keys()][0]);
            if (seq) this.sent.set(seq, common);
        } else if (objectData) {
            this.tell.add({ type: 'event.objectdata.captured', ...frame,
                event: { type: 'objectdata', ...common, objectData } });
        }
        const dataless = wants.data && !objectData && !outcome.dataFailed ? ['objectData'] : [];
        if (outcome.fault?.code === 'no-exporter') {
            this.shots = false;
            this.unsupported(object, 'no-exporter', ['screenshot', ...dataless]);
        } else if (dataless.length) this.unsupported(object, 'no-data', dataless);
    }

    /**
     * Once per object and page. @private
     * @param {SheetObject} object @param {string} trigger @param {string[]} lost
     */
    unsupported(object, trigger, lost) {
        const { selectionTxnId, dataStateId } = this.tell.shown();
        if (this.told.has(object.id) || selectionTxnId === null || this.told.size >= BOUNDS.told) return;
        this.told.add(object.id);
        this.tell.add({ type: 'event.unsupported.visualization', correlationId: selectionTxnId, event: {
            type: 'unsupported.visualization', objectId: object.id, vizType: object.type, title: object.title ?? null,
            trigger, selectionTxnId, dataStateId, lost } });
    }
}
