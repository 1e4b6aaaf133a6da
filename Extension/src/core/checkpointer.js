/**
 * Keeps what is open where it outlives the page, and waits with what dead pages left until it can be told.
 */

import { isIgnored } from './ignored-users.js';
import { durationEvent, recordOf } from './view-event.js';

/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./view-event.js').Checkpoint} Checkpoint */

/** Milliseconds between two checkpoints; pages that died and wait to be told. */
const BOUNDS = { pause: 15_000, leftovers: 50 };

export class Checkpointer {
    /**
     * @param {import('./auditor.js').Machines} machines
     * @param {import('./settings.js').Settings} settings
     * @param {string} sessionKey
     * @param {(record: Checkpoint) => void} save
     */
    constructor({ trail, views, presence, txn }, settings, sessionKey, save) {
        this.trail = trail;
        this.views = views;
        this.presence = presence;
        this.txn = txn;
        this.settings = settings;
        this.sessionKey = sessionKey;
        this.write = save;
        this.saved = { version: 0, count: 0, at: -Infinity };
        /** @type {Checkpoint[]} */
        this.leftovers = [];
    }

    /** @returns {number} monotonic time; a hidden page has nothing that grows */
    due() {
        const growing = this.saved.count > 0 && this.trail.recording() && !this.presence.isHidden();
        return growing ? this.saved.at + BOUNDS.pause : Infinity;
    }

    /** @param {Moment} at */
    expire(at) {
        this.save(at);
    }

    /** @param {Moment} at */
    saveIfChanged(at) {
        if (this.views.version !== this.saved.version) this.save(at);
    }

    /** @param {Moment} at */
    save(at) {
        const open = this.settings.views.on ? this.views.open().map((view) => recordOf(view, at)) : [];
        const empty = this.saved.count === 0 && open.length === 0;
        this.saved = { version: this.views.version, count: open.length, at: at.mono };
        if (empty) return;
        this.write({ sessionKey: this.sessionKey, wall: at.wall, context: { ...this.trail.scene }, views: open });
    }

    /** @param {Checkpoint} record of a page that is gone */
    recover(record) {
        if (record.sessionKey === this.sessionKey) return;
        if (isIgnored(this.settings.privacy.ignoredUsers, [record.context.user, record.context.userRef])) return;
        if (this.leftovers.length < BOUNDS.leftovers) this.leftovers.push(record);
        if (this.trail.recording()) this.tellLeftovers();
    }

    tellLeftovers() {
        const { on, minimum } = this.settings.views;
        for (const { sessionKey, context, views } of this.leftovers) {
            for (const view of views) {
                if (!on || view.duration < minimum) continue;
                const event = durationEvent(view, 'recovered', { recovered: true, recoveredSessionKey: sessionKey });
                this.trail.add({ type: 'object.view.duration', eventId: view.eventId, event, scene: context,
                    correlationId: event.selectionTxnId ?? String(this.txn.data) });
            }
        }
        this.leftovers = [];
    }
}
