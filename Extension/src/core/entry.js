/** One envelope that waits, and what the queue must know of it without reading it. */
import { clamp, countOf, isUuid, textOf, utf8Length } from './limits.js';
import { hasData, SCREENSHOT, withoutData } from './rewrite.js';

const DAY_MS = 86_400_000;
/** A picture's address lapses soon. */
const SCREENSHOT_MS = 60_000;
/** News of our own health is of no interest later. */
const DIAGNOSTICS_MS = 3_600_000;

/**
 * What the store keeps apart from the text.
 * @typedef {Object} Meta
 * @property {string} session  key of the page that made it
 * @property {number} seq
 * @property {string} target  where it goes; pages with another endpoint leave it alone
 * @property {string} id  of the event
 * @property {string} type
 * @property {number} priority  0…3
 * @property {number} added  wall
 * @property {number} expires  wall
 * @property {boolean} urgent
 * @property {number} bytes  of the text in UTF-8
 */

/**
 * The version without object data that the store holds.
 * @typedef {{ id: string, text: string, bytes: number }} Spare
 */

/**
 * @typedef {Object} Waiting
 * @property {string} [text]  absent when only the store has it
 * @property {Spare} [spare]
 * @property {number} tries
 * @property {number} failures  answers in a row that may be this envelope's own fault
 * @property {number} strikes  how often it failed while others passed
 * @property {boolean} flying  a request with it is under way
 * @property {boolean} kept  the store has it
 */

/** @typedef {Meta & Waiting} Entry */

/** @returns {Waiting} */
const fresh = () => ({ tries: 0, failures: 0, strikes: 0, flying: false, kept: false });

/**
 * @param {import('./ports.js').Envelope} envelope
 * @param {import('./ports.js').Posting} posting
 * @param {{ target: string, wall: number, days: number, keepOnDisk: boolean, uuid: () => string }} how
 * @returns {Entry}
 */
export function makeEntry(envelope, posting, { target, wall, days, keepOnDisk, uuid }) {
    const text = JSON.stringify(envelope);
    const { sessionKey, seq } = envelope.payload.context;
    const longest = days * DAY_MS;
    const usual = envelope.type === SCREENSHOT ? SCREENSHOT_MS : posting.priority === 3 ? DIAGNOSTICS_MS : longest;
    const entry = { ...fresh(), session: sessionKey, seq, target, id: envelope.eventId, type: envelope.type,
        priority: posting.priority, added: wall, expires: wall + clamp(posting.ttl, 0, longest, usual),
        urgent: posting.urgent === true, bytes: utf8Length(text), text };
    return keepOnDisk ? entry : withSpare(entry, envelope, uuid);
}

/**
 * @param {Entry} entry  changed
 * @param {import('./ports.js').Envelope} envelope
 * @param {() => string} uuid
 */
function withSpare(entry, envelope, uuid) {
    entry.spare = undefined;
    if (hasData(envelope)) {
        const id = uuid();
        const text = JSON.stringify(withoutData(envelope, id, 'notPersisted'));
        entry.spare = { id, text, bytes: utf8Length(text) };
    }
    return entry;
}

/**
 * What the store gets: never object data that may not be there.
 * @param {Entry} entry
 * @returns {[Meta, string]}
 */
export function storedForm(entry) {
    const { session, seq, target, type, priority, added, expires, urgent } = entry;
    const { id, text, bytes } = entry.spare ?? entry;
    return [{ session, seq, target, id, type, priority, added, expires, urgent, bytes }, text ?? ''];
}

/**
 * The same envelope with other content.
 * @param {Entry} entry  changed
 * @param {import('./ports.js').Envelope} envelope
 * @param {() => string} uuid
 */
export function rewriteEntry(entry, envelope, uuid) {
    entry.text = JSON.stringify(envelope);
    entry.id = envelope.eventId;
    entry.type = envelope.type;
    entry.bytes = utf8Length(entry.text);
    if (entry.spare) withSpare(entry, envelope, uuid);
}

/**
 * Gives up the version that only memory holds.
 * @param {Entry} entry
 * @returns {boolean} whether there was one
 */
export function settleForSpare(entry) {
    if (!entry.spare) return false;
    Object.assign(entry, entry.spare, { spare: undefined });
    return true;
}

/** @param {any} raw  from the store, so nothing is certain @returns {Entry | null} */
export function readMeta(raw) {
    const { session, seq, target, id, type } = raw ?? {};
    if (!isUuid(session) || !isUuid(id) || !Number.isSafeInteger(seq) || seq < 1) return null;
    if (typeof target !== 'string') return null;
    return { ...fresh(), session, seq, target, id, type: textOf(type, 64) ?? 'unknown', kept: true,
        priority: clamp(raw.priority, 0, 3, 3), added: countOf(raw.added), expires: countOf(raw.expires),
        urgent: raw.urgent === true, bytes: countOf(raw.bytes) };
}
