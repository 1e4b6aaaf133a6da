/**
 * Content that has to change: smaller, without what may not be stored, or no longer true. A server holds one content
 * per event id for ever, and the old one may have arrived unseen; so the new content gets a new id and names the old
 * one. The sequence number stays.
 */

/** @typedef {import('./ports.js').Envelope} Envelope */

/**
 * Without object data.
 * @param {Envelope} envelope
 * @param {string} id  the new one
 * @param {'notPersisted' | 'tooLarge'} reason
 * @returns {Envelope}
 */
export const withoutData = (envelope, id, reason) =>
    replaced(envelope, id, { objectData: null, objectDataReason: reason });

/** @param {Envelope} envelope */
export const hasData = (envelope) => (envelope.payload.event.objectData ?? null) !== null;

/**
 * Without the values of selections; how many were selected stays.
 * @param {Envelope} envelope
 * @param {string} id  the new one
 * @returns {Envelope}
 */
export function withoutValues(envelope, id) {
    const { details } = /** @type {{ details: Record<string, unknown>[] }} */ (envelope.payload.event);
    const bare = details.map(({ qSelected, qSelectedEngine, ...rest }) =>
        ({ ...rest, qSelected: `${rest.qSelectedCount} of ${rest.qTotal}`, valuesTruncated: true }));
    return replaced(envelope, id, { details: bare, valuesReason: 'tooLarge' });
}

/** @param {Envelope} envelope */
export function hasValues(envelope) {
    const { details, valuesReason } = envelope.payload.event;
    return Array.isArray(details) && details.length > 0 && valuesReason === undefined;
}

/**
 * A picture whose address lapsed before it could be told: what was seen stays, the address goes.
 * @param {Envelope} envelope
 * @param {string} id  the new one
 * @returns {Envelope}
 */
export function asExpired(envelope, id) {
    const { screenshotUrl, ...event } = envelope.payload.event;
    const bare = { ...envelope, type: EXPIRED, payload: { ...envelope.payload, event } };
    return replaced(bare, id, { type: 'screenshot.expired' });
}

export const SCREENSHOT = 'screenshot.url.received';
export const EXPIRED = 'event.screenshot.expired';

/**
 * @param {Envelope} envelope
 * @param {string} id
 * @param {Record<string, unknown>} event  what is new
 * @returns {Envelope}
 */
function replaced(envelope, id, event) {
    const { payload } = envelope;
    const context = { ...payload.context, replaces: envelope.eventId };
    return { ...envelope, eventId: id, payload: { ...payload, context, event: { ...payload.event, ...event } } };
}
