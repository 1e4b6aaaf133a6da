/** Does to the envelopes of a request what its answer means for them. */
import { withoutData, withoutValues } from '../core/rewrite.js';
import { judge } from '../core/verdict.js';

/** @typedef {import('../core/entry.js').Entry} Entry */
/** @typedef {import('../core/verdict.js').Reply} Reply */

/** Refusals in a row after which events of that type are no longer sent. */
const REFUSALS = 5;
/** Refused envelopes that are remembered for people. */
const DEAD = 50;

/**
 * A refused envelope.
 * @typedef {{ seq: number, type: string, status: number, reason: string }} DeadNote
 */

/**
 * @param {import('./outbox.js').OutboxGiven} given
 * @param {import('../core/delivery.js').Delivery} delivery
 * @param {import('../core/bucket.js').Bucket} bucket
 * @param {import('./keeper.js').Keeper} keeper
 * @param {import('./sender.js').Server} server
 */
export function createSettler({ clock, ids }, delivery, bucket, keeper, server) {
    /** @type {DeadNote[]} */
    const dead = [];
    /** In a row, by type. @type {Map<string, number>} */
    const refusals = new Map();

    /**
     * One answer to one envelope.
     * @type {(entry: Entry, reply: Reply) => void}
     */
    const apply = (entry, reply) => {
        const { seq, type, text } = entry;
        const { status, body } = reply;
        const verdict = judge(reply);
        const { do: what, why } = verdict;
        const giveUp = (/** @type {any} */ reason) => {
            dead.push({ seq, type, status, reason: String(body?.reason ?? reason).slice(0, 200) });
            dead.splice(0, dead.length - DEAD);
            keeper.lose([entry], reason);
        };
        if (what === 'done') {
            refusals.delete(type);
            keeper.delivered(entry);
        } else if (what === 'drop') {
            if (why === 'refused') refusals.set(type, (refusals.get(type) ?? 0) + 1);
            giveUp(why);
        } else if (what === 'shrink') {
            const [envelope, id] = [JSON.parse(text), ids.uuid()];
            const less = withoutData(envelope, id, 'tooLarge') ?? withoutValues(envelope, id);
            if (less) keeper.rewrite(entry, less);
            else giveUp('tooLarge');
        } else if (why === 'limit') bucket.slow(clock.mono());
        else if (status && why !== 'busy') entry.faults += 1;
        delivery.judged(verdict, clock.mono());
    };
    return {
        dead,
        /** The server never takes this type. */
        isStopped: (/** @type {string} */ type) => (refusals.get(type) ?? 0) >= REFUSALS,
        /** @param {Entry[]} entries  several were sent as a batch @param {import('./transport.js').Answer} answer */
        settle(entries, answer) {
            const { do: what, why } = judge(answer);
            const { length } = entries;
            let replies = [/** @type {Reply} */ (answer)];
            if (length > 1) {
                if (what === 'shrink') server.batchEvents = Math.floor(length / 2);
                // Lines without an answer come again under the same ids.
                if (what === 'done') replies = readLines(answer.text, length);
                else if (what !== 'wait' && why !== 'auth' && why !== 'incompatible') replies = [];
                // Whatever is wrong with batches, single events are the contract.
                if (what !== 'shrink' && !replies.length) server.batch = false;
            }
            replies.forEach((reply, i) => apply(entries[i], reply));
        },
    };
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
