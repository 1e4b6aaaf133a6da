/** A page without a browser: a clock that goes when told, ids that count, an outbox that keeps everything. */
import { createAuditor } from '../../src/core/auditor.js';
import { createHmac } from 'node:crypto';
import { readSettings } from '../../src/core/config.js';

export const START = Date.UTC(2026, 10, 18, 9, 0, 0);

export function createFakeClock(wall = START) {
    let mono = 0;
    let skew = 0;
    let count = 0;
    const timers = new Map();
    const clock = {
        now: () => wall + mono + skew,
        mono: () => mono,
        after(ms, work) {
            const id = ++count;
            timers.set(id, { at: mono + Math.max(0, ms), id, work });
            return () => timers.delete(id);
        },
        /** Time goes on and timers fire, each at its time. */
        advance(ms) {
            const end = mono + ms;
            for (let fired = 0; fired < 100_000; fired += 1) {
                const due = [...timers.values()].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at || a.id - b.id)[0];
                if (!due) break;
                mono = Math.max(mono, due.at);
                timers.delete(due.id);
                due.work();
            }
            mono = end;
        },
        /** Time goes on while nothing runs; timers are late. */
        sleep(ms, monotonic = true) {
            if (monotonic) mono += ms;
            else skew += ms;
        },
        timers: () => timers.size,
        /** The wall clock is set. */
        set: (ms) => void (skew += ms),
    };
    return clock;
}

/** Promises that are due. */
export const settle = async () => {
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
};

export const uuidOf = (number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const SESSION = 'aaaaaaaa-0000-4000-8000-000000000001';
export const APP = 'bbbbbbbb-0000-4000-8000-000000000001';

/** What hashes in a secure context, without other threads, so that lives repeat. */
export const subtle = /** @type {any} */ ({
    importKey: async (format, bytes) => bytes,
    sign: async (name, key, bytes) => new Uint8Array(createHmac('sha256', key).update(bytes).digest()).buffer,
});

/** What Qlik answers; each member can be replaced. */
export const quietQlik = () => ({
    readData: async () => null,
    exportImage: async () => { throw new Error('not expected'); },
    geometry: () => null,
});

/** @param {any} [options] */
export function createPage({ props = {}, platform = 'client-managed', qlik = {}, sessionKey = SESSION, wall = START } = {}) {
    const clock = createFakeClock(wall);
    let ids = 0;
    const envelopes = [];
    const postings = [];
    const errors = [];
    const checkpoints = [];
    const settings = readSettings(props);
    const port = { ...quietQlik(), ...qlik };
    const auditor = createAuditor({
        clock, ids: { uuid: () => uuidOf((ids += 1)) }, settings, qlik: port, subtle,
        outbox: { add: (envelope, posting) => { envelopes.push(JSON.parse(JSON.stringify(envelope))); postings.push(posting); } },
        guard(work) {
            try {
                work();
            } catch (error) {
                errors.push({ error });
            }
        },
        page: { sessionKey, client: 'vidimus/0.1.0', platform, userAgent: 'Test', tzOffsetMin: -60 },
        checkpoints: { save: (record) => checkpoints.push(JSON.parse(JSON.stringify(record))) },
    });
    return {
        clock, auditor, envelopes, postings, errors, checkpoints, settings, qlik: port,
        take: (...facts) => facts.forEach((fact) => auditor.take(fact)),
        /** Events of a type, without their frames. */
        events: (type) => envelopes.filter((one) => one.type === type).map((one) => one.payload.event),
        types: () => envelopes.map((one) => one.type),
    };
}

export const object = (id, more = {}) => ({ id, type: 'barchart', title: `Title ${id}`, ...more });

export const seen = (id, ratio = 1, more = {}) =>
    ({ kind: 'intersection', id, ratio, share: ratio / 3, sized: true, covered: false, reason: 'scroll', ...more });

export const field = (name, values, more = {}) => ({ state: '$', field: name, selected: values.length, total: 31, locked: false,
    text: values.length > 6 ? `${values.length} of 31` : values.join(', '), values, ...more });

export const selected = (fields, back = 0, forward = 0) => ({ kind: 'selections', fields, back, forward });

/** The facts with which every page begins. */
export const opening = (objects = [object('one'), object('two')], sheetId = 'sheet-1') => [
    { kind: 'page', state: 'visible' }, { kind: 'mode', mode: 'analysis' },
    { kind: 'app', appId: APP, appName: 'Margin Explorer', reloadTime: '2026-11-18T01:00:00Z', senseVersion: '14.254.6' },
    { kind: 'user', user: 'UserDirectory=NORDIC; UserId=maria.lund' },
    { kind: 'navigated', sheetId, trigger: 'open' },
    { kind: 'sheet', sheetId, sheetName: 'Regional margin', objects },
    selected([]),
];

/** A page on which recording has begun. @param {any} [options] @param {any[]} [objects] */
export function openPage(options, objects) {
    const page = createPage(options);
    page.take(...opening(objects));
    return page;
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function createRandom(seed) {
    let state = seed >>> 0;
    const next = () => {
        state = (state + 0x6d2b79f5) | 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    const below = (n) => Math.floor(next() * n);
    return { next, below, pick: (list) => list[below(list.length)], chance: (p) => next() < p };
}
