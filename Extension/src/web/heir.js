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
 * @param {{ store: import('./store.js').Store, leader: import('./leader.js').Leader, sessionKey: string, target: string,
 *     clock: import('../core/ports.js').Clock, queue: import('../core/queue.js').Queue, keeper: import('./keeper.js').Keeper,
 *     ledger: import('../core/ledger.js').LedgerBook, mayTell: () => boolean,
 *     maxAge: number, onLeftovers: (records: unknown[]) => void }} given  `mayTell`: an account of losses would be delivered now
 * @returns {Heir}
 */
export function createHeir({ store, leader, sessionKey, target, clock, queue, keeper, ledger, mayTell, maxAge, onLeftovers }) {
    let looking = false;

    /** @param {Entry[]} entries  all that is stored and not our own */
    const adopt = (entries) => {
        for (const entry of entries) if (!queue.find(entry.session, entry.seq)) queue.add(entry);
    };
    const look = async () => {
        const entries = (await store.list()).map(readMeta).filter((entry) => entry !== null && entry.session !== sessionKey);
        const others = /** @type {Entry[]} */ (entries);
        const [checkpoints, losses, pages] = await Promise.all([store.keys('checkpoints'), store.keys('losses'), store.keys('pages')]);
        const keys = new Set([...others.map((entry) => entry.session), ...checkpoints.concat(losses, pages).map(sessionOf)]);
        keys.delete(sessionKey);
        const dead = new Set(await leader.dead([...keys]));
        const left = others.filter((entry) => dead.has(entry.session));
        const isDead = (/** @type {string} */ key) => dead.has(sessionOf(key));
        const isOurs = (/** @type {string} */ key) => isDead(key) && key === boxKey(sessionOf(key), target);

        adopt(left.filter((entry) => entry.target === target));
        // Removed before they are told: a view that is told twice cannot be told from two views.
        const views = await takeValues('checkpoints', checkpoints.filter(isOurs));
        if (views.length) onLeftovers(views);
        if (mayTell()) ledger.tellOthers(await takeValues('losses', losses.filter(isOurs)));
        const empty = pages.filter((key) => isDead(key) && ![...left.map((entry) => entry.session), ...losses, ...checkpoints]
            .some((name) => name.startsWith(key)));
        if (empty.length) await store.take('pages', empty);
        await forgetOld(left, { checkpoints: checkpoints.filter(isDead), losses: losses.filter(isDead) });
    };
    /**
     * @param {import('./store.js').Box} name
     * @param {string[]} keys
     */
    const takeValues = async (name, keys) => {
        const taken = keys.length ? await store.take(name, keys) : [];
        return taken.map((/** @type {any} */ boxed) => boxed?.value).filter((value) => value !== undefined);
    };
    /**
     * What was meant for another server, whose pages may never come again.
     * @param {Entry[]} left
     * @param {Record<'checkpoints' | 'losses', string[]>} boxes
     */
    const forgetOld = async (left, boxes) => {
        keeper.lose(left.filter((entry) => entry.target !== target && entry.expires <= clock.now()), 'expired');
        for (const name of /** @type {const} */ (['checkpoints', 'losses'])) {
            for (const key of boxes[name].filter((one) => one !== boxKey(sessionOf(one), target))) {
                await store.update(name, key, (old) => (old?.at > clock.now() - maxAge ? old : undefined));
            }
        }
    };
    return {
        async look() {
            if (looking || !leader.leads()) return;
            looking = true;
            try {
                await look();
            } catch {
                // The store fails; the next look may do better.
            } finally {
                looking = false;
            }
        },
        async mine(entries) {
            const sessions = [...new Set(entries.map((entry) => entry.session))].filter((session) => session !== sessionKey);
            if (!sessions.length) return entries;
            const dead = await leader.dead(sessions);
            return entries.filter((entry) => {
                const may = entry.session === sessionKey || dead.includes(entry.session);
                if (!may) queue.remove(entry);
                return may;
            });
        },
    };
}

/**
 * Of the key of a box.
 * @param {string} key
 */
const sessionOf = (key) => key.slice(0, 36);
