/** Does to the envelopes of a request what its answer means for them. */
import { withoutData, withoutValues } from '../core/rewrite.js';
import { judge } from '../core/verdict.js';
import { delivered, lose, rewrite } from './keeper.js';

/** @typedef {import('../core/entry.js').Entry} Entry */
/** @typedef {import('../core/verdict.js').Reply} Reply */
/** @typedef {import('./outbox.js').Box} Box */

/** Refusals in a row after which events of that type are no longer sent. */
const REFUSALS = 5;

/** @param {Box} o @param {string} type whether the server never takes it */
export const isStopped = ({ refusals }, type) => (refusals[type] ?? 0) >= REFUSALS;

/**
 * One answer to one envelope.
 * @param {Box} o @param {Entry} entry @param {Reply} reply
 */
function apply(o, entry, reply) {
    const { refusals, clock, breaker, ids } = o;
    const { type, text } = entry;
    const verdict = judge(reply);
    const { do: what, why } = verdict;
    /** @type {any} for which it is given up */
    let loss;
    if (what === 'done') {
        refusals[type] = 0;
        delivered(o, entry);
    } else if (what === 'drop') {
        if (why === 'refused') refusals[type] = (refusals[type] ?? 0) + 1;
        loss = why;
    } else if (what === 'shrink') {
        const [envelope, id] = [JSON.parse(text), ids.uuid()];
        const less = withoutData(envelope, id, 'tooLarge') ?? withoutValues(envelope, id);
        if (less) rewrite(o, entry, less);
        else loss = 'tooLarge';
    } else if (why === 'limit') o.bucket.slow(clock.mono());
    else if (reply.status && why !== 'busy') entry.faults += 1;
    if (loss) lose(o, [entry], loss);
    breaker.judged(verdict, clock.mono());
}

/**
 * @param {Box} o @param {Entry[]} entries  several were sent as a batch
 * @param {import('./transport.js').Answer} answer
 */
export function settle(o, entries, answer) {
    const { do: what, why } = judge(answer);
    const { length } = entries;
    let replies = [/** @type {Reply} */ (answer)];
    if (length > 1) {
        if (what === 'shrink') o.lines = Math.floor(length / 2);
        // Lines without an answer come again under the same ids.
        if (what === 'done') replies = readLines(answer.text, length);
        else if (what !== 'wait' && why !== 'auth' && why !== 'incompatible') replies = [];
        // Whatever is wrong with batches, single events are the contract.
        if (what !== 'shrink' && !replies.length) o.batch = false;
    }
    replies.forEach((reply, i) => apply(o, entries[i], reply));
}

/**
 * The answer to a batch: one line of JSON for each line sent, with the status as `code`. Up to the first line that
 * cannot be read: what follows it cannot be told apart.
 * @param {string} text
 * @param {number} lines  that were sent
 * @returns {Reply[]} not more than were sent; fewer when the answer broke off
 */
export function readLines(text, lines) {
    /** @type {Reply[]} */
    const replies = [];
    try {
        for (const line of text.split('\n').slice(0, lines)) {
            const body = JSON.parse(line);
            if (!Number.isInteger(body.code)) break;
            replies.push({ status: body.code, body });
        }
    } catch {
        // The answer ends here.
    }
    return replies;
}
