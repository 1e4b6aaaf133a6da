/**
 * Who is alive among the pages that share a store, and which of them looks after what a dead one left.
 *
 * With Web Locks every page holds a lock of its own name for as long as it lives, which the browser ends with it; who
 * gets the lock of another page looks after it. Without (plain http) pages leave signs of life in the store, and
 * whoever first sees a page without a new one takes it over, in one step that only one page can win.
 *
 * Locks are given back when the page goes away, even if only for a while, since a held lock would keep it from the
 * browser's back/forward cache. A page that comes back takes its own again, whoever has it.
 */

/** Between two signs of life. */
const BEAT_MS = 20_000;
/** Timers of hidden pages may run once a minute only, so a page is not dead before one and a half. */
const DEAD_MS = 90_000;

/**
 * @typedef {Object} Leader
 * @property {() => Promise<unknown>} join  this page lives; nobody takes it over from now on
 * @property {() => void} leave  and may be taken over
 * @property {(session: string) => Promise<boolean>} claim  whether that page is dead and this one's to look after;
 *     asked again before each use, since a page may come back
 */

/**
 * @param {LockManager} locks
 * @param {string} own  key of this page
 * @returns {Leader}
 */
export function byLocks(locks, own) {
    /**
     * What ends each lock that is held.
     * @type {Map<string, () => void>}
     */
    const held = new Map();
    /** @type {(session: string, options: LockOptions) => Promise<boolean>} */
    const hold = (session, options) => new Promise((got) => {
        const request = async () => locks.request(`vidimus page ${session}`, options, (lock) => {
            got(!!lock);
            return lock && new Promise((end) => held.set(session, () => end(undefined)));
        });
        request().catch(() => {
            // Its page came back and took it, or there are no locks for this page.
            held.delete(session);
            got(false);
        });
    });
    return {
        join: () => hold(own, { steal: true }),
        leave() {
            for (const end of held.values()) end();
            held.clear();
        },
        claim: async (session) => held.has(session) || hold(session, { ifAvailable: true }),
    };
}

/**
 * @param {import('./store.js').Store} store
 * @param {import('../core/ports.js').Clock} clock
 * @param {string} own  key of this page
 * @returns {Leader}
 */
export function byBeats(store, clock, own) {
    let cancel = () => {};
    const sign = (/** @type {number} */ at) => store.keep('pages', own, { at, by: own }).catch(() => {});
    const beat = () => {
        cancel();
        cancel = clock.after(BEAT_MS, beat);
        return sign(clock.now());
    };
    return {
        join: async () => beat(),
        leave() {
            cancel();
            void sign(0);
        },
        async claim(session) {
            let won = false;
            await store.update('pages', session, (old) => {
                const at = clock.now();
                const known = typeof old?.at === 'number';
                won = old?.by === own || (known && Math.abs(at - old.at) > DEAD_MS);
                // A page without any sign gets one, and is dead when no other follows.
                return won || !known ? { at, by: won ? own : session } : old;
            });
            return won;
        },
    };
}
