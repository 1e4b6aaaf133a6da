/** Keeps queue, store and ledger in step: every change of what waits goes through here. */
import { clamp } from '../core/limits.js';
import { readMeta, rewriteEntry, storedForm } from '../core/entry.js';
import { addRange, readRanges, withoutRanges } from '../core/ranges.js';
import { box, boxKey } from './store.js';

/** @typedef {import('../core/entry.js').Entry} Entry */
/** @typedef {import('../core/ledger.js').Loss} Loss */

/** Without durable storage that much waits in memory at most. */
const MEMORY = { events: 500, bytes: 2 * 1_048_576 };
/** A text longer than this stays in the store only, until it is sent. */
const HELD_BYTES = 8_192;

/**
 * @typedef {Object} Keeper
 * @property {(entry: Entry) => void} add
 * @property {() => void} flush  from now on everything is stored at once, and all that waited for it now
 * @property {(entry: Entry, text: string) => void} delivered
 * @property {(entries: Entry[], reason: Loss) => void} lose
 * @property {(entry: Entry, envelope: import('../core/ports.js').Envelope) => void} rewrite
 * @property {(entries: Entry[]) => Promise<{ entry: Entry, text: string }[]>} load  without those that are gone
 * @property {() => Promise<void>} reconcile  learns what another page has delivered or lost of this one meanwhile
 * @property {(keepOwn: boolean) => Promise<void>} purge
 * @property {() => boolean} durable  what waits would outlive the page
 */

/**
 * @typedef {Object} KeeperGiven
 * @property {import('./store.js').Store} store
 * @property {import('../core/queue.js').Queue} queue
 * @property {import('../core/ledger.js').LedgerBook} ledger
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Ids} ids
 * @property {string} sessionKey
 * @property {string} target
 * @property {{ events: number, megabytes: number }} bounds
 */

/**
 * @param {KeeperGiven} given
 * @returns {Keeper}
 */
export function createKeeper(given) {
    const { store, queue, ledger } = given;
    const wanted = boundsOf(given.bounds);
    const small = { events: Math.min(wanted.events, MEMORY.events), bytes: Math.min(wanted.bytes, MEMORY.bytes) };
    const lose = createLoser(given);
    let writing = false;
    let healthy = store.durable;

    /** @param {Entry} entry */
    const put = (entry) => {
        if (!writing || !store.durable || entry.text === undefined) return;
        store.put(...storedForm(entry)).then(() => {
            healthy = entry.kept = true;
            if (!entry.spare && entry.bytes > HELD_BYTES) entry.text = undefined;
        }, () => {
            healthy = false;
            fit();
        });
    };
    const fit = () => {
        const { shed, evicted } = queue.overflow(healthy ? wanted : small);
        for (const { type } of shed) ledger.change(type, 'notPersisted');
        lose(evicted, 'evicted');
    };
    return {
        add(entry) {
            queue.add(entry);
            fit();
            if (queue.has(entry)) put(entry);
        },
        flush() {
            writing = true;
            for (const entry of queue.all()) if (!entry.kept) put(entry);
        },
        delivered(entry, text) {
            remove(given, [entry]);
            if (text.includes('"lost":[')) strike(given, JSON.parse(text));
        },
        lose,
        rewrite(entry, envelope) {
            rewriteEntry(entry, envelope, given.ids.uuid);
            put(entry);
        },
        load: (entries) => load(given, entries),
        async reconcile() {
            const [mine] = await store.read('losses', [boxKey(given.sessionKey, given.target)]);
            ledger.learn(readRanges(/** @type {any} */ (mine)?.value?.lost));
            const stored = /** @type {any[]} */ (await store.list());
            const there = new Set(stored.map((meta) => `${meta?.session} ${meta?.seq}`));
            for (const entry of queue.all()) {
                const { session, seq, kept, flying } = entry;
                if (kept && !flying && !there.has(`${session} ${seq}`)) queue.remove(entry);
            }
        },
        async purge(keepOwn) {
            await purge(given, lose, keepOwn);
            if (writing) for (const entry of queue.all()) put(entry);
        },
        durable: () => healthy,
    };
}

/** @param {{ events: number, megabytes: number }} bounds  from outside */
const boundsOf = ({ events, megabytes }) =>
    ({ events: clamp(events, 1, 100_000, 2_000), bytes: clamp(megabytes, 0.1, 100, 8) * 1_048_576 });

/**
 * @param {KeeperGiven} given
 * @param {Entry[]} entries
 */
function remove({ store, queue }, entries) {
    for (const entry of entries) queue.remove(entry);
    if (store.durable && entries.length) {
        store.remove(entries.map(({ session, seq }) => [session, seq])).catch(() => {});
    }
}

/**
 * @param {KeeperGiven} given
 * @returns {Keeper['lose']}
 */
function createLoser(given) {
    const { store, ledger, clock, sessionKey, target } = given;
    return (entries, reason) => {
        // First the names of what is lost, then the loss: a page that dies between says too much, never too little.
        for (const session of new Set(entries.map((entry) => entry.session))) {
            const seqs = entries.filter((entry) => entry.session === session).map((entry) => entry.seq);
            store.update('losses', boxKey(session, target),
                (old) => box(clock.now(), recordOf(session, old?.value, seqs))).catch(() => {});
        }
        for (const { session, seq, type } of entries) {
            if (session === sessionKey) ledger.lose(type, seq, reason);
            else ledger.loseOther(type, reason);
        }
        remove(given, entries);
    };
}

/**
 * @param {Pick<KeeperGiven, 'store' | 'queue'>} given
 * @param {Entry[]} entries
 */
async function load({ store, queue }, entries) {
    const missing = entries.filter((entry) => entry.text === undefined);
    const texts = missing.length ? await store.texts(missing.map(({ session, seq }) => [session, seq])) : [];
    return entries.flatMap((entry) => {
        const text = entry.text ?? texts[missing.indexOf(entry)];
        if (text === undefined) queue.remove(entry);
        return text === undefined ? [] : [{ entry, text }];
    });
}

/**
 * Deletes all envelopes and checkpoints, and names what is lost by it. What is under way stays.
 * @param {KeeperGiven} given
 * @param {Keeper['lose']} lose
 * @param {boolean} keepOwn
 */
async function purge({ store, queue, sessionKey, target }, lose, keepOwn) {
    const stored = (await store.list().catch(() => [])).flatMap((raw) => readMeta(raw) ?? []);
    const own = keepOwn ? queue.all().filter((entry) => entry.session === sessionKey) : [];
    for (const { entry, text } of await load({ store, queue }, own)) entry.text = text;
    await store.clear().catch(() => {});
    const others = stored.filter((entry) => entry.target === target && !queue.find(entry.session, entry.seq));
    lose([...queue.all(), ...others].filter((entry) => !entry.flying && !own.includes(entry)), 'purged');
}

/**
 * The losses that a delivered account has named need not be kept.
 * @param {KeeperGiven} given
 * @param {any} envelope
 */
function strike({ store, clock, target }, { payload: { context, event } }) {
    for (const { sessionKey, lost } of [{ sessionKey: context.sessionKey, lost: event.lost }, ...event.others ?? []]) {
        store.update('losses', boxKey(sessionKey, target), (old) => {
            const left = withoutRanges(readRanges(old?.value?.lost), readRanges(lost));
            return left.length ? box(clock.now(), { sessionKey, lost: left }) : undefined;
        }).catch(() => {});
    }
}

/**
 * What the store holds of the losses of one page.
 * @param {string} session
 * @param {any} old
 * @param {number[]} seqs
 */
function recordOf(session, old, seqs) {
    const lost = readRanges(old?.lost);
    for (const seq of seqs) addRange(lost, seq);
    return { sessionKey: session, lost };
}
