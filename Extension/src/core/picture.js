/**
 * One picture, one table: what Qlik is asked for an object, and what of its answers can be used.
 */

import { CAPS } from './limits.js';
import { windowOf } from './objectdata.js';

/** @typedef {import('./ports.js').QlikPort} QlikPort */

/** Milliseconds that Qlik may take; later answers are ignored. Pictures wait for other users' pictures. */
const PATIENCE = { data: 15_000, picture: 60_000 };

/**
 * What is wanted of an object.
 * @typedef {{ shot: boolean, data: boolean }} Wants
 */

/**
 * `url` is empty when there is no usable picture; `fault` is what the exporter threw.
 * @typedef {{ raw: import('./ports.js').RawObjectData | null, dataFailed: boolean, url: string, fault: any }} Outcome
 */

/**
 * The picture's address as RFC 3986 has it, or nothing when servers could not take it.
 * @param {unknown} raw
 */
export function urlOf(raw) {
    if (typeof raw !== 'string' || raw.length > CAPS.url || !/^https?:\/\//i.test(raw)) return '';
    try {
        const { origin, pathname, search } = new URL(raw);
        const rest = (pathname + search).replace(/%(?![0-9a-f]{2})/gi, '%25')
            .replace(/[^\w\-.~:/?@!$&'()*+,;=%]/g, (letter) => encodeURIComponent(letter));
        return (origin + rest).length <= CAPS.url ? origin + rest : '';
    } catch {
        return '';
    }
}

/**
 * @param {import('./ports.js').Clock} clock
 * @param {() => Promise<unknown>} call
 * @param {number} ms
 * @returns {Promise<any>}
 */
const limited = (clock, call, ms) => new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(new Error('timeout')));
    call().then(resolve, reject).then(cancel, cancel);
});

/**
 * Never rejects.
 * @param {{ clock: import('./ports.js').Clock, qlik: QlikPort, data: import('./settings.js').Settings['data'] }} parts
 * @param {string} id
 * @param {Wants} wants
 * @param {import('./ports.js').Size} size
 * @returns {Promise<Outcome>}
 */
export async function ask({ clock, qlik, data }, id, wants, size) {
    /** @type {Outcome} */
    const outcome = { raw: null, dataFailed: false, url: '', fault: null };
    if (wants.data) {
        try {
            outcome.raw = await limited(clock, async () => qlik.readData(id, windowOf(data)), PATIENCE.data);
        } catch {
            outcome.dataFailed = true;
        }
    }
    if (wants.shot) {
        try {
            outcome.url = urlOf(await limited(clock, async () => qlik.exportImage(id, size), PATIENCE.picture));
        } catch (fault) {
            outcome.fault = fault;
        }
    }
    return outcome;
}
