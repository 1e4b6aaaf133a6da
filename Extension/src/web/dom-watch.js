/**
 * Watches which elements are on screen, and how much of each. Rectangles come from the browser's observer, so no layout is
 * forced; what lies over everything is observed the same way.
 */

/** @typedef {import('../core/ports.js').IntersectionFact} IntersectionFact */
/** @typedef {{ element: Element | null, last: IntersectionFact | null }} Entry */

/** Milliseconds between two searches for elements, and before the first one after a change; ids. */
const BOUNDS = { gap: 250, frame: 16, ids: 500 };

/** Where the observer speaks up: fine near the half that counts, and at the edges. */
const THRESHOLDS = [0, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 1];

/** A cover that takes less of the screen than this leaves something to be seen. */
const COVERING = 0.5;

/**
 * @typedef {Object} DomWatch
 * @property {(ids: readonly string[]) => void} watch  these from now on, and no others
 * @property {(id: string) => HTMLElement | null} element  the one under watch
 * @property {() => void} look  for elements again, soon
 * @property {() => void} stop
 */

/**
 * @param {{ window: Window & typeof globalThis, clock: import('../core/ports.js').Clock,
 *     guard: import('../core/ports.js').Guard, find: (id: string) => Element | null, root: () => Element,
 *     covers: () => Element[], take: (fact: IntersectionFact) => void, onMutation: () => void }} ports
 *     `root` is what is watched for changes; `covers` are the elements that may lie over everything
 * @returns {DomWatch | null}  null where the browser cannot observe
 */
export function createDomWatch({ window, clock, guard, find, root, covers, take, onMutation }) {
    if (typeof window.IntersectionObserver !== 'function' || typeof window.MutationObserver !== 'function') return null;
    /** @type {Map<string, Entry>} */
    const entries = new Map();
    /** @type {Map<Element, string>} */
    const ids = new Map();
    /**
     * Those that may cover, and whether they do.
     * @type {Map<Element, boolean>}
     */
    const covering = new Map();
    /** @type {Element | null} */
    let watchedRoot = null;
    let lastScan = -Infinity;
    let scheduled = false;
    let stopped = false;

    const isCovered = (/** @type {Element | null} */ element) =>
        [...covering].some(([cover, on]) => on && !(element && cover.contains(element)));

    /**
     * @param {string} id
     * @param {Entry} entry
     * @param {Omit<IntersectionFact, 'kind' | 'id' | 'covered'>} seen
     */
    const tell = (id, entry, seen) => {
        entry.last = { kind: 'intersection', id, covered: isCovered(entry.element), ...seen };
        take(entry.last);
    };
    const coversChanged = () => {
        for (const [id, entry] of entries) {
            const { last } = entry;
            if (last && last.covered !== isCovered(entry.element)) tell(id, entry, { ...last, reason: 'scroll' });
        }
    };

    const observer = new window.IntersectionObserver((records) => guard('intersection', () => {
        for (const record of records) {
            const { width, height } = record.intersectionRect;
            const screen = record.rootBounds ?? { width: window.innerWidth, height: window.innerHeight };
            const share = Math.min(1, (width * height) / Math.max(1, screen.width * screen.height));
            const id = ids.get(record.target);
            const entry = id === undefined ? undefined : entries.get(id);
            if (covering.has(record.target)) {
                covering.set(record.target, share >= COVERING);
                coversChanged();
            }
            if (id === undefined || !entry || entry.element !== record.target) continue;
            const { boundingClientRect: box } = record;
            tell(id, entry, { ratio: record.intersectionRatio, share, sized: box.width * box.height > 0,
                reason: entry.last && entry.last.reason !== 'removed' ? 'scroll' : 'initial' });
        }
    }), { threshold: THRESHOLDS });

    /**
     * @param {string} id
     * @param {Entry} entry
     */
    const place = (id, entry) => {
        const found = find(id);
        if (found === entry.element) return;
        if (entry.element) {
            observer.unobserve(entry.element);
            ids.delete(entry.element);
        }
        entry.element = found;
        if (found) {
            ids.set(found, id);
            observer.observe(found);
        } else if (entry.last && entry.last.reason !== 'removed') {
            tell(id, entry, { ratio: 0, share: 0, sized: false, reason: 'removed' });
        }
    };

    const findCovers = () => {
        const now = new Set(covers());
        let changed = false;
        for (const cover of [...covering.keys()]) {
            if (now.has(cover)) continue;
            observer.unobserve(cover);
            covering.delete(cover);
            changed = true;
        }
        for (const cover of now) {
            if (covering.has(cover) || ids.has(cover)) continue;
            covering.set(cover, false);
            observer.observe(cover);
        }
        if (changed) coversChanged();
    };

    const scan = () => {
        if (stopped) return;
        lastScan = clock.mono();
        for (const [id, entry] of entries) place(id, entry);
        findCovers();
        const now = root();
        if (now === watchedRoot) return;
        watchedRoot = now;
        mutations.disconnect();
        mutations.observe(now, { childList: true, subtree: true });
        // Dialogs hang on the body, beside the sheet.
        if (now !== window.document.body) mutations.observe(window.document.body, { childList: true });
    };

    const look = () => {
        if (scheduled || stopped) return;
        scheduled = true;
        clock.after(Math.max(BOUNDS.frame, BOUNDS.gap - (clock.mono() - lastScan)), () => {
            scheduled = false;
            scan();
        });
    };

    const mutations = new window.MutationObserver(() => guard('mutation', () => {
        look();
        onMutation();
    }));

    return {
        watch(wanted) {
            const kept = new Set(wanted.slice(0, BOUNDS.ids));
            for (const [id, entry] of [...entries]) {
                if (kept.has(id)) continue;
                if (entry.element) {
                    observer.unobserve(entry.element);
                    ids.delete(entry.element);
                }
                entries.delete(id);
            }
            for (const id of kept) if (!entries.has(id)) entries.set(id, { element: null, last: null });
            scan();
        },
        element: (id) => /** @type {HTMLElement | null} */ (entries.get(id)?.element ?? null),
        look,
        stop() {
            stopped = true;
            observer.disconnect();
            mutations.disconnect();
            entries.clear();
            ids.clear();
        },
    };
}
