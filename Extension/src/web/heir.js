/** Looks after what dead pages left: what they had not sent, what they had lost, and the views they had not closed. */
import { isFor, readEntry, sessionOf } from '../core/entry.js';
import { fit } from './keeper.js';
import { BOXES } from './store.js';

/** @typedef {import('./outbox.js').Box} Box */

/** The last writes and requests of a page that left a moment ago may still be under way. */
const LAST_MS = 2_000;

/**
 * What is inherited of one box.
 * @type {Record<string, (o: Box, keys: string[], values: any[]) => unknown>}
 */
const INHERIT = {
    entries(o, keys, values) {
        keys.forEach((key, i) => {
            const entry = readEntry(values[i], key);
            if (entry && !o.queue.has(key)) o.queue.set(key, entry);
        });
        fit(o);
    },
    async checkpoints({ store, onLeftovers }, keys, values) {
        // Removed before they are told: a view that is told twice cannot be told from two views.
        await store.remove('checkpoints', keys);
        const views = values.flatMap((one) => one?.value ?? []);
        if (views.length) onLeftovers?.(views);
    },
    // These stay until an account that names them was delivered.
    losses: ({ books }, keys, values) =>
        books.tellOthers(keys.map((key, i) => [sessionOf(key), values[i]?.value])),
};

/**
 * What lies in each box, and which pages are dead.
 * @param {Box} o
 */
async function find({ store, sessionKey, leader }) {
    // Read before it is asked who is dead: what is stored now was stored by pages that live now, or died.
    const found = await Promise.all(BOXES.map((box) => store.keys(box)));
    const dead = new Set();
    for (const session of new Set(found.flat().map(sessionOf))) {
        if (session !== sessionKey && await leader.claim(session)) dead.add(session);
    }
    return { found, dead };
}

/** @param {Box} o rejects when the store fails; then the next look may do better */
async function look(o) {
    const { store, queue, target, clock, heirOf } = o;
    let { found, dead } = await find(o);
    if ([...dead].some((session) => !heirOf.has(session))) {
        await new Promise((done) => void clock.after(LAST_MS, () => done(undefined)));
        ({ found, dead } = await find(o));
    }
    if (!o.here) return;
    o.heirOf = dead;
    const [pages, ...all] = found;
    const left = new Set(all.flat().map(sessionOf));
    await store.remove('pages', pages.filter((session) => dead.has(session) && !left.has(session)));
    for (const [i, inBox] of all.entries()) {
        const box = BOXES[i + 1];
        const keys = inBox.filter((key) => dead.has(sessionOf(key)) && !queue.has(key));
        const values = await store.read(box, keys);
        const isOurs = (/** @type {unknown} */ _, /** @type {number} */ at) => isFor(target, keys[at]);
        // What was meant for another server is left alone until it is too old.
        await store.remove(box,
            keys.filter((key, at) => !isFor(target, key) && !(values[at]?.expires > clock.now())));
        await INHERIT[box](o, keys.filter(isOurs), values.filter(isOurs));
    }
}

/**
 * One look at a time.
 * @param {Box} o @returns {Promise<void>}
 */
export const inherit = (o) => (o.looking ??= look(o).finally(() => (o.looking = null)));
