/** One envelope that waits, and what must be known of it without reading it. */
import { clamp, countOf, isUuid, textOf, utf8Length } from './limits.js';
import { SCREENSHOT, withoutData } from './rewrite.js';

/** A picture's address lapses soon. */
const SCREENSHOT_MS = 60_000;
/** News of our own health is of no interest later. */
const DIAGNOSTICS_MS = 3_600_000;

/**
 * What the store keeps.
 * @typedef {Object} Kept
 * @property {string} session  key of the page that made it
 * @property {number} seq
 * @property {string} type
 * @property {number} priority  0…3
 * @property {number} expires  wall
 * @property {string} text
 */

/**
 * @typedef {Object} Waiting
 * @property {string} key  in the store
 * @property {number} bytes  of the text in UTF-8
 * @property {number} tries
 * @property {number} faults  answers that may be this envelope's own fault
 * @property {boolean} flying  a request with it is under way
 * @property {boolean} kept  the store has it
 */

/** @typedef {Kept & Waiting} Entry */

/**
 * In the store: the session key of the page first, then where it goes. Pages with another endpoint leave it alone.
 * @param {string} session @param {string} target @param {number} [seq]  of an entry
 */
export const storeKey = (session, target, seq) => `${session} ${target}${seq ? ` ${seq}` : ''}`;

/** @param {string} key */
export const sessionOf = (key) => key.slice(0, 36);

/** @param {string} target @param {string} key */
export const isFor = (target, key) => `${key} `.startsWith(`${storeKey(sessionOf(key), target)} `);

/**
 * @param {import('./ports.js').Envelope} envelope
 * @param {import('./ports.js').Posting} posting
 * @param {string} target  where it goes
 * @param {number} wall  now
 * @param {number} longest  milliseconds that anything waits
 * @returns {Entry}
 */
export function makeEntry(envelope, { priority }, target, wall, longest) {
    const { payload: { context: { sessionKey: session, seq } }, type } = envelope;
    const most = type === SCREENSHOT ? SCREENSHOT_MS : priority === 3 ? DIAGNOSTICS_MS : longest;
    return fresh({ session, seq, type, priority, expires: wall + Math.min(most, longest),
        text: JSON.stringify(envelope) }, storeKey(session, target, seq), false);
}

/** @type {(record: Kept, key: string, kept: boolean) => Entry} */
const fresh = (record, key, kept) =>
    ({ ...record, key, bytes: utf8Length(record.text), tries: 0, faults: 0, flying: false, kept });

/**
 * What the store gets: no object data, unless it may be there.
 * @param {Entry} entry
 * @param {boolean | undefined} whole
 * @param {() => string} uuid
 * @returns {Kept}
 */
export function storedForm(entry, whole, uuid) {
    const { text } = entry;
    const bare = !whole && text.includes('"objectData":{') && withoutData(JSON.parse(text), uuid(), 'notPersisted');
    return { ...entry, text: bare ? JSON.stringify(bare) : text };
}

/**
 * @param {any} raw  from the store, so nothing is certain
 * @param {string} key
 * @returns {Entry | null}
 */
export const readEntry = (raw, key) => (isUuid(raw?.session) && countOf(raw.seq) && typeof raw.text === 'string'
    ? fresh({ ...raw, type: textOf(raw.type, 64) ?? 'unknown', priority: clamp(raw.priority, 0, 3, 3),
        expires: countOf(raw.expires) }, key, true) : null);

/**
 * The same entry with other content.
 * @param {Entry} entry  changed
 * @param {import('./ports.js').Envelope} envelope
 */
export function rewriteEntry(entry, envelope) {
    entry.text = JSON.stringify(envelope);
    entry.type = envelope.type;
    entry.bytes = utf8Length(entry.text);
}
