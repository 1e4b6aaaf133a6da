/**
 * The store in IndexedDB. Each call is one transaction, begun at once when the database is open, so that what is
 * written while a page goes away is finished without it.
 */
import { BOXES } from './store.js';

/** @typedef {import('./store.js').Store} Store */
/** @typedef {import('./store.js').Box} Box */

const VERSION = 1;
const OPEN_MS = 3_000;

const nothing = async () => {};
const none = async () => [];
/**
 * Where nothing can be kept: private windows, blocked storage, full disks.
 * @type {Store}
 */
const NOWHERE = { durable: false, keep: nothing, keys: none, read: none, remove: nothing, update: nothing };

/**
 * @param {string} name  of the database
 * @param {() => IDBFactory} [factory]  where storage is blocked even reading the name may throw
 * @returns {Promise<Store>}
 */
export async function openStore(name, factory = () => indexedDB) {
    try {
        return createIdbStore(await openDatabase(factory(), name));
    } catch {
        return NOWHERE;
    }
}

/**
 * @param {IDBFactory} factory
 * @param {string} name
 * @returns {Promise<IDBDatabase>}
 */
function openDatabase(factory, name) {
    return new Promise((resolve, reject) => {
        const request = factory.open(name, VERSION);
        // Opening may hang for ever.
        setTimeout(reject, OPEN_MS);
        request.onupgradeneeded = () => BOXES.forEach((box) => request.result.createObjectStore(box));
        request.onerror = reject;
        request.onsuccess = () => resolve(request.result);
    });
}

/**
 * Once the browser has closed it, as when people clear their data, every call rejects: then things wait in memory.
 * @param {IDBDatabase} database
 * @returns {Store}
 */
function createIdbStore(database) {
    // Let go at once, so that nobody has to wait for this page.
    database.onversionchange = () => database.close();
    /**
     * One transaction; gives the results of a reading one.
     * @param {Box} box
     * @param {IDBTransactionMode} mode
     * @param {(store: IDBObjectStore) => any} work  answers the requests of a reading one; of a writing one whether
     *     more is asked once answers are there
     * @returns {Promise<any>}
     */
    const transact = (box, mode, work) => new Promise((resolve, reject) => {
        const transaction = database.transaction(box, mode);
        const asked = work(transaction.objectStore(box));
        transaction.oncomplete = () => resolve(mode === READ ? asked.map(resultOf) : undefined);
        transaction.onabort = () => reject(transaction.error);
        // A page that goes away does not live to see its answers, and what waits for them is taken back.
        if (mode === WRITE && !asked) transaction.commit?.();
    });
    return {
        durable: true,
        keep: (box, key, value) => transact(box, WRITE, (store) => void store.put(value, key)),
        keys: async (box) => (await transact(box, READ, (store) => [store.getAllKeys()]))[0].map(String),
        read: (box, keys) => transact(box, READ, (store) => keys.map((key) => store.get(key))),
        remove: (box, keys) => transact(box, WRITE, (store) => keys.forEach((key) => store.delete(key))),
        update: (box, key, work) => transact(box, WRITE, (store) => {
            const request = store.get(key);
            return (request.onsuccess = () => {
                const value = work(request.result);
                if (value === undefined) store.delete(key);
                else store.put(value, key);
            });
        }),
    };
}

const [READ, WRITE] = /** @type {const} */ (['readonly', 'readwrite']);

/** @param {IDBRequest} request */
const resultOf = (request) => request.result;
