/**
 * The auditor: facts in, numbered envelopes out.
 */

import { step } from './agenda.js';
import { recover } from './checkpoints.js';
import { takeFact } from './facts.js';
import { finish } from './recorder.js';
import { createState } from './state.js';

/** @param {import('./state.js').Parts} parts */
export function createAuditor(parts) {
    const a = createState(parts);
    a.enter = (work) => a.guard(() => step(a, work));
    return {
        /** @param {import('./ports.js').Fact} fact */
        take: (fact) => a.enter(() => takeFact(a, fact)),
        /**
         * Tells the views that pages left open when they died.
         * @param {unknown} leftovers
         */
        recover: (leftovers) => a.enter(() => recover(a, leftovers)),
        /** How it stands, for the panel. */
        status: () => ({ bars: [...a.bars], seq: a.seq }),
        /** @param {string} reason */
        close: (reason) => a.enter(() => finish(a, reason)),
    };
}
