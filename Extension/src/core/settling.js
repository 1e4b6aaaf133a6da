/**
 * Which objects still wait for their newest layout, and whether one of them is in a modal selection.
 */

/** @typedef {import('./ports.js').ObjectFact} ObjectFact */

/** Objects kept in mind. */
const MAXIMUM = 1000;

export function createSettling() {
    /** @type {Map<string, { settled: boolean, at: number, modal: boolean }>} */
    const objects = new Map();
    return {
        /** @type {(fact: ObjectFact, mono: number) => void} */
        take(fact, mono) {
            if (objects.size >= MAXIMUM && !objects.has(fact.id)) return;
            const before = objects.get(fact.id);
            const modal = fact.inSelections ?? (fact.state === 'settled' ? false : before?.modal ?? false);
            objects.set(fact.id, { settled: fact.state !== 'changed', at: mono, modal });
        },
        modal: () => [...objects.values()].some((one) => one.modal),
        /**
         * @param {(id: string) => boolean} visible
         * @returns {{ pending: number, settled: number, lastAt: number }} of visible objects
         */
        of(visible) {
            const result = { pending: 0, settled: 0, lastAt: -Infinity };
            for (const [id, one] of objects) {
                if (!visible(id)) continue;
                if (!one.settled) result.pending += 1;
                else {
                    result.settled += 1;
                    result.lastAt = Math.max(result.lastAt, one.at);
                }
            }
            return result;
        },
        /** @type {(id: string) => boolean} */
        isSettled: (id) => objects.get(id)?.settled ?? true,
        clear: () => objects.clear(),
    };
}
