/** Looks after what dead pages left: what they had not sent, what they had lost, and the views they had not closed. */
import { readMeta } from '../core/entry.js';
import { boxKey } from './store.js';

/** @typedef {import('../core/entry.js').Entry} Entry */

/**
 * @typedef {Object} Heir
 * @property {() => Promise<void>} look  once; another call while one is under way does nothing
 * @property {(entries: Entry[]) => Promise<Entry[]>} mine  those that this page may send now
 */

/**
 * @typedef {Object} HeirGiven
 * @property {import('./store.js').Store} store
 * @property {import('./leader.js').Leader} leader
 * @property {string} sessionKey  of this page
 * @property {string} target  what was meant for another is left alone
 * @property {number} maxAge  milliseconds after which even that goes
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/queue.js').Queue} queue
 * @property {import('./keeper.js').Keeper} keeper
 * @property {import('../core/ledger.js').LedgerBook} ledger
 * @property {(records: unknown[]) => void} onLeftovers
 */

/**
 * What dead pages left, by its keys.
 * @typedef {{ entries: Entry[], checkpoints: string[], losses: string[] }} Estate
 */

/**
 * @param {HeirGiven} given
 * @returns {Heir}
 */
export function createHeir(given) {
    const { leader, queue, sessionKey } = given;
    let looking = false;
    return {
        async look() {
            if (looking || !leader.leads()) return;
            looking = true;
            try {
                const estate = await findEstate(given);
                await inherit(given, estate);
                await forgetOld(given, estate);
            } catch {
                // The store fails; the next look may do better.
            } finally {
                looking = false;
            }
        },
        async mine(entries) {
            const others = entries.map((entry) => entry.session).filter((session) => session !== sessionKey);
            if (!others.length) return entries;
            const dead = await leader.dead([...new Set(others)]);
            return entries.filter((entry) => {
                const may = entry.session === sessionKey || dead.includes(entry.session);
                if (!may) queue.remove(entry);
                return may;
            });
        },
    };
}

/**
 * @param {HeirGiven} given
 * @returns {Promise<Estate>}
 */
async function findEstate({ store, leader, sessionKey }) {
    // Read before it is asked who is dead: what is stored now was stored by pages that live now, or died.
    const entries = (await store.list()).flatMap((raw) => readMeta(raw) ?? []);
    const [checkpoints, losses] = [await store.keys('checkpoints'), await store.keys('losses')];
    const pages = await store.keys('pages');
    const left = [...entries.map(({ session }) => session), ...checkpoints.concat(losses).map(sessionOf)];
    const sessions = new Set([...left, ...pages]);
    sessions.delete(sessionKey);
    const dead = new Set(await leader.dead([...sessions]));
    const done = pages.filter((session) => dead.has(session) && !left.includes(session));
    if (done.length) await store.take('pages', done);
    const isDead = (/** @type {string} */ key) => dead.has(sessionOf(key));
    return { entries: entries.filter(({ session }) => dead.has(session)), checkpoints: checkpoints.filter(isDead),
        losses: losses.filter(isDead) };
}

/**
 * @param {HeirGiven} given
 * @param {Estate} estate
 */
async function inherit({ store, target, queue, ledger, onLeftovers }, estate) {
    const isOurs = (/** @type {string} */ key) => key === boxKey(sessionOf(key), target);
    for (const entry of estate.entries) {
        if (entry.target === target && !queue.find(entry.session, entry.seq)) queue.add(entry);
    }
    // Removed before they are told: a view that is told twice cannot be told from two views.
    const old = estate.checkpoints.filter(isOurs);
    const views = old.length ? valuesOf(await store.take('checkpoints', old)) : [];
    if (views.length) onLeftovers(views);
    // These stay until an account that names them was delivered.
    const losses = estate.losses.filter(isOurs);
    ledger.tellOthers(losses.length ? valuesOf(await store.read('losses', losses)) : []);
}

/**
 * What was meant for another server goes at its age, since the pages that could send it may never come again.
 * @param {HeirGiven} given
 * @param {Estate} estate
 */
async function forgetOld({ store, target, keeper, clock, maxAge }, estate) {
    const now = clock.now();
    keeper.lose(estate.entries.filter((entry) => entry.target !== target && entry.expires <= now), 'expired');
    for (const name of /** @type {const} */ (['checkpoints', 'losses'])) {
        for (const key of estate[name].filter((one) => one !== boxKey(sessionOf(one), target))) {
            await store.update(name, key, (old) => (old?.at > now - maxAge ? old : undefined));
        }
    }
}

/** @param {any[]} boxed */
const valuesOf = (boxed) => boxed.map((one) => one?.value).filter((value) => value !== undefined);

/**
 * Of the key of a box.
 * @param {string} key
 */
const sessionOf = (key) => key.slice(0, 36);
