/**
 * Brings what objects say behind what selections say. The engine tells objects and the selection object in one breath,
 * but
 * the selections are known only after a question; an object that settled meanwhile belongs to the new selections.
 */

/** @typedef {import('../core/ports.js').Fact} Fact */

/** Facts that wait at most. */
const MAXIMUM_WAITING = 1000;

/**
 * @param {import('../core/ports.js').Clock} clock
 * @param {(fact: Fact) => void} take
 */
export function createFactOrder(clock, take) {
    /** @type {Fact[]} */
    let waiting = [];
    let holds = 0;
    let scheduled = false;

    const flush = () => {
        scheduled = false;
        if (holds) return;
        const ready = waiting;
        waiting = [];
        for (const fact of ready) take(fact);
    };

    return {
        /**
         * An object's fact: told in a moment, or after the selections that are being read.
         * @param {Fact} fact
         */
        later(fact) {
            if (waiting.length < MAXIMUM_WAITING) waiting.push(fact);
            if (scheduled || holds) return;
            scheduled = true;
            clock.after(0, flush);
        },
        /**
         * Selections are being read; the answer ends that.
         * @returns {import('../core/ports.js').Cancel}
         */
        hold() {
            let held = true;
            holds += 1;
            return () => {
                if (!held) return;
                held = false;
                holds -= 1;
                flush();
            };
        },
    };
}
