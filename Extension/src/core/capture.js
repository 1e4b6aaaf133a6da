/**
 * Takes pictures and data of what is looked at: one object at a time, not twice of the same, not too often, not while
 * taking them fails, and only if nothing changed meanwhile.
 */

import { momentOf } from './moment.js';
import { objectDataOf, windowOf } from './objectdata.js';
import { cropOf, keyOf, sizeOf, urlOf } from './picture.js';
import { isExportable, isShell } from './scope.js';
import { allOf, isAway, shownOf } from './state.js';
import { emit } from './trail.js';
import { isVisible } from './views.js';

/** @typedef {import('./state.js').Audit} Audit */
/** @typedef {import('./state.js').Watched} Watched */
/** @typedef {import('./ports.js').SheetObject} SheetObject */

/** Milliseconds that an object is looked at before it is captured. */
const VIEWED = 2_000;
/** Failures in a row, before a rest of so many milliseconds. */
const FAILURES = 3;
const REST = 10 * 60_000;
const HOUR = 3_600_000;
/** Milliseconds between two looks after input. */
const INPUT = 5_000;
/** An object that came into view so soon after its sheet was shown by opening the sheet. */
const WITH_SHEET = 2_000;
/** Later answers of Qlik are ignored. Pictures wait for other users' pictures. */
const DATA_WAIT = 15_000;
const PICTURE_WAIT = 60_000;

/** @param {Audit} a */
const mayBegin = (a) => a.on && !isAway(a) && !a.idle && a.scene.mode === 'analysis' && a.txn !== null;

/** @param {Audit} a @param {SheetObject} object */
const wantsShot = ({ shots, screenshots }, { id }) =>
    shots && (!screenshots.objects.length || screenshots.objects.includes(id));

/** @param {Audit} a whether an object that is in view now will be captured */
export const willCapture = (a) => mayBegin(a) && allOf(a).some((one) => isVisible(one)
    && (a.settings.data.on || (wantsShot(a, one.object) && isExportable(one.object))));

/**
 * Shells are never looked at themselves, and are told to be unsupported.
 * @param {Audit} a
 */
export function tellShells(a) {
    if (!a.shots || !a.visit?.told || !mayBegin(a)) return;
    for (const object of a.visit.objects ?? []) {
        if (isShell(object)) unsupported(a, object, 'no-export-support', ['screenshot']);
    }
}

/** @param {Audit} a @returns {import('./state.js').Task[]} what is looked at and was not yet considered as it is now */
export function captureTasks(a) {
    if (a.busy || !(a.shots || a.settings.data.on) || !mayBegin(a)) return [];
    const { begun, screenshots: { pace, perHour } } = a;
    const ready = Math.max(a.restUntil, (begun[begun.length - 1] ?? -Infinity) + pace * 1000,
        (begun[begun.length - perHour] ?? -Infinity) + HOUR);
    return allOf(a).filter((one) => one.phase === 'viewing' && one.mark !== markOf(a, one)
        && (one.model?.settled ?? true))
        .map((one) => [Math.max(ready, one.since.mono + VIEWED), () => consider(a, one)]);
}

/** @param {Audit} a @param {Watched} one */
const markOf = (a, { scrolls, since }) => `${a.data} ${scrolls ? a.scrolled : ''} ${since.mono}`;

/**
 * Somebody may have scrolled inside an object.
 * @param {Audit} a @param {number} mono
 */
export const noteInput = (a, mono) => {
    a.scrolled = Math.floor(mono / INPUT);
};

/** @param {Audit} a @param {Watched} one */
function consider(a, one) {
    const { object } = one;
    const shot = wantsShot(a, object) && isExportable(object);
    if (!shot && wantsShot(a, object)) unsupported(a, object, 'no-export-support', ['screenshot']);
    if (shot || a.settings.data.on) a.guard('geometry', () => {
        const geometry = a.qlik.geometry(object.id);
        if (!geometry) return;
        one.scrolls = geometry.crop !== null;
        const key = keyOf(object.id, a.data, geometry);
        if (!a.shot.has(key)) void capture(a, one, shot, geometry, key);
    });
    one.mark = markOf(a, one);
}

/**
 * Why an object is captured now: what it shows changed while it was in view, or it came into view.
 * @param {Audit} a @param {Watched} one
 */
function triggerOf({ visit, cause, validatedAt }, { since: { mono } }) {
    if (cause === 'selection' && validatedAt >= mono) return 'selection';
    return visit && mono - visit.since.mono <= WITH_SHEET && validatedAt < mono ? 'sheet' : 'view';
}

/**
 * @param {Audit} a @param {number} ms @param {() => Promise<unknown>} call
 * @returns {Promise<any>} never rejects; an error when there was none or no answer in time
 */
const ask = (a, ms, call) => new Promise((resolve) => {
    const cancel = a.clock.after(ms, () => resolve(new Error('timeout')));
    Promise.resolve().then(call).catch((error) => Object.assign(new Error(), error)).then((answer) => {
        cancel();
        resolve(answer);
    });
});

/**
 * @param {Audit} a @param {Watched} one @param {boolean} shot @param {import('./ports.js').ObjectGeometry} geometry
 * @param {string} key
 */
async function capture(a, one, shot, geometry, key) {
    const { object } = one;
    const { clock, qlik, screenshots, settings: { data } } = a;
    const { selectionTxnId, dataStateId } = shownOf(a);
    const common = { objectId: object.id, selectionTxnId, dataStateId, trigger: triggerOf(a, one) };
    const scene = { ...a.scene };
    const size = sizeOf(geometry);
    a.busy = true;
    a.begun = [...a.begun, momentOf(clock).mono].slice(-screenshots.perHour);
    const objectData = data.on ? await ask(a, DATA_WAIT, async () => {
        const raw = await qlik.readData(object.id, windowOf(data));
        return raw && objectDataOf(raw, data, clock.now(), a.subtle);
    }) : null;
    const picture = shot && await ask(a, PICTURE_WAIT, () => qlik.exportImage(object.id, size));
    a.guard('capture', () => {
        const screenshotUrl = urlOf(picture);
        // A change makes the object a candidate again, since its mark names the data state.
        const valid = selectionTxnId === a.txn && dataStateId === a.data;
        const failed = objectData instanceof Error;
        a.busy = false;
        if (failed || (shot && !screenshotUrl)) fail(a);
        else if (valid) succeed(a, key);
        const table = failed ? null : objectData;
        if (!valid || !a.on) return a.wake();
        if (screenshotUrl) {
            emit(a, 1, 'screenshot.url.received', { type: 'screenshot', ...common, objectName: object.title ?? null,
                objectType: object.type, screenshotUrl, format: 'png', ...size, ...cropOf(geometry),
                objectData: table }, scene);
        } else if (table) {
            emit(a, 1, 'event.objectdata.captured', { type: 'objectdata', ...common, objectData: table }, scene);
        }
        const dataless = data.on && objectData === null ? ['objectData'] : [];
        if (picture?.code === 'no-exporter') {
            a.shots = false;
            unsupported(a, object, 'no-exporter', ['screenshot', ...dataless]);
        } else if (dataless.length) unsupported(a, object, 'no-data', dataless);
        a.wake();
    });
}

/** @param {Audit} a */
function fail(a) {
    a.failures += 1;
    if (a.failures < FAILURES) return;
    a.failures = 0;
    a.restUntil = momentOf(a.clock).mono + REST;
}

/** @param {Audit} a @param {string} key */
function succeed(a, key) {
    a.failures = 0;
    a.shot.add(key);
}

/**
 * Once per object and page.
 * @param {Audit} a @param {SheetObject} object @param {string} trigger @param {string[]} lost
 */
function unsupported(a, object, trigger, lost) {
    if (a.told.has(object.id)) return;
    a.told.add(object.id);
    emit(a, 1, 'event.unsupported.visualization', { objectId: object.id,
        vizType: object.type, title: object.title ?? null, trigger, ...shownOf(a), lost });
}
