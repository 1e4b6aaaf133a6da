/**
 * Watches which elements are on screen, and how much of each. Rectangles come from the browser's observer, so no layout
 * is
 * forced; what lies over everything is observed the same way.
 */
import { createCovers } from './covers.js';

/** @typedef {import('../core/ports.js').IntersectionFact} IntersectionFact */
/** @typedef {Pick<IntersectionFact, 'ratio' | 'share' | 'sized' | 'reason'>} Look */
/** @typedef {{ element: Element | null, last: IntersectionFact | null }} Entry */

/** Milliseconds between two searches for elements, and before the first one after a change; ids. */
const BOUNDS = { gap: 250, frame: 16, ids: 500 };

/** Where the observer speaks up: fine near the half that counts, and at the edges. */
const THRESHOLDS = [0, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 1];

/** @type {Look} */
const GONE = { ratio: 0, share: 0, sized: false, reason: 'removed' };

/**
 * @typedef {Object} DomWatch
 * @property {(ids: readonly string[]) => void} watch  these from now on, and no others
 * @property {(id: string) => HTMLElement | null} element  the one under watch
 * @property {() => void} stop
 *
 * @typedef {Object} DomWatchPorts
 * @property {Window & typeof globalThis} window
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Guard} guard
 * @property {(id: string) => Element | null} find
 * @property {() => Element} root  what is watched for changes
 * @property {() => Element[]} covers  that may lie over everything
 * @property {(fact: IntersectionFact) => void} take
 * @property {() => void} onMutation
 */

/**
 * @param {DomWatchPorts} ports
 * @returns {DomWatch | null}  null where the browser cannot observe
 */
export function createDomWatch({ window, clock, guard, find, root, covers, take, onMutation }) {
    if (typeof window.IntersectionObserver !== 'function' || typeof window.MutationObserver !== 'function') return null;
    const observer = new window.IntersectionObserver((records) => guard('intersection', () => records.forEach(seen)),
        { threshold: THRESHOLDS });
    const over = createCovers(observer);
    const elements = createElements(observer, over, find, take);
    /** @type {Element | null} */
    let watchedRoot = null;
    let lastScan = -Infinity;
    let scheduled = false;
    let stopped = false;

    const seen = (/** @type {IntersectionObserverEntry} */ record) => {
        const { intersectionRect: part, rootBounds, boundingClientRect: box, target } = record;
        const screen = rootBounds ?? { width: window.innerWidth, height: window.innerHeight };
        const share = Math.min(1, (part.width * part.height) / Math.max(1, screen.width * screen.height));
        if (over.seen(target, share)) elements.coverChanged();
        elements.seen(target, { ratio: record.intersectionRatio, share, sized: box.width * box.height > 0,
            reason: 'scroll' });
    };
    const scan = () => {
        if (stopped) return;
        lastScan = clock.mono();
        elements.place();
        if (over.place(covers())) elements.coverChanged();
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
        watch(ids) {
            elements.choose(ids.slice(0, BOUNDS.ids));
            scan();
        },
        element: elements.get,
        stop() {
            stopped = true;
            observer.disconnect();
            mutations.disconnect();
        },
    };
}

/**
 * The elements of the wanted ids, as far as they are in the document.
 * @param {import('./covers.js').Observer} observer
 * @param {ReturnType<typeof createCovers>} over
 * @param {DomWatchPorts['find']} find
 * @param {DomWatchPorts['take']} take
 */
function createElements(observer, over, find, take) {
    /** @type {Map<string, Entry>} */
    const entries = new Map();
    /** @type {Map<Element, string>} */
    const ids = new Map();

    const tell = (/** @type {string} */ id, /** @type {Entry} */ entry, /** @type {Look} */ look) => {
        entry.last = { ...look, kind: 'intersection', id, covered: over.over(entry.element) };
        take(entry.last);
    };
    const release = (/** @type {Entry} */ { element }) => {
        if (!element) return;
        observer.unobserve(element);
        ids.delete(element);
    };
    const place = (/** @type {Entry} */ entry, /** @type {string} */ id) => {
        const found = find(id);
        if (found === entry.element) return;
        release(entry);
        entry.element = found;
        if (found) {
            ids.set(found, id);
            observer.observe(found);
        } else if (entry.last && entry.last.reason !== 'removed') {
            tell(id, entry, GONE);
        }
    };

    return {
        place: () => entries.forEach(place),
        get: (/** @type {string} */ id) => /** @type {HTMLElement | null} */ (entries.get(id)?.element ?? null),
        choose(/** @type {string[]} */ wanted) {
            for (const [id, entry] of [...entries]) {
                if (wanted.includes(id)) continue;
                release(entry);
                entries.delete(id);
            }
            for (const id of wanted) if (!entries.has(id)) entries.set(id, { element: null, last: null });
        },
        seen(/** @type {Element} */ target, /** @type {Look} */ look) {
            const id = ids.get(target) ?? '';
            const entry = entries.get(id);
            if (!entry || entry.element !== target) return;
            // The observer may speak before the search: what left the document was not scrolled away.
            if (!target.isConnected) tell(id, entry, GONE);
            else tell(id, entry, { ...look, reason: entry.last && entry.last.reason !== 'removed' ? 'scroll'
                : 'initial' });
        },
        coverChanged() {
            for (const [id, entry] of entries) {
                if (entry.last && entry.last.covered !== over.over(entry.element)) tell(id, entry,
                    { ...entry.last, reason: 'scroll' });
            }
        },
    };
}
