/**
 * Watches which elements are on screen, and how much of each. Rectangles come from the browser's observer, so no layout
 * is forced; what may lie over everything, such as dialogs, is observed the same way.
 */

/** @typedef {import('../core/ports.js').IntersectionFact} IntersectionFact */

/**
 * One element. `news`: what is known was not told yet.
 * @typedef {{ id: string, ratio: number, share: number, sized: boolean, covered: boolean, news: boolean,
 *     seen: boolean }} Watched  `id`: empty for what may lie over everything
 */

/** Milliseconds between two searches for elements, and before the first one after a change. */
const GAP_MS = 250;
const FRAME_MS = 16;
/** A cover that takes less of the screen than this leaves something to be seen. */
const COVERING = 0.5;
/** Where the observer speaks up: in fine steps, since of a tall object a small part is what counts. */
const THRESHOLDS = Array.from({ length: 101 }, (_, i) => i / 100);

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
 * @property {() => Element[]} covers  that may lie over everything
 * @property {(fact: IntersectionFact) => void} take
 * @property {() => void} onMutation
 */

/**
 * @param {DomWatchPorts} ports
 * @returns {DomWatch | null}  null where the browser cannot observe
 */
export function createDomWatch({ window, clock, guard, find, covers, take, onMutation }) {
    if (!window.IntersectionObserver || !window.MutationObserver) return null;
    let lastScan = -Infinity;
    let cancel = () => {};
    let scheduled = false;

    const observer = new window.IntersectionObserver((records) => guard(() => {
        for (const record of records) looks.seen(record, window);
        looks.tell();
    }), { threshold: THRESHOLDS });
    const looks = createLooks(observer, take);
    const scan = () => {
        scheduled = false;
        lastScan = clock.mono();
        looks.place(find, covers());
    };
    const mutations = new window.MutationObserver(() => guard(() => {
        if (!scheduled) cancel = clock.after(Math.max(FRAME_MS, GAP_MS - (clock.mono() - lastScan)), scan);
        scheduled = true;
        onMutation();
    }));

    mutations.observe(window.document.body, { childList: true, subtree: true });

    return {
        watch(ids) {
            looks.choose(ids);
            scan();
        },
        element: looks.element,
        stop() {
            cancel();
            observer.disconnect();
            mutations.disconnect();
        },
    };
}

/**
 * The elements of the wanted ids and the covers, as far as they are in the document, and what is known of each.
 * @param {IntersectionObserver} observer
 * @param {DomWatchPorts['take']} take
 */
function createLooks(observer, take) {
    /** @type {Map<Element, Watched>} */
    const known = new Map();
    /** @type {readonly string[]} */
    let ids = [];
    /** Of these the last that was told is that they are there. @type {Set<string>} */
    let shown = new Set();

    /** Tells what is new, also to those that something else covers now or covers no more. */
    const tell = () => {
        const over = [...known].filter(([, { id, share }]) => !id && share >= COVERING).map(([element]) => element);
        for (const [element, one] of known) {
            const covered = over.some((cover) => !cover.contains(element));
            if (!one.id || !one.seen || (!one.news && one.covered === covered)) continue;
            const { id, ratio, share, sized } = one;
            one.covered = covered;
            one.news = false;
            const reason = shown.has(id) ? 'scroll' : 'initial';
            shown.add(id);
            take({ kind: 'intersection', id, ratio, share, sized, covered, reason });
        }
    };
    const gone = (/** @type {string} */ id) => {
        const told = { ratio: 0, share: 0, sized: false, covered: false };
        if (shown.delete(id)) take({ kind: 'intersection', id, ...told, reason: 'removed' });
    };
    return {
        tell,
        element: (/** @type {string} */ wanted) =>
            /** @type {HTMLElement | null} */ ([...known].find(([, { id }]) => id === wanted)?.[0] ?? null),
        choose(/** @type {readonly string[]} */ wanted) {
            ids = wanted;
            shown = new Set(ids.filter((id) => shown.has(id)));
        },
        /** @param {DomWatchPorts['find']} find @param {Element[]} covers */
        place(find, covers) {
            const wanted = new Map(covers.map((cover) => [cover, '']));
            for (const id of ids) {
                const element = find(id);
                if (element) wanted.set(element, id);
                else gone(id);
            }
            for (const [element, { id }] of known) {
                if (wanted.get(element) === id) continue;
                observer.unobserve(element);
                known.delete(element);
            }
            for (const [element, id] of wanted) {
                if (known.has(element)) continue;
                known.set(element, { id, ratio: 0, share: 0, sized: false, covered: false, news: false, seen: false });
                observer.observe(element);
            }
            tell();
        },
        /** @param {IntersectionObserverEntry} record @param {Window} window */
        seen({ target, intersectionRatio, intersectionRect, rootBounds, boundingClientRect }, window) {
            const one = known.get(target);
            if (!one) return;
            // The observer may speak before the search: what left the document was not scrolled away.
            one.news = one.seen = target.isConnected;
            if (!one.seen) return gone(one.id);
            const [width, height] = rootBounds ? [rootBounds.width, rootBounds.height]
                : [window.innerWidth, window.innerHeight];
            one.ratio = intersectionRatio;
            one.share = Math.min(1, (intersectionRect.width * intersectionRect.height) / Math.max(1, width * height));
            one.sized = boundingClientRect.width * boundingClientRect.height > 0;
        },
    };
}
