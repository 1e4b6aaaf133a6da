/** Compares what the server stored of one visit with what the script did, and says every difference in words. */
import { sheetsOf, viewsOf } from './oracle.js';

/** The largest difference between a time of the script and one of the trail. */
const TOLERANCE_MS = 50;
/** A page needs so long at most from its first script until it records. */
const START_MS = 1_500;
/** What was on screen is written down so often, in case the page dies. */
const CHECKPOINT_MS = 15_000;

/** @typedef {import('./oracle.js').Visit} Visit */

/**
 * @param {Visit} visit
 * @param {any[]} envelopes  of this session, in any order
 * @param {any[]} recovered  views of this session that a later one found left open
 * @returns {{ differences: string[], worst: number }} `worst` is the largest difference of a duration, in milliseconds
 */
export function compare(visit, envelopes, recovered) {
    const events = [...envelopes].sort((a, b) => a.payload.context.seq - b.payload.context.seq);
    const of = (/** @type {string} */ type) => events.filter((e) => e.type === type);
    /** @type {string[]} */
    const differences = [];
    const say = (/** @type {string} */ text) => void differences.push(text);

    checkNumbers(events, say);
    checkFrame(visit, of, say);
    checkSheets(visit, of, say);
    checkSelections(visit, of, say);
    const own = of('object.view.duration').filter((e) => !e.payload.event.recovered);
    const worst = checkViews(visit, [...own, ...recovered], say);
    const known = new Set(['event.session.started', 'event.session.ended', 'navigation.sheet.loaded',
        'event.sheet.left', 'selection.state.changed', 'app.model.validated', 'object.view.duration',
        'event.coverage.inventory', 'audit.event']);
    for (const event of events) if (!known.has(event.type)) say(
        `unexpected ${event.type}: ${JSON.stringify(event.payload.event)}`);
    return { differences, worst };
}

/**
 * Every number once, and each that is missing named by the ledger.
 * @param {any[]} events
 * @param {(text: string) => void} say
 */
function checkNumbers(events, say) {
    const lost = events.filter((e) => e.type === 'audit.event').flatMap((e) => e.payload.event.lost ?? []);
    const explained = (/** @type {number} */ seq) => lost.some(([from, to]) => from <= seq && seq <= to);
    let last = 0;
    for (const { payload: { context: { seq } }, type } of events) {
        if (seq === last) say(`number ${seq} twice (${type})`);
        for (let gap = last + 1; gap < seq; gap++) if (!explained(gap)) say(
            `number ${gap} is missing, and no ledger names it`);
        last = seq;
    }
}

/** @param {Visit} visit @param {(type: string) => any[]} of @param {(text: string) => void} say */
function checkFrame(visit, of, say) {
    const count = (/** @type {string} */ type, /** @type {number} */ wanted) => {
        if (of(type).length !== wanted) say(`${of(type).length} times ${type}, not ${wanted}`);
    };
    count('event.session.started', 1);
    count('event.session.ended', visit.end?.how === 'left' ? 1 : 0);
    count('event.coverage.inventory', 1);
    for (const e of [...of('event.session.started'), ...of('navigation.sheet.loaded')]) {
        if (e.payload.context.user !== visit.user) say(`${e.type} names ${e.payload.context.user}, not ${visit.user}`);
    }
}

/** @param {Visit} visit @param {(type: string) => any[]} of @param {(text: string) => void} say */
function checkSheets(visit, of, say) {
    const sheets = sheetsOf(visit);
    const loaded = of('navigation.sheet.loaded').map((e) => e.payload.event);
    same('sheets', sheets.map((s) => s.sheetId), loaded.map((e) => e.sheetId), say);
    same('previous sheets', [null, ...sheets.slice(0, -1).map((s) => s.sheetId)],
        loaded.map((e) => e.previousSheetId ?? null), say);
    const times = of('navigation.sheet.loaded').map((e) => Date.parse(e.timestamp));
    sheets.forEach((sheet, i) => near(`loading of sheet ${i}`, sheet.from, times[i], i === 0 ? START_MS : TOLERANCE_MS,
        say));
    const left = of('event.sheet.left').map((e) => e.payload.event);
    const ended = visit.end?.how === 'killed' ? sheets.slice(0, -1) : sheets;
    const firm = left.filter((e) => !e.recovered);
    same('sheets left', ended.map((s) => s.sheetId), firm.map((e) => e.sheetId), say);
    ended.forEach((sheet, i) => near(`time on sheet ${i}`, sheet.active, firm[i]?.duration, i === 0
        ? START_MS : TOLERANCE_MS, say));
}

/** @param {Visit} visit @param {(type: string) => any[]} of @param {(text: string) => void} say */
function checkSelections(visit, of, say) {
    const told = of('selection.state.changed').map((e) => e.payload.event);
    const fields = (/** @type {any} */ event) => Object.fromEntries(event.details
        .map((/** @type {any} */ d) => [d.qField, d.qSelected.split(', ').sort()])
        .sort((/** @type {any[]} */ a, /** @type {any[]} */ b) => (a[0] < b[0] ? -1 : 1)));
    same('selections', visit.selections.map((s) => s.fields), told.map(fields), say);
    told.forEach((e, i) => {
        const causes = visit.selections[i]?.causes ?? [];
        if (!causes.includes(e.cause)) say(`selection ${i}: the cause is ${e.cause}, not ${causes}`);
    });
    const transactions = told.slice(1).map((e) => e.selectionTxnId);
    if (new Set(transactions).size !== transactions.length) say('two selections with one transaction');
    const validated = of('app.model.validated').map((e) => e.payload.event);
    const after = (/** @type {string} */ cause) => validated.filter((e) => e.cause === cause);
    same('validated transactions', transactions, after('selection').map((e) => e.selectionTxnId), say);
    if (after('model').length !== visit.steady.length) {
        say(`${after('model').length} validations without a selection, not ${visit.steady.length}`);
    }
    if (after('selection').length + after('model').length !== validated.length) say('validations of another cause');
}

/** @param {Visit} visit @param {any[]} events @param {(text: string) => void} say @returns {number} */
function checkViews(visit, events, say) {
    const killed = visit.end?.how === 'killed';
    const end = /** @type {{ at: number }} */ (visit.end).at;
    const started = visit.samples[0].at;
    const left = events.map((e) => e.payload.event);
    let worst = 0;
    for (const view of viewsOf(visit)) {
        const slack = view.enteredAt === started ? START_MS : TOLERANCE_MS;
        const index = left.findIndex((e) => e.objectId === view.objectId
            && Math.abs(Date.parse(e.enteredAt) - view.enteredAt) <= slack);
        const name = `view of ${view.objectId} from ${view.enteredAt - started} to ${view.leftAt - started}`;
        const lostTail = killed && view.until === end ? CHECKPOINT_MS : 0;
        if (index < 0) {
            if (view.duration >= 1_000 + lostTail + slack) say(`${name} (${view.duration} ms) is missing`);
            continue;
        }
        const [event] = left.splice(index, 1);
        const late = Date.parse(event.enteredAt) - view.enteredAt;
        // What the page did not see before it recorded is not a fault of its clock.
        const expected = view.duration - (slack === START_MS ? late : 0);
        if (lostTail > 0 !== Boolean(event.recovered)) say(`${name}: recovered is ${event.recovered}`);
        const off = event.duration - expected;
        if (off > TOLERANCE_MS || off < -TOLERANCE_MS - lostTail) say(
            `${name}: ${event.duration} ms instead of ${expected}`);
        if (lostTail === 0) worst = Math.max(worst, Math.abs(off));
        const gone = Date.parse(event.leftAt) - view.leftAt;
        if (gone > TOLERANCE_MS || gone < -TOLERANCE_MS - lostTail) say(`${name}: left ${gone} ms off`);
        const segments = event.segments.reduce((/** @type {number} */ sum, /** @type {any} */ s) => sum + s.ms, 0);
        if (segments !== event.duration) say(`${name}: segments of ${segments} ms`);
    }
    for (const event of left) {
        const from = Date.parse(event.enteredAt) - started;
        say(`unexpected view of ${event.objectId} from ${from}, ${event.duration} ms, ${event.reason}`);
    }
    return worst;
}

/** @param {string} what @param {any} expected @param {any} actual @param {(text: string) => void} say */
function same(what, expected, actual, say) {
    if (JSON.stringify(expected) === JSON.stringify(actual)) return;
    const at = Array.isArray(expected) ? expected.findIndex((value, i) =>
        JSON.stringify(value) !== JSON.stringify(actual[i])) : -1;
    const where = at < 0
        ? '' : ` first at ${at}: expected ${JSON.stringify(expected[at])}, found ${JSON.stringify(actual[at])}`;
    say(`${what} differ (${expected.length ?? ''} expected, ${actual.length ?? ''} found)${where}`);
}

/**
 * @param {string} what
 * @param {number} expected
 * @param {number} actual
 * @param {number} tolerance
 * @param {(text: string) => void} say
 */
function near(what, expected, actual, tolerance, say) {
    if (actual === undefined || Math.abs(actual - expected) > tolerance) say(
        `${what}: ${actual} instead of ${expected}`);
}
