/**
 * Takes pictures and data of what is looked at: one object at a time, and only if nothing changed meanwhile.
 */

import { CAPS } from './limits.js';
import { momentOf } from './moment.js';
import { objectDataOf, windowOf } from './objectdata.js';
import { isExportable, isShell } from './scope.js';
import { createShotPolicy, cropOf, keyOf, RULES, sizeOf } from './shotpolicy.js';

/** @typedef {import('./moment.js').Moment} Moment */
/** @typedef {import('./views.js').Watched} Watched */
/** @typedef {import('./ports.js').SheetObject} SheetObject */
/** @typedef {import('./trail.js').Entry} Entry */

/** Milliseconds that Qlik may take; later answers are ignored. Pictures wait for other users' pictures. */
const PATIENCE = { data: 15_000, picture: 60_000 };

/** Pictures remembered, in case one expires before it could be sent. */
const REMEMBERED = 100;

/**
 * @typedef {Object} Tellers
 * @property {(entry: Entry) => number} add
 * @property {() => Watched[]} candidates
 * @property {(id: string) => boolean} isSettled
 * @property {() => boolean} mayBegin  recording, visible, in analysis mode
 * @property {() => boolean} mayTell  still recording
 * @property {() => { selectionTxnId: string | null, dataStateId: number | null }} shown
 * @property {(one: Watched) => string} trigger
 * @property {() => import('./envelope.js').Scene} scene
 * @property {() => void} ready  something ended; look what comes next
 */

/** @typedef {{ shot: boolean, data: boolean }} Wants */
/** @typedef {{ raw: import('./ports.js').RawObjectData | null, dataFailed: boolean, url: string, fault: any }} Outcome */

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
 * @param {{ clock: import('./ports.js').Clock, guard: import('./ports.js').Guard, qlik: import('./ports.js').QlikPort,
 *     settings: import('./settings.js').Settings, platform: import('./ports.js').Context['platform'], tell: Tellers }} parts
 */
export function createCapture({ clock, guard, qlik, settings, platform, tell }) {
    const policy = createShotPolicy(settings.screenshots);
    let shots = settings.screenshots.on && platform === 'client-managed';
    const data = settings.data.on;
    let busy = false;
    let scrolled = 0;
    /** @type {Map<string, string>} what was last looked at of each object, so that it is not measured again */
    const marks = new Map();
    /** @type {Set<string>} objects that scroll inside; only these are measured again after input */
    const scrollers = new Set();
    /** @type {Set<string>} objects told to be unsupported */
    const told = new Set();
    /** @type {Map<number, Record<string, unknown>>} pictures by number */
    const sent = new Map();

    /** @param {SheetObject} object @returns {Wants} */
    const wantsOf = ({ id }) => {
        const listed = settings.screenshots.objects;
        return { shot: shots && (listed.length === 0 || listed.includes(id)), data };
    };

    /** @param {SheetObject} object @param {string} trigger @param {string[]} lost */
    const unsupported = (object, trigger, lost) => {
        const { selectionTxnId, dataStateId } = tell.shown();
        if (told.has(object.id) || selectionTxnId === null || told.size > 2 * REMEMBERED * CAPS.objects) return;
        told.add(object.id);
        tell.add({ type: 'event.unsupported.visualization', correlationId: selectionTxnId, event: {
            type: 'unsupported.visualization', objectId: object.id, vizType: object.type, title: object.title ?? null,
            trigger, selectionTxnId, dataStateId, lost } });
    };

    /** @param {Watched} one */
    const markOf = (one) =>
        `${tell.shown().dataStateId}|${scrollers.has(one.object.id) ? scrolled : ''}|${one.sight.since.mono}`;

    /** @returns {Watched[]} */
    const fresh = () => {
        if (busy || !(shots || data) || !tell.mayBegin() || tell.shown().selectionTxnId === null) return [];
        return tell.candidates().filter((one) => one.sight.phase === 'viewing' && marks.get(one.object.id) !== markOf(one)
            && tell.isSettled(one.object.id));
    };

    /** @param {() => Promise<unknown>} call @param {number} ms @returns {Promise<any>} */
    const limited = (call, ms) => new Promise((resolve, reject) => {
        const cancel = clock.after(ms, () => reject(new Error('timeout')));
        call().then(resolve, reject).then(cancel, cancel);
    });

    /** @param {SheetObject} object @param {Wants} wants @param {import('./ports.js').Size} size @returns {Promise<Outcome>} */
    const ask = async ({ id }, wants, size) => {
        /** @type {Outcome} */
        const outcome = { raw: null, dataFailed: false, url: '', fault: null };
        if (wants.data) {
            try {
                outcome.raw = await limited(async () => qlik.readData(id, windowOf(settings.data)), PATIENCE.data);
            } catch {
                outcome.dataFailed = true;
            }
        }
        if (wants.shot) {
            try {
                outcome.url = urlOf(await limited(async () => qlik.exportImage(id, size), PATIENCE.picture));
            } catch (fault) {
                outcome.fault = fault;
            }
        }
        return outcome;
    };

    /**
     * @param {SheetObject} object @param {Wants} wants @param {Outcome} outcome @param {Record<string, unknown>} common
     * @param {Pick<Entry, 'correlationId' | 'scene'>} frame @param {import('./ports.js').ObjectGeometry} geometry
     */
    const report = (object, wants, outcome, common, frame, geometry) => {
        const objectData = outcome.raw ? objectDataOf(outcome.raw, settings.data, clock.now()) : null;
        if (outcome.url) {
            const crop = cropOf(geometry);
            const seq = tell.add({ type: 'screenshot.url.received', ...frame, event: { type: 'screenshot', ...common,
                objectName: object.title ?? null, objectType: object.type, screenshotUrl: outcome.url, format: 'png',
                ...sizeOf(geometry), ...(crop ? { crop } : { cropUnknown: true }), objectData } });
            if (sent.size >= REMEMBERED) sent.delete(/** @type {number} */ (sent.keys().next().value));
            if (seq) sent.set(seq, common);
        } else if (objectData) {
            tell.add({ type: 'event.objectdata.captured', ...frame, event: { type: 'objectdata', ...common, objectData } });
        }
        const lost = [...(wants.shot && !outcome.url ? ['screenshot'] : []),
            ...(wants.data && !objectData && !outcome.dataFailed ? ['objectData'] : [])];
        if (outcome.fault?.code === 'no-exporter') {
            shots = false;
            unsupported(object, 'no-exporter', lost);
        } else if (lost.includes('objectData')) unsupported(object, 'no-data', ['objectData']);
    };

    /** @param {Watched} one @param {Wants} wants @param {import('./ports.js').ObjectGeometry} geometry @param {string} key */
    const start = (one, wants, geometry, key) => {
        const { object } = one;
        const before = tell.shown();
        const common = { objectId: object.id, selectionTxnId: before.selectionTxnId, dataStateId: before.dataStateId,
            trigger: tell.trigger(one) };
        const frame = { correlationId: before.selectionTxnId, scene: tell.scene() };
        busy = true;
        policy.begin(momentOf(clock).mono);
        ask(object, wants, sizeOf(geometry)).then((outcome) => guard('capture.end', () => {
            busy = false;
            const after = tell.shown();
            // A change makes the object a candidate again, since its mark names the data state.
            const valid = after.selectionTxnId === before.selectionTxnId && after.dataStateId === before.dataStateId;
            const failed = outcome.dataFailed || (wants.shot && !outcome.url);
            if (failed) policy.failed(momentOf(clock).mono);
            else if (valid) policy.done(key);
            if (valid && tell.mayTell()) report(object, wants, outcome, common, frame, geometry);
            tell.ready();
        }));
    };

    /** @param {Watched} one @returns {boolean} whether it began */
    const consider = (one) => {
        const { object } = one;
        const wants = wantsOf(object);
        marks.set(object.id, markOf(one));
        if (marks.size > 2 * CAPS.objects) marks.clear();
        if (wants.shot && !isExportable(object)) {
            wants.shot = false;
            unsupported(object, 'no-export-support', ['screenshot']);
        }
        if (!wants.shot && !wants.data) return false;
        /** @type {import('./ports.js').ObjectGeometry | null} */
        let geometry = null;
        guard('capture.geometry', () => {
            geometry = qlik.geometry(object.id);
        });
        if (!geometry) return false;
        if (/** @type {import('./ports.js').ObjectGeometry} */ (geometry).crop && scrollers.size < CAPS.objects) {
            scrollers.add(object.id);
        }
        marks.set(object.id, markOf(one));
        const key = keyOf(object.id, tell.shown().dataStateId, geometry);
        if (policy.isKnown(key)) return false;
        start(one, wants, geometry, key);
        return true;
    };

    return {
        willCapture: () => (shots || data) && tell.mayBegin() && tell.candidates().some((one) => {
            const wants = wantsOf(one.object);
            return ['dwell', 'viewing'].includes(one.sight.phase) && (wants.data || (wants.shot && isExportable(one.object)));
        }),
        /**
         * Shells of the sheet are never looked at themselves.
         * @type {(objects: SheetObject[]) => void}
         */
        sheet(objects) {
            if (shots && tell.mayBegin()) {
                for (const object of objects) if (isShell(object)) unsupported(object, 'no-export-support', ['screenshot']);
            }
        },
        /** Somebody may have scrolled inside an object. */
        input: (/** @type {number} */ mono) => void (scrolled = Math.floor(mono / RULES.input)),
        due: () => Math.min(Infinity, ...fresh().map((one) => Math.max(one.sight.since.mono + RULES.viewed, policy.readyAt()))),
        /** @type {(now: Moment) => void} */
        expire(now) {
            if (now.mono < policy.readyAt()) return;
            for (const one of fresh()) {
                if (now.mono >= one.sight.since.mono + RULES.viewed && consider(one)) return;
            }
        },
        /**
         * Numbers that will never arrive; pictures among them are told.
         * @type {(lost: [number, number][]) => void}
         */
        lost(lost) {
            for (const [seq, common] of sent) {
                if (!lost.some(([first, last]) => seq >= first && seq <= last)) continue;
                sent.delete(seq);
                tell.add({ type: 'event.screenshot.expired', correlationId: /** @type {string} */ (common.selectionTxnId),
                    event: { type: 'screenshot.expired', ...common, lostSeq: seq } });
            }
        },
    };
}
