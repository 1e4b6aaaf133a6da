/**
 * The store in IndexedDB. Each call is one transaction, begun at once when the database is open, so that what is
 * written while a page goes away is finished without it.
 */
import { createMemoryStore } from './store-memory.js';

/** @typedef {import('./store.js').Store} Store */
/** @typedef {import('./store.js').Key} Key */

const VERSION = 1;
const ENTRIES = 'entries';
const TEXTS = 'texts';
const CHECKPOINTS = 'checkpoints';
const BOXES = [CHECKPOINTS, 'losses', 'pages'];
/** Opening may hang for ever, as when an older page does not let go. */
const OPEN_MS = 3_000;

/**
 * The durable store, or one in memory where there is none: private windows, blocked storage, full disks.
 * @param {string} name  of the database
 * @param {{ indexedDB?: IDBFactory, clock?: Pick<import('../core/ports.js').Clock, 'after'> }} [from]
 * @returns {Promise<Store>}
 */
export async function openStore(name, from = {}) {
    try {
        const factory = from.indexedDB ?? ownIndexedDb();
        if (!factory) return createMemoryStore();
        const open = () => openDatabase(factory, name, from.clock ?? { after: afterTimeout });
        return createIdbStore(createConnection(await open(), open));
    } catch {
        return createMemoryStore();
    }
}

/** Even reading the name may throw where storage is blocked. */
function ownIndexedDb() {
    try {
        return globalThis.indexedDB;
    } catch {
        return undefined;
    }
}

/**
 * @param {number} ms
 * @param {() => void} work
 */
function afterTimeout(ms, work) {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
}

/**
 * @param {IDBFactory} factory
 * @param {string} name
 * @param {Pick<import('../core/ports.js').Clock, 'after'>} clock
 * @returns {Promise<IDBDatabase>}
 */
function openDatabase(factory, name, clock) {
    return new Promise((resolve, reject) => {
        let given = false;
        const request = factory.open(name, VERSION);
        const cancel = clock.after(OPEN_MS, () => {
            given = true;
            reject(new Error('slow'));
        });
        request.onupgradeneeded = () => {
            request.result.createObjectStore(ENTRIES, { keyPath: ['session', 'seq'] });
            for (const box of [TEXTS, ...BOXES]) request.result.createObjectStore(box);
        };
        request.onerror = () => (cancel(), reject(request.error));
        request.onsuccess = () => {
            cancel();
            if (given) request.result.close();
            else resolve(request.result);
        };
    });
}

/**
 * @callback Transact
 * @param {string[]} names
 * @param {IDBTransactionMode} mode
 * @param {(stores: IDBObjectStore[], give: (value: any) => void) => boolean | void} work  asks; `give` sets the
 *     answer; true when more is asked once answers are there
 * @returns {Promise<any>}
 */

/**
 * @param {IDBDatabase} first
 * @param {() => Promise<IDBDatabase>} open  when the browser closed the first
 * @returns {{ transact: Transact, close: () => void }}
 */
function createConnection(first, open) {
    /** @type {IDBDatabase | null} */
    let database = null;
    let closed = false;
    const forget = () => void (database = null);
    /** @param {IDBDatabase} opened */
    const use = (opened) => {
        database = opened;
        // Let go at once, so that nobody has to wait for this page.
        opened.onversionchange = () => (opened.close(), forget());
        opened.onclose = forget;
    };
    use(first);
    return {
        transact: (names, mode, work) => new Promise((resolve, reject) => {
            const begin = (/** @type {IDBDatabase} */ db) => {
                const transaction = db.transaction(names, mode);
                /** @type {any} */
                let answer;
                transaction.oncomplete = () => resolve(answer);
                transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
                const later = work(names.map((name) => transaction.objectStore(name)), (value) => (answer = value));
                // A page that goes away does not live to see its answers, and what waits for them is taken back.
                if (mode === 'readwrite' && !later) transaction.commit?.();
            };
            const again = () => open().then((opened) => {
                if (closed) return opened.close();
                use(opened);
                begin(opened);
            }).catch(reject);
            if (closed) return reject(new Error('closed'));
            if (!database) return void again();
            try {
                begin(database);
            } catch (error) {
                // The connection broke without an event.
                if (/** @type {any} */ (error)?.name === 'InvalidStateError') void again();
                else reject(error);
            }
        }),
        close() {
            closed = true;
            database?.close();
        },
    };
}

/**
 * @param {{ transact: Transact, close: () => void }} connection
 * @returns {Store}
 */
function createIdbStore({ transact, close }) {
    return {
        durable: true,
        put: (meta, text) => transact([ENTRIES, TEXTS], 'readwrite', ([entries, texts]) => {
            entries.put(meta);
            texts.put(text, [meta.session, meta.seq]);
        }),
        remove: (keys) => transact([ENTRIES, TEXTS], 'readwrite', (stores) => {
            for (const key of keys) for (const store of stores) store.delete(key);
        }),
        list: () => transact([ENTRIES], 'readonly', ([entries], give) => {
            entries.getAll().onsuccess = (event) => give(resultOf(event));
        }),
        texts: (keys) => transact([TEXTS], 'readonly', ([texts], give) => {
            /** @type {(string | undefined)[]} */
            const found = keys.map(() => undefined);
            keys.forEach((key, i) => (texts.get(key).onsuccess = (event) => (found[i] = resultOf(event))));
            give(found);
        }),
        keep: (box, key, value) => transact([box], 'readwrite', ([store]) => void store.put(value, key)),
        keys: (box) => transact([box], 'readonly', ([store], give) => {
            store.getAllKeys().onsuccess = (event) => give(resultOf(event).map(String));
        }),
        read: (box, keys) => transact([box], 'readonly', ([store], give) => give(collect(store, keys))),
        take: (box, keys) => transact([box], 'readwrite', ([store], give) => {
            give(collect(store, keys));
            for (const key of keys) store.delete(key);
        }),
        update: (box, key, work) => transact([box], 'readwrite', ([store]) => {
            store.get(key).onsuccess = (event) => {
                const value = work(resultOf(event));
                if (value === undefined) store.delete(key);
                else store.put(value, key);
            };
            return true;
        }),
        clear: () => transact([ENTRIES, TEXTS, CHECKPOINTS], 'readwrite', (stores) => {
            for (const store of stores) store.clear();
        }),
        close,
    };
}

/**
 * The values there are; the array is full when the transaction is over.
 * @param {IDBObjectStore} store
 * @param {string[]} keys
 */
function collect(store, keys) {
    /** @type {unknown[]} */
    const found = [];
    for (const key of keys) {
        store.get(key).onsuccess = (event) => resultOf(event) !== undefined && found.push(resultOf(event));
    }
    return found;
}

/**
 * @param {Event} event
 * @returns {any}
 */
const resultOf = (event) => /** @type {IDBRequest} */ (event.target).result;
