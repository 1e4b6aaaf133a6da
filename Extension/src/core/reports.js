/**
 * What is told besides the machines' own events: sheets, notices, bookmarks, coverage and losses.
 */

import { isoOf } from './moment.js';
import { hostsUs } from './scope.js';

/** @typedef {import('./moment.js').Moment} Moment */

/** Bookmarks that wait for their selections. */
const MAXIMUM_BOOKMARKS = 20;

export class Reports {
    /**
     * @param {import('./auditor.js').Machines} machines
     * @param {import('./settings.js').Settings} settings
     */
    constructor(machines, settings) {
        this.machines = machines;
        this.settings = settings;
        /** @type {Record<string, unknown>[]} */
        this.bookmarks = [];
    }

    /** Whether the current sheet is one that is recorded. */
    sheetCounts() {
        const visit = this.machines.navigation.visit();
        if (this.settings.scope.reach === 'app') return true;
        return visit !== null && (hostsUs(visit.objects ?? []) || this.machines.coverage.hosts(visit.sheetId));
    }

    /** The current sheet was loaded; told once. */
    announce() {
        const { trail, navigation, views, txn, capture } = this.machines;
        const visit = navigation.visit();
        if (!visit || visit.announced || !trail.recording()) return;
        visit.announced = true;
        if (!this.sheetCounts()) return;
        visit.told = true;
        this.add('navigation.sheet.loaded', { type: 'sheet.loaded', sheetId: visit.sheetId,
            previousSheetId: visit.previous, trigger: visit.trigger,
            ...(visit.objects ? { auditedObjects: views.all().length } : {}), dataStateId: txn.data,
            navigatedAt: isoOf(visit.since.wall) });
        if (visit.objects) capture.sheet(visit.objects);
    }

    /**
     * @param {string} reason
     * @param {string | null} next
     * @param {Moment} at
     */
    left(reason, next, at) {
        const { trail, navigation, correlation } = this.machines;
        const visit = navigation.visit();
        const times = navigation.times(at);
        if (!visit || !times || !visit.told) return;
        trail.add({ type: 'event.sheet.left', correlationId: correlation(), event: { type: 'sheet.left',
            sheetId: visit.sheetId, enteredAt: isoOf(times.enteredAt), leftAt: isoOf(times.leftAt),
            duration: times.duration, pausedMs: times.pausedMs, reason, nextSheetId: next } });
    }

    /** @param {'acknowledged' | 'declined'} answer */
    notice(answer) {
        const { notice, version } = this.settings.privacy;
        this.add(`event.notice.${answer}`, { type: `notice.${answer}`, notice, version });
    }

    /** @param {Record<string, unknown>} event */
    bookmark(event) {
        this.bookmarks = [...this.bookmarks, event].slice(-MAXIMUM_BOOKMARKS);
    }

    /** Bookmarks wait until the selections they led to have their transaction. */
    tellBookmarks() {
        const { trail, txn } = this.machines;
        if (this.bookmarks.length === 0 || txn.phase === 'collecting' || txn.txn === null) return;
        for (const event of this.bookmarks) {
            trail.add({ type: 'event.bookmark', correlationId: txn.txn, event: { ...event, selectionTxnId: txn.txn } });
        }
        this.bookmarks = [];
    }

    /** @param {Moment} at */
    coverage(at) {
        const event = this.machines.coverage.tell(at.mono);
        if (event) this.add('event.coverage.inventory', event);
    }

    /** @param {Moment} at */
    health(at) {
        const event = this.machines.health.tell(at.mono);
        if (event) this.add('audit.event', event);
    }

    /** @param {string} reason */
    disabled(reason) {
        this.add('audit.event', { ...this.machines.health.report('error'), reason });
    }

    /**
     * What frames and explains correlates with the data state.
     * @param {string} type
     * @param {import('./trail.js').Entry['event']} event
     */
    add(type, event) {
        const { trail, txn } = this.machines;
        trail.add({ type, event, correlationId: txn.data === null ? null : String(txn.data) });
    }
}
