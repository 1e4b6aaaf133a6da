/** Does to the envelopes of a request what its answer means for them. */
import { judge } from '../core/verdict.js';
import { hasData, hasValues, withoutData, withoutValues } from '../core/rewrite.js';
import { readLines } from './batch.js';

/** @typedef {import('../core/entry.js').Entry} Entry */
/** @typedef {import('../core/verdict.js').Reply} Reply */
/** @typedef {import('../core/verdict.js').Verdict} Verdict */
/** @typedef {{ entry: Entry, text: string }} Loaded  `text`: as it was sent */

/** Refusals in a row after which events of that type are no longer sent. */
const REFUSALS = 5;
/** Refused envelopes that are remembered for people. */
const DEAD = 50;
/** Below this size a request that gets no answer at all is not suspected to be the cause. */
const LARGE_BYTES = 65_536;

/**
 * A refused envelope.
 * @typedef {{ seq: number, id: string, type: string, status: number, reason: string }} DeadNote
 */

/**
 * @typedef {Object} Settler
 * @property {(loaded: Loaded[], answer: import('./transport.js').Answer) => void} settle  several were sent as a batch
 * @property {(type: string) => boolean} isStopped  the server never takes this type
 * @property {() => DeadNote[]} dead  the newest
 */

/**
 * @typedef {Object} SettlerGiven
 * @property {import('../core/ports.js').Clock} clock
 * @property {import('../core/ports.js').Ids} ids
 * @property {import('../core/queue.js').Queue} queue
 * @property {import('./keeper.js').Keeper} keeper
 * @property {import('../core/ledger.js').LedgerBook} ledger
 * @property {import('../core/delivery.js').Delivery} delivery
 * @property {import('../core/bucket.js').Bucket} bucket
 * @property {import('./pump.js').Server} server  what is known of it
 */

/**
 * @param {SettlerGiven} given
 * @returns {Settler}
 */
export function createSettler(given) {
    const { clock, delivery, server } = given;
    /** @type {DeadNote[]} */
    const dead = [];
    /** In a row, by type. @type {Map<string, number>} */
    const refusals = new Map();
    const apply = createApply(given, dead, refusals);

    /** @type {(loaded: Loaded[], replies: Reply[]) => void} */
    const applyAll = (loaded, replies) => {
        const proven = delivery.proven();
        const verdicts = loaded.map((one, i) => apply(one, replies[i], proven));
        const bad = verdicts.find((verdict) => verdict.do === 'halt' || verdict.do === 'wait');
        const good = verdicts.find((verdict) => verdict.do === 'done') ?? verdicts.find((verdict) => verdict !== bad);
        for (const verdict of [good, bad]) if (verdict) delivery.judged(verdict, clock.mono());
    };
    return {
        settle(loaded, answer) {
            const { status, text } = answer;
            if (loaded.length === 1) return applyAll(loaded, [answer]);
            if (status === 413) server.batchEvents = Math.max(1, Math.floor(loaded.length / 2));
            // Whatever is wrong with batches, single events are the contract.
            else if ([400, 404, 405, 415, 422].includes(status)) server.batch = false;
            else if (status < 200 || status > 299) applyAll(loaded.slice(0, 1), [answer]);
            else {
                // Lines without an answer come again under the same ids.
                const replies = readLines(text, loaded.length);
                server.batch = replies.length > 0;
                applyAll(loaded.slice(0, replies.length), replies);
                if (!replies.length) delivery.judged({ do: 'wait', kind: 'network', ms: 0 }, clock.mono());
            }
        },
        isStopped: (type) => (refusals.get(type) ?? 0) >= REFUSALS,
        dead: () => [...dead],
    };
}

/**
 * Does one answer to one envelope.
 * @param {SettlerGiven} given
 * @param {DeadNote[]} dead  changed
 * @param {Map<string, number>} refusals  changed
 * @returns {(one: Loaded, reply: Reply, proven: boolean) => Verdict} `proven`: another one had passed just before
 */
function createApply({ clock, ids, queue, keeper, ledger, bucket }, dead, refusals) {
    /** @type {(entry: Entry, reply: Reply, reason: import('../core/ledger.js').Loss) => void} */
    const giveUp = (entry, { status, body }, reason) => {
        const { seq, id, type } = entry;
        dead.push({ seq, id, type, status, reason: String(body?.reason ?? reason).slice(0, 200) });
        dead.splice(0, dead.length - DEAD);
        keeper.lose([entry], reason);
    };
    /** @type {(one: Loaded, reply: Reply) => void} */
    const shrink = ({ entry, text }, reply) => {
        const envelope = JSON.parse(text);
        if (hasData(envelope)) keeper.rewrite(entry, withoutData(envelope, ids.uuid(), 'tooLarge'));
        else if (hasValues(envelope)) keeper.rewrite(entry, withoutValues(envelope, ids.uuid()));
        else giveUp(entry, reply, 'tooLarge');
    };
    return (one, reply, proven) => {
        const { entry } = one;
        const verdict = judge(reply);
        switch (verdict.do) {
            case 'done':
                ledger.sent();
                refusals.delete(entry.type);
                keeper.delivered(entry, one.text);
                break;
            case 'drop':
                if (verdict.reason === 'refused') refusals.set(entry.type, (refusals.get(entry.type) ?? 0) + 1);
                giveUp(entry, reply, verdict.reason);
                break;
            case 'shrink': shrink(one, reply); break;
            default:
                if (verdict.do === 'wait' && verdict.kind === 'limit') bucket.slow(clock.mono());
                if (!mayBeItsFault(verdict, entry) || !queue.failed(entry, proven)) break;
                giveUp(entry, reply, 'blocked');
                return { do: 'drop', reason: 'refused' };
        }
        return verdict;
    };
}

/**
 * Whether a failure may be this envelope's own fault: a filter on the way dislikes it, or the server breaks at it.
 * @param {Verdict} verdict  neither good nor final
 * @param {Entry} entry
 */
function mayBeItsFault(verdict, entry) {
    if (verdict.do === 'halt') return verdict.why === 'auth' || verdict.why === 'config';
    if (verdict.do !== 'wait') return false;
    return verdict.kind === 'fault' || (verdict.kind === 'network' && entry.bytes > LARGE_BYTES);
}
