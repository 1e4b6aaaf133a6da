/** Looks after what dead pages left: what they had not sent, what they had lost, and the views they had not closed. */
import { isFor, readEntry, sessionOf } from '../core/entry.js';
import { BOXES } from './store.js';

/**
 * Answers a function that looks once, and rejects when the store fails; then the next look may do better.
 * @param {import('./outbox.js').OutboxGiven} given
 * @param {string} target  what was meant for another is left alone until it is too old
 * @param {import('./keeper.js').Keeper} keeper
 * @param {import('./leader.js').Leader} leader
 * @param {(records: [string, unknown][]) => void} learn  of losses: session and ranges
 */
export function createHeir({ store, clock, sessionKey, onLeftovers }, target, keeper, leader, learn) {
    /** @type {Promise<void> | null} one at a time */
    let looking = null;
    /**
     * What is inherited of one box.
     * @type {Record<string, (keys: string[], values: any[]) => unknown>}
     */
    const inherit = {
        entries(keys, values) {
            keys.forEach((key, i) => {
                const entry = readEntry(values[i], key);
                if (entry && !keeper.queue.has(key)) keeper.queue.set(key, entry);
            });
            keeper.fit();
        },
        async checkpoints(keys, values) {
            // Removed before they are told: a view that is told twice cannot be told from two views.
            await store.remove('checkpoints', keys);
            const views = values.flatMap((one) => one?.value ?? []);
            if (views.length) onLeftovers?.(views);
        },
        // These stay until an account that names them was delivered.
        losses: (keys, values) => learn(keys.map((key, i) => [sessionOf(key), values[i]?.value])),
    };
    const look = async () => {
        // Read before it is asked who is dead: what is stored now was stored by pages that live now, or died.
        const [pages, ...all] = await Promise.all(BOXES.map((box) => store.keys(box)));
        const left = new Set(all.flat().map(sessionOf));
        const dead = new Set();
        for (const session of new Set([...pages, ...left])) {
            if (session !== sessionKey && await leader.claim(session)) dead.add(session);
        }
        await store.remove('pages', pages.filter((session) => dead.has(session) && !left.has(session)));
        for (const [i, found] of all.entries()) {
            const box = BOXES[i + 1];
            const keys = found.filter((key) => dead.has(sessionOf(key)) && !keeper.queue.has(key));
            const values = await store.read(box, keys);
            const isOurs = (/** @type {unknown} */ _, /** @type {number} */ at) => isFor(target, keys[at]);
            await store.remove(box,
                keys.filter((key, at) => !isFor(target, key) && !(values[at]?.expires > clock.now())));
            await inherit[box](keys.filter(isOurs), values.filter(isOurs));
        }
    };
    return () => (looking ??= look().finally(() => (looking = null)));
}
