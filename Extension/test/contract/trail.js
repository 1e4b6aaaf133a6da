/** What must hold for all envelopes of a trail together, whoever sent them in whatever order. */

/**
 * @param {any[]} envelopes  everything that a server has accepted
 * @param {{ complete?: boolean }} [options]  `complete`: nothing is under way any more, so every gap needs its reason
 * @returns {string[]} what is wrong
 */
export function trailProblems(envelopes, { complete = true } = {}) {
    const problems = repeats(envelopes.map((e) => e.eventId)).map((id) => `event id ${id} came more than once`);
    const lost = lostNumbers(envelopes);
    for (const [key, page] of Map.groupBy?.(envelopes, sessionOf) ?? groupBy(envelopes, sessionOf)) {
        const replaced = new Set(page.map((e) => e.payload.context.replaces).filter(Boolean));
        const seqs = page.filter((e) => !replaced.has(e.eventId)).map((e) => e.payload.context.seq);
        problems.push(...repeats(seqs).map((seq) => `${key}: number ${seq} came more than once`));
        problems.push(...validatedTwice(page).map((id) => `${key}: transaction ${id} was validated more than once`));
        if (!complete) continue;
        const there = new Set(seqs);
        for (let seq = 1; seq <= Math.max(...seqs); seq += 1) {
            if (!there.has(seq) && !lost.get(key)?.has(seq)) problems.push(`${key}: number ${seq} is missing without a reason`);
        }
    }
    return problems;
}

/** The numbers that ledgers name as lost, by session key. @param {any[]} envelopes @returns {Map<string, Set<number>>} */
export function lostNumbers(envelopes) {
    /** @type {Map<string, Set<number>>} */
    const lost = new Map();
    const take = (/** @type {string} */ key, /** @type {[number, number][]} */ ranges) => {
        const set = lost.get(key) ?? new Set();
        for (const [first, last] of ranges) for (let seq = first; seq <= last; seq += 1) set.add(seq);
        lost.set(key, set);
    };
    for (const envelope of envelopes) {
        const { lost: own, others } = envelope.payload.event;
        if (envelope.type !== 'audit.event') continue;
        if (own) take(sessionOf(envelope), own);
        for (const other of others ?? []) take(other.sessionKey, other.lost);
    }
    return lost;
}

/** @param {any} envelope @returns {string} */
const sessionOf = (envelope) => envelope.payload.context.sessionKey;

/** One data state of a transaction is validated once. @param {any[]} page */
const validatedTwice = (page) => repeats(page.filter((e) => e.type === 'app.model.validated')
    .map((e) => `${e.payload.event.selectionTxnId} ${e.payload.event.dataStateId}`));

/** @template T @param {T[]} items @returns {T[]} */
function repeats(items) {
    const seen = new Set();
    return items.filter((item) => seen.has(item) || !seen.add(item));
}

/** @template T @param {T[]} items @param {(item: T) => string} key @returns {Map<string, T[]>} */
function groupBy(items, key) {
    const groups = new Map();
    for (const item of items) groups.set(key(item), [...groups.get(key(item)) ?? [], item]);
    return groups;
}
