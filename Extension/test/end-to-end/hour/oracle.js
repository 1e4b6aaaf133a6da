/**
 * What the trail must say of a visit, worked out from what the script did: by intervals over the whole visit, not by
 * the machines of the product. A visit is one load of the page.
 */

/** The rules, in milliseconds. */
const DWELL = 250;
const FLICKER = 500;
const LONGEST_PAUSE = 30 * 60_000;
const SHORTEST_VIEW = 1_000;
const IDLE = 10 * 60_000;

/**
 * What was on screen from `at` until the next sample. `nobody` names why nobody could look.
 * @typedef {{ at: number, sheetId: string, visible: string[], nobody: 'hidden' | 'frozen' | null }} Sample
 */

/**
 * @typedef {object} Visit
 * @property {string} user
 * @property {Sample[]} samples
 * @property {number[]} inputs  when somebody touched the page
 * @property {{ at: number, causes: string[], fields: Record<string, string[]> }[]} selections  each distinct set, the
 *     first at the start; any of the causes may be told
 * @property {{ at: number, cause: string }[]} steady  steps that left the selections as they were
 * @property {{ at: number, how: 'left' | 'killed' } | null} end
 */

/**
 * @typedef {{ objectId: string, sheetId: string, enteredAt: number, leftAt: number, duration: number, until: number }}
 * View
 */

/** @typedef {{ from: number, to: number, state: 'seen' | 'nobody' | 'gone' }} Span */

/**
 * The sheets of a visit in order, with the time in which somebody could look.
 * @param {Visit} visit
 * @returns {{ sheetId: string, from: number, to: number, active: number }[]}
 */
export function sheetsOf(visit) {
    const spans = withIdle(visit);
    /** @type {{ sheetId: string, from: number, to: number, active: number }[]} */
    const sheets = [];
    for (const { from, to, sample, nobody } of spans) {
        const last = sheets[sheets.length - 1];
        const sheet = last && last.sheetId === sample.sheetId ? last : { sheetId: sample.sheetId, from, to, active: 0 };
        if (sheet !== last) sheets.push(sheet);
        sheet.to = to;
        if (!nobody) sheet.active += to - from;
    }
    return sheets;
}

/**
 * The views of a visit that are long enough to be told.
 * @param {Visit} visit
 * @returns {View[]} by the time of their end
 */
export function viewsOf(visit) {
    const all = withIdle(visit);
    /** @type {View[]} */
    const views = [];
    for (const { sheetId, from, to } of sheetsOf(visit)) {
        const spans = all.filter((span) => span.from >= from && span.to <= to);
        for (const objectId of new Set(spans.flatMap((span) => span.sample.visible))) {
            const states = spans.map((span) => ({
                from: span.from, to: span.to,
                state: /** @type {Span['state']} */ (span.nobody ? 'nobody' : span.sample.visible.includes(objectId)
                    ? 'seen' : 'gone'),
            }));
            views.push(...viewsOfObject(joined(states)).map((view) => ({ objectId, sheetId, ...view })));
        }
    }
    return views.filter((view) => view.duration >= SHORTEST_VIEW).sort((a, b) => a.until - b.until);
}

/**
 * Splits the life of one object on one sheet into views.
 * @param {Span[]} spans
 */
function viewsOfObject(spans) {
    const views = [];
    /** @type {{ enteredAt: number, leftAt: number, duration: number, until: number } | null} */
    let view = null;
    const close = (/** @type {number} */ until) => {
        if (view) views.push({ ...view, until });
        view = null;
    };
    for (const { from, to, state } of spans) {
        const length = to - from;
        if (state === 'seen') {
            if (!view && length < DWELL) continue;
            view ??= { enteredAt: from, leftAt: from, duration: 0, until: 0 };
            view.duration += length;
            view.leftAt = to;
        } else if (state === 'gone' && length >= FLICKER) {
            close(from + FLICKER);
        } else if (state === 'nobody' && length > LONGEST_PAUSE) {
            close(from + LONGEST_PAUSE);
        }
    }
    if (spans.length > 0) close(spans[spans.length - 1].to);
    return views;
}

/** @param {Span[]} spans @returns {Span[]} without two of the same state in a row */
function joined(spans) {
    /** @type {Span[]} */
    const result = [];
    for (const span of spans) {
        const last = result[result.length - 1];
        if (last && last.state === span.state) last.to = span.to;
        else result.push({ ...span });
    }
    return result.filter((span) => span.to > span.from);
}

/**
 * The samples as spans, cut where somebody was away too long, and where they came back.
 * @param {Visit} visit
 */
function withIdle(visit) {
    const end = /** @type {{ at: number }} */ (visit.end).at;
    const inputs = [visit.samples[0].at, ...visit.inputs, Infinity];
    const away = inputs.slice(0, -1).map((at, i) => ({ from: at + IDLE, to: inputs[i + 1] })).filter(({ from, to }) =>
        from < to);
    return visit.samples.flatMap((sample, index) => {
        const from = sample.at;
        const to = visit.samples[index + 1]?.at ?? end;
        const cuts = away.flatMap((gap) => [gap.from, gap.to]).filter((at) => at > from && at < to);
        const edges = [from, ...cuts.sort((a, b) => a - b), to];
        return edges.slice(0, -1).map((start, i) => {
            const idle = away.some((gap) => gap.from <= start && start < gap.to);
            return { from: start, to: edges[i + 1], sample, nobody: sample.nobody ?? (idle ? 'idle' : null) };
        });
    }).filter((span) => span.to > span.from);
}
