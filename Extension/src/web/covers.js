/** Elements that may lie over everything, such as dialogs, and which of them do. */

/** A cover that takes less of the screen than this leaves something to be seen. */
const COVERING = 0.5;

/** @typedef {Pick<IntersectionObserver, 'observe' | 'unobserve'>} Observer */

/** @param {Observer} observer */
export function createCovers(observer) {
    /** @type {Map<Element, boolean>} */
    const known = new Map();
    return {
        /**
         * These are there now; the answer says whether one that covered is gone.
         * @param {Element[]} elements
         */
        place(elements) {
            let changed = false;
            for (const [element, covering] of [...known]) {
                if (elements.includes(element)) continue;
                observer.unobserve(element);
                known.delete(element);
                changed ||= covering;
            }
            for (const element of elements) {
                if (known.has(element)) continue;
                known.set(element, false);
                observer.observe(element);
            }
            return changed;
        },
        /**
         * What the observer saw; the answer says whether that changes anything.
         * @param {Element} element
         * @param {number} share  of the screen
         */
        seen(element, share) {
            const covering = share >= COVERING;
            if (!known.has(element) || known.get(element) === covering) return false;
            known.set(element, covering);
            return true;
        },
        /** @param {Element | null} element  what a cover itself holds is not covered by it */
        over: (element) => [...known].some(([cover, covering]) => covering && !(element && cover.contains(element))),
    };
}
