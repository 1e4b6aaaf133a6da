/**
 * Who is alive among the pages that share a store, and which of them looks after what the dead left.
 *
 * With Web Locks every page holds a lock of its own for as long as it lives, and one page holds the leader's lock: the
 * browser itself ends both with the page. Without (plain http) pages leave signs of life in the store, and whoever
 * first sees a page without a new one takes it over, in one step that only one page can win.
 *
 * Locks are given back when the page goes away, even if only for a while, since a held lock would keep it from the
 * browser's back/forward cache.
 */

/** Between two signs of life. */
const BEAT_MS = 20_000;
/** Timers of hidden pages may run once a minute only, so a page is not dead before one and a half. */
const DEAD_MS = 90_000;
/** How long the page's own lock may take before signs of life are used instead. */
const LOCK_MS = 2_000;

/**
 * @typedef {Object} Leader
 * @property {() => Promise<void>} join  this page lives; nobody takes it over from now on
 * @property {() => void} leave  and may be taken over
 * @property {() => boolean} leads
 * @property {(keys: string[]) => Promise<string[]>} dead  those whose page is gone and that are this page's to look
 *     after; asked again before each use, since a page may come back
 */

/**
 * @typedef {Object} LeaderGiven
 * @property {LockManager | undefined} locks
 * @property {import('./store.js').Store} store
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Guard} guard
 * @property {string} name  of the leader's lock
 * @property {string} sessionKey  of this page
 * @property {() => void} onLead  this page leads from now on
 */

/**
 * @param {LeaderGiven} given
 * @returns {Leader}
 */
export function createLeader(given) {
    const beats = byBeats(given);
    if (!given.locks || !given.store.durable) return beats;
    const locked = byLocks(given, given.locks);
    /** @type {Leader} */
    let current = locked;
    return {
        async join() {
            current = locked;
            try {
                await locked.join();
            } catch {
                locked.leave();
                current = beats;
                await beats.join();
            }
        },
        leave: () => current.leave(),
        leads: () => current.leads(),
        dead: (keys) => current.dead(keys),
    };
}

/**
 * @param {LeaderGiven} given
 * @param {LockManager} locks
 * @returns {Leader}
 */
function byLocks({ clock, guard, name, sessionKey, onLead }, locks) {
    const pageLock = (/** @type {string} */ key) => `vidimus page ${key}`;
    let leads = false;
    let release = () => {};
    return {
        join: () => new Promise((resolve, reject) => {
            release();
            const abort = new AbortController();
            /** @type {(value?: unknown) => void} */
            let end = () => {};
            const held = new Promise((done) => (end = done));
            const cancel = clock.after(LOCK_MS, () => reject(new Error('no lock')));
            release = () => {
                leads = false;
                cancel();
                end();
                abort.abort();
            };
            /**
             * @param {string} lock
             * @param {() => void} got
             */
            const hold = (lock, got) => locks.request(lock, { signal: abort.signal }, () => {
                guard('lock', got);
                return held;
            });
            hold(pageLock(sessionKey), () => (cancel(), resolve())).catch(reject);
            hold(name, () => {
                if (abort.signal.aborted) return;
                leads = true;
                onLead();
            }).catch(() => {});
        }),
        leave: () => release(),
        leads: () => leads,
        async dead(keys) {
            if (!leads || !keys.length) return [];
            const alive = new Set(((await locks.query()).held ?? []).map((lock) => lock.name));
            return leads ? keys.filter((key) => !alive.has(pageLock(key))) : [];
        },
    };
}

/**
 * @param {LeaderGiven} given
 * @returns {Leader}
 */
function byBeats({ store, clock, guard, sessionKey, onLead }) {
    let joined = false;
    let cancel = () => {};
    /** @param {number} at */
    const sign = (at) => store.keep('pages', sessionKey, { at, by: sessionKey }).catch(() => {});
    const beat = async () => {
        cancel();
        cancel = clock.after(BEAT_MS, () => void beat());
        await sign(clock.now());
    };
    /** @param {string} key */
    const takeOver = async (key) => {
        let won = false;
        await store.update('pages', key, (old) => {
            const now = clock.now();
            const mine = old?.by === sessionKey;
            won = mine || (typeof old?.at === 'number' && Math.abs(now - old.at) > DEAD_MS);
            // A page without any sign gets one, and is dead when no other follows.
            return won || typeof old?.at !== 'number' ? { at: now, by: won ? sessionKey : key } : old;
        });
        return won;
    };
    return {
        async join() {
            if (joined) return;
            joined = true;
            await beat();
            guard('lead', onLead);
        },
        leave() {
            joined = false;
            cancel();
            void sign(0);
        },
        leads: () => joined,
        async dead(keys) {
            const won = await Promise.all(keys.map((key) => takeOver(key).catch(() => false)));
            return joined ? keys.filter((_, i) => won[i]) : [];
        },
    };
}
