/**
 * Follows a model of the engine: reads it once it is there and whenever it changes, one reading at a time, tells only
 * the newest, and tries again after failures.
 */
import { listen } from './untrusted.js';

/** Waits after failures, in milliseconds; the last one repeats. */
const RETRIES = [500, 2000, 10_000, 60_000];

/**
 * @typedef {Object} Follow
 * @property {Promise<void>} ready  after the first reading, whatever became of it
 * @property {(on: boolean) => void} pause  reads nothing meanwhile; what changed is read afterwards
 * @property {() => void} stop
 */

/**
 * @template T
 * @param {import('./source.js').SourcePorts} ports
 * @param {() => Promise<any>} open  the model
 * @param {(layout: any) => T | Promise<T>} read
 * @param {(read: T) => void} take
 * @param {{ close?: (model: any) => void, heard?: () => void, failed?: () => void, wait?: number, urgent?: boolean,
 *     hold?: () => import('../core/ports.js').Cancel }} [options]  `close`: the model is our own; `heard`: it changed;
 *     `failed`: instead of trying again; `wait`: milliseconds from a change to its reading; `hold`: while reading
 * @returns {Follow}
 */
export function follow({ calls, clock, guard }, open, read, take, options) {
    const { close, heard, failed, wait, urgent, hold } = options ?? {};
    /** @type {any} */
    let model;
    let cancel = () => {};
    let [live, paused, busy, stale, waiting] = [true, false, false, false, false];
    let failures = 0;
    /** @type {() => void} */
    let tellReady;
    /** @type {Promise<void>} */
    const ready = new Promise((resolve) => { tellReady = resolve; });

    const opened = async () => {
        const made = await open();
        if (typeof made?.getLayout !== 'function') throw made;
        if (!live) return close?.(made);
        model = made;
        cancel = listen(guard, model, 'changed', changed);
    };
    const look = () => {
        stale = busy || paused;
        if (stale || !live) return;
        busy = true;
        const release = model && hold?.();
        const done = (/** @type {() => void} */ work) => guard(() => {
            busy = false;
            if (live && stale) look();
            else if (live) work();
            // After the next hold, if there is one: nothing slips between.
            release?.();
            tellReady();
        });
        (model ? Promise.resolve() : opened()).then(() => calls.layout(model, urgent)).then(read).then(
            (value) => done(() => {
                failures = 0;
                take(value);
            }),
            () => done(failed ?? (() => void clock.after(RETRIES[failures < 3 ? failures++ : 3], look))));
    };
    const changed = () => {
        heard?.();
        if (!wait) return look();
        if (!waiting) clock.after(wait, () => {
            waiting = false;
            look();
        });
        waiting = true;
    };

    look();
    return {
        ready,
        pause(on) {
            paused = on;
            if (stale && !busy) look();
        },
        stop() {
            live = false;
            cancel();
            if (model) close?.(model);
        },
    };
}

/**
 * Follows one object at a time: each new one takes the place of the one before.
 * @param {import('./source.js').SourcePorts} ports
 */
export function createOne(ports) {
    let stop = () => {};
    return {
        /**
         * @template T
         * @param {string | Record<string, unknown>} what  the id of an object of the app, or what our own is made of
         * @param {(layout: any) => T | Promise<T>} read
         * @param {(read: T) => void} take
         * @param {Parameters<typeof follow>[4]} [options]
         */
        async show(what, read, take, options) {
            stop();
            const one = typeof what === 'string' ? follow(ports, () => ports.open(what, true), read, take, options)
                : follow(ports, () => ports.objects.create(what), read, take,
                    { ...options, close: ports.objects.destroy });
            stop = one.stop;
            return one.ready;
        },
        stop: () => stop(),
    };
}
