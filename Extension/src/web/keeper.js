/** Keeps what waits, the store and the ledger in step: every change of what waits goes through here. */
import { readEntry, rewriteEntry, storedForm, storeKey } from '../core/entry.js';
import { overflow } from '../core/queue.js';
import { addRange, isWithin, readRanges } from '../core/ranges.js';

/** @typedef {import('../core/entry.js').Entry} Entry */
/** @typedef {import('../core/ledger.js').Loss} Loss */
/** @typedef {import('./outbox.js').Box} Box */

const MEGABYTE = 1_048_576;
/** Without durable storage so many events and megabytes wait in memory at most. */
const MEMORY = [500, 2];

/** @param {Box} o what is too much goes */
export function fit(o) {
    const { bounds: { events, megabytes }, queue } = o;
    const [count, size] = o.durable ? [Infinity, Infinity] : MEMORY;
    lose(o, overflow(queue, Math.min(events, count), Math.min(megabytes, size) * MEGABYTE), 'evicted');
}

/** @param {Box} o @param {Entry} entry */
function put(o, entry) {
    const { store, bounds, ids } = o;
    if (!o.writing || !store.durable) return;
    store.keep('entries', entry.key, storedForm(entry, bounds.keepOnDisk, ids.uuid)).then(() => {
        o.durable = entry.kept = true;
    }, () => {
        o.durable = false;
        fit(o);
    });
}

/** @param {Box} o @param {Entry[]} entries */
function remove({ queue, store }, entries) {
    for (const { key } of entries) queue.delete(key);
    store.remove('entries', entries.map(({ key }) => key)).catch(() => {});
}

/** @param {Box} o @param {Entry[]} entries @param {Loss} reason */
export function lose(o, entries, reason) {
    if (!entries.length) return;
    // First the names of what is lost, then the loss: a page that dies between says too much, never too little.
    for (const session of new Set(entries.map((entry) => entry.session))) {
        change(o, session, (lost) => entries.reduce((all, entry) =>
            (entry.session === session ? addRange(all, entry.seq) : all), lost));
    }
    for (const entry of entries) o.books.lose(entry, reason);
    remove(o, entries);
}

/**
 * The names of what is lost are in the store until an account that names them was delivered.
 * @param {Box} o @param {string} session
 * @param {(lost: import('../core/ranges.js').Ranges) => import('../core/ranges.js').Ranges} work
 */
const change = ({ store, target, clock, maxAge }, session, work) =>
    void store.update('losses', storeKey(session, target), (old) => {
        const value = work(readRanges(old?.value));
        return value.length ? { expires: clock.now() + maxAge, value } : undefined;
    }).catch(() => {});

/**
 * From now on everything is stored at once, and what waited for it now. Where the page was away, another one may have
 * delivered or lost something of it meanwhile.
 * @param {Box} o
 */
export async function write(o) {
    const { store, queue, books, ownKey } = o;
    const there = new Set(await store.keys('entries').catch(() => [...queue.keys()]));
    const [record] = await store.read('losses', [ownKey]).catch(() => []);
    books.learn(record?.value);
    o.writing = true;
    for (const entry of queue.values()) {
        if (!entry.kept) put(o, entry);
        else if (!entry.flying && !there.has(entry.key)) queue.delete(entry.key);
    }
}

/** @param {Box} o @param {Entry} entry */
export function add(o, entry) {
    o.queue.set(entry.key, entry);
    fit(o);
    if (o.queue.has(entry.key)) put(o, entry);
}

/** @param {Box} o @param {Entry} entry */
export function delivered(o, entry) {
    o.books.sent();
    remove(o, [entry]);
    if (!entry.text.includes('"lost":[')) return;
    const { payload: { context, event } } = JSON.parse(entry.text);
    for (const { sessionKey, lost } of [{ ...context, lost: event.lost }, ...event.others ?? []]) {
        change(o, sessionKey, (left) => (isWithin(left, readRanges(lost)) ? [] : left));
    }
}

/** @param {Box} o @param {Entry} entry @param {import('../core/ports.js').Envelope} envelope */
export function rewrite(o, entry, envelope) {
    rewriteEntry(entry, envelope);
    put(o, entry);
}

/**
 * Deletes what is stored of everybody, and names what is lost by it. What is under way stays.
 * @param {Box} o
 * @param {string} [spare]  key of a page whose events stay
 */
export async function purge(o, spare) {
    const { store, queue } = o;
    const keys = (await store.keys('entries')).filter((key) => !queue.has(key));
    const others = (await store.read('entries', keys)).flatMap((raw, i) => readEntry(raw, keys[i]) ?? []);
    const ours = [...queue.values()].filter(({ flying, session }) => !flying && session !== spare);
    lose(o, [...others, ...ours], 'purged');
    await store.remove('entries', keys);
    await store.remove('checkpoints', await store.keys('checkpoints'));
}
