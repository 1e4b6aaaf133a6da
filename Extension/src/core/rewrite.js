/**
 * Content that has to change: smaller, without what may not be stored, or no longer true. A server holds one content
 * per event id for ever, and the old one may have arrived unseen; so the new content gets a new id and names the old
 * one. The sequence number stays.
 */

/** @typedef {import('./ports.js').Envelope} Envelope */

/**
 * Without object data; null when it has none.
 * @param {Envelope} envelope
 * @param {string} id  the new one
 * @param {'notPersisted' | 'tooLarge'} reason
 */
export const withoutData = (envelope, id, reason) =>
    (envelope.payload.event.objectData ? replaced(envelope, id, { objectData: null, objectDataReason: reason }) : null);

/**
 * Without the values of selections; how many were selected stays. Null when it has none.
 * @param {Envelope} envelope
 * @param {string} id  the new one
 */
export function withoutValues(envelope, id) {
    const { details, valuesReason } = /** @type {any} */ (envelope.payload.event);
    return details?.length && !valuesReason ? replaced(envelope, id, { valuesReason: 'tooLarge',
        details: details.map((/** @type {any} */ one) => ({ ...one, qSelected: `${one.qSelectedCount} of ${one.qTotal}`,
            qSelectedEngine: undefined, valuesTruncated: true })) }) : null;
}

export const SCREENSHOT = 'screenshot.url.received';

/**
 * A picture whose address lapsed before it could be told: what was seen stays, the address goes.
 * @param {Envelope} envelope
 * @param {string} id  the new one
 */
export const asExpired = (envelope, id) => replaced({ ...envelope, type: 'event.screenshot.expired' }, id,
    { type: 'screenshot.expired', screenshotUrl: undefined });

/**
 * @param {Envelope} envelope
 * @param {string} id
 * @param {Record<string, unknown>} event  what is new; what is undefined goes
 * @returns {Envelope}
 */
function replaced(envelope, id, event) {
    const { payload } = envelope;
    return { ...envelope, eventId: id, payload: { ...payload, event: { ...payload.event, ...event },
        context: { ...payload.context, replaces: envelope.eventId } } };
}
