/**
 * Takes pictures and data of what is looked at: one object at a time, not twice of the same, not too often, not while
 * taking them fails, and only if nothing changed meanwhile.
 */

import { objectDataOf } from './objectdata.js';
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
const mayBegin = (a) => a.on && !isAway(a) && !a.isIdle && a.scene.mode === 'analysis' && a.txn;

/** @param {Audit} a @param {SheetObject} object */
const wantsShot = ({ shots, screenshots }, { id }) =>
    shots && (!screenshots.objects.length || screenshots.objects.includes(id));

/** @param {Audit} a whether an object that is in view now will be captured */
export const willCapture = (a) => !!mayBegin(a) && allOf(a).some((one) => isVisible(one)
    && (a.settings.data.on || (wantsShot(a, one.chart) && isExportable(one.chart))));

/**
 * Shells are never looked at themselves, and are told to be unsupported.
 * @param {Audit} a
 */
export function tellShells(a) {
    if (!a.shots || !a.visit?.told || !mayBegin(a)) return;
    for (const object of a.visit.objects ?? []) if (isShell(object)) unsupported(a, object);
}

/** @param {Audit} a @returns {import('./state.js').Task[]} what is looked at and was not yet considered as it is now */
export function captureTasks(a) {
    if (a.capturing || !(a.shots || a.settings.data.on) || !mayBegin(a)) return [];
    const { taken, screenshots: { pace, perHour } } = a;
    const ready = Math.max(a.restUntil, taken[0] + pace * 1000, taken[perHour - 1] + HOUR);
    return allOf(a).filter((one) => one.phase === 'viewing' && one.mark !== markOf(a, one)
        && (one.model?.settled ?? true))
        .map((one) => [Math.max(ready, one.since + VIEWED), () => consider(a, one)]);
}

/** @param {Audit} a @param {Watched} one */
const markOf = (a, { scrolls, since }) => `${a.data} ${scrolls ? a.scrolled : ''} ${since}`;

/**
 * Somebody may have scrolled inside an object.
 * @param {Audit} a
 */
export const noteInput = (a) => {
    a.scrolled = Math.floor(a.at / INPUT);
};

/** @param {Audit} a @param {Watched} one */
function consider(a, one) {
    const { chart: object } = one;
    const wanted = wantsShot(a, object);
    const shot = wanted && isExportable(object);
    if (wanted && !shot) unsupported(a, object);
    if (shot || a.settings.data.on) a.guard(() => {
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
function triggerOf({ visit, cause, validatedAt }, { since }) {
    if (validatedAt < since) return visit && since - visit.since <= WITH_SHEET ? 'sheet' : 'view';
    return cause === 'selection' ? cause : 'view';
}

/**
 * @param {Audit} a @param {number} ms @param {() => Promise<unknown>} call
 * @returns {Promise<any>} never rejects: `failed` when there was none or no answer in time
 */
const ask = (a, ms, call) => new Promise((resolve) => {
    const fail = (/** @type {any} */ error) => resolve({ failed: true, code: error?.code });
    const cancel = a.clock.after(ms, () => fail(null));
    Promise.resolve().then(call).then(resolve, fail).then(cancel);
});

/**
 * @param {Audit} a @param {Watched} one @param {boolean} shot @param {import('./ports.js').ObjectGeometry} geometry
 * @param {string} key
 */
async function capture(a, one, shot, geometry, key) {
    const { chart: object } = one;
    const { id: objectId, title, type: objectType } = object;
    const { clock, qlik, settings: { data }, data: dataStateId, txn: selectionTxnId } = a;
    const common = { objectId, selectionTxnId, dataStateId, trigger: triggerOf(a, one) };
    const scene = { ...a.scene };
    const size = sizeOf(geometry);
    a.capturing = true;
    const table = data.on ? await ask(a, DATA_WAIT, async () => {
        const raw = await qlik.readData(objectId, data.rows);
        return raw && objectDataOf(raw, data, clock.now(), a.subtle);
    }) : null;
    const picture = shot && await ask(a, PICTURE_WAIT, () => qlik.exportImage(objectId, size));
    a.enter(() => {
        const screenshotUrl = urlOf(picture);
        const objectData = table?.failed ? null : table;
        a.capturing = false;
        // From the end on: Qlik may begin late, as when it has to load what exports.
        a.taken = [a.at, ...a.taken.slice(0, -1)];
        // A change makes the object a candidate again, since its mark names the data state.
        const valid = selectionTxnId === a.txn && dataStateId === a.data;
        if (table?.failed || (shot && !screenshotUrl)) {
            a.failures += 1;
            if (a.failures >= FAILURES) [a.failures, a.restUntil] = [0, a.at + REST];
        } else if (valid) {
            a.failures = 0;
            a.shot.add(key);
        }
        if (!valid) return;
        if (screenshotUrl) {
            emit(a, 1, 'screenshot.url.received', { type: 'screenshot', ...common, objectName: title ?? null,
                objectType, screenshotUrl, format: 'png', ...size, ...cropOf(geometry), objectData }, scene);
        } else if (objectData) {
            emit(a, 1, 'event.objectdata.captured', { type: 'objectdata', ...common, objectData }, scene);
        }
        const dataless = data.on && !table ? ['objectData'] : [];
        if (picture?.code === 'no-exporter') {
            a.shots = false;
            unsupported(a, object, 'no-exporter', ['screenshot', ...dataless]);
        } else if (dataless.length) unsupported(a, object, 'no-data', dataless);
    });
}

/**
 * Once per object and page.
 * @param {Audit} a @param {SheetObject} object @param {string} [trigger] @param {string[]} [lost]
 */
function unsupported(a, { id, type, title }, trigger = 'no-export-support', lost = ['screenshot']) {
    if (!a.on || a.told.has(id)) return;
    a.told.add(id);
    emit(a, 1, 'event.unsupported.visualization', { objectId: id, vizType: type, title: title ?? null, trigger,
        ...shownOf(a), lost });
}
