/**
 * The auditor: facts in, numbered envelopes out.
 */

import { step } from './agenda.js';
import { recover } from './checkpoints.js';
import { takeFact } from './facts.js';
import { finish } from './recorder.js';
import { createState } from './state.js';
import { openViews } from './views.js';

/** @param {import('./state.js').Parts} parts */
export function createAuditor(parts) {
    const a = createState(parts);
    /** @param {string} place @param {(now: import('./moment.js').Moment) => void} [work] */
    const enter = (place, work) => a.guard(`auditor.${place}`, () => step(a, work));
    a.wake = () => enter('timer');
    return {
        /** @param {import('./ports.js').Fact} fact */
        take: (fact) => enter(fact?.kind, (now) => takeFact(a, fact, now)),
        /**
         * Tells the views that pages left open when they died.
         * @param {unknown} leftovers
         */
        recover: (leftovers) => enter('recover', () => recover(a, leftovers)),
        /** How it stands, for the panel. */
        status: () => ({ bars: [...a.bars], seq: a.seq, openViews: openViews(a).length, unfit: { ...a.unfit },
            revertedQuickly: a.reverted }),
        /** @param {string} reason */
        close: (reason) => enter('close', (now) => finish(a, reason, now)),
    };
}
