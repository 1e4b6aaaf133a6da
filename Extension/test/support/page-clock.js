/**
 * A clock for a whole page under test, so that an hour of use runs in minutes: `Date`, `performance.now` and timers
 * stand still until the test moves them. The product's bundle needs no hook for that; it runs as it is built.
 *
 * Everything else stays real: rendering, observers, promises, fetch, IndexedDB. Before the clock moves over a timer,
 * what is under way of those is waited for, so that they take no time, as it were.
 */

/** The name of the clock in the page. */
const NAME = '__pageClock';

/**
 * A script for `Browser.open({ first })` or `Tab.beforeEveryDocument`.
 * @param {number} wall  the time at which the page begins, milliseconds since 1970
 * @returns {string}
 */
export function pageClockScript(wall) {
    return `(${install})(${JSON.stringify(NAME)}, ${Number(wall)});`;
}

/**
 * Moves the clock of a page, running what falls due on the way.
 * @param {import('./tab.js').Tab} tab
 * @param {number} ms
 */
export async function advance(tab, ms) {
    await tab.evaluate(`window.${NAME}.advance(${Number(ms)})`);
}

/**
 * Moves the clock without running anything until it has arrived, as sleep or a frozen tab does.
 * @param {import('./tab.js').Tab} tab
 * @param {number} ms
 */
export async function leap(tab, ms) {
    await tab.evaluate(`window.${NAME}.leap(${Number(ms)})`);
}

/** Lets everything that takes no time come to its end. @param {import('./tab.js').Tab} tab */
export async function settle(tab) {
    await tab.evaluate(`window.${NAME}.settle()`);
}

/** The time of the page. @param {import('./tab.js').Tab} tab @returns {Promise<number>} */
export async function pageTime(tab) {
    return tab.evaluate('Date.now()');
}

/**
 * Runs in the page, before everything else.
 * @param {string} name
 * @param {number} wall
 */
function install(name, wall) {
    /** Longest real wait for requests and transactions under way. */
    const PATIENCE_MS = 20_000;
    const real = {
        Date, now: performance.now.bind(performance), setTimeout: window.setTimeout.bind(window),
            fetch: window.fetch.bind(window),
        frame: window.requestAnimationFrame.bind(window), idle: window.requestIdleCallback?.bind(window),
    };
    let now = wall;
    let next = 1;
    /** @type {Map<number, { due: number, order: number, work: Function, args: any[], every?: number }>} */
    const timers = new Map();
    /** @type {Set<Promise<any>>} */
    const underWay = new Set();

    const Clocked = class extends real.Date {
        /** @param {any[]} args */
        constructor(...args) {
            // @ts-ignore: the arguments of Date, or the time of the page
            super(...(args.length > 0 ? args : [now]));
        }

        static now() {
            return now;
        }
    };
    // Calling Date without new gives a text.
    window.Date = /** @type {any} */ (new Proxy(Clocked, { apply: () => new Clocked().toString() }));
    performance.now = () => now - wall;

    const add = (/** @type {any} */ work, /** @type {any} */ ms, /** @type {any[]} */ args,
        /** @type {boolean} */ again) => {
        const id = next++;
        // Whole milliseconds, or a remainder smaller than what a double holds at this time of the world never passes.
        const wait = Math.max(Math.ceil(Number(ms) || 0), again ? 1 : 0);
        const run = typeof work === 'function' ? work : () => { throw new Error('timers of text are not supported'); };
        timers.set(id, { due: now + wait, order: id, work: run, args, every: again ? wait : undefined });
        if (wait <= 0) real.setTimeout(() => fire(id), 0);
        return id;
    };
    const fire = (/** @type {number} */ id) => {
        const timer = timers.get(id);
        if (!timer) return;
        if (timer.every === undefined) timers.delete(id);
        // After a leap it runs once, not once for each period that was missed.
        else timer.due = timer.due + timer.every <= now ? now + timer.every : timer.due + timer.every;
        try {
            timer.work(...timer.args);
        } catch (error) {
            reportError(error);
        }
    };
    const remove = (/** @type {any} */ id) => void timers.delete(id);
    const host = /** @type {any} */ (window);
    host.setTimeout = (/** @type {any} */ work, /** @type {any} */ ms, /** @type {any[]} */ ...args) =>
        add(work, ms, args, false);
    host.setInterval = (/** @type {any} */ work, /** @type {any} */ ms, /** @type {any[]} */ ...args) =>
        add(work, ms, args, true);
    host.clearTimeout = remove;
    host.clearInterval = remove;

    /** @param {Promise<any>} promise */
    const counted = (promise) => {
        const over = promise.then(() => underWay.delete(over), () => underWay.delete(over));
        underWay.add(over);
        return promise;
    };
    window.fetch = (...args) => counted(real.fetch(...args));
    for (const member of /** @type {const} */ (['text', 'json', 'arrayBuffer', 'blob'])) {
        const read = Response.prototype[member];
        Response.prototype[member] = function () {
            return counted(read.call(this));
        };
    }
    const readPart = ReadableStreamDefaultReader.prototype.read;
    ReadableStreamDefaultReader.prototype.read = function () {
        return counted(readPart.call(this));
    };
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (/** @type {any[]} */ ...args) {
        const made = transaction.apply(this, /** @type {any} */ (args));
        counted(new Promise((done) => ['complete', 'abort', 'error'].forEach((n) => made.addEventListener(n, done))));
        return made;
    };
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (/** @type {any[]} */ ...args) {
        const made = open.apply(this, /** @type {any} */ (args));
        counted(new Promise((done) => ['success', 'error', 'blocked'].forEach((n) => made.addEventListener(n, done))));
        return made;
    };

    // What a drawn frame brings (observers, animation frames) is owed as soon as there is something to draw.
    let owed = true;
    const owe = () => void (owed = true);
    new MutationObserver(owe).observe(document, { childList: true, subtree: true, attributes: true,
        characterData: true });
    addEventListener('scroll', owe, { capture: true, passive: true });
    const observe = IntersectionObserver.prototype.observe;
    IntersectionObserver.prototype.observe = function (target) {
        owe();
        return observe.call(this, target);
    };
    window.requestAnimationFrame = (work) => {
        owe();
        return real.frame(work);
    };
    if (real.idle) {
        window.requestIdleCallback = (work, options) => {
            let called = () => {};
            counted(new Promise((done) => { called = () => done(undefined); }));
            return real.idle((deadline) => {
                called();
                work(deadline);
            }, { timeout: 200, ...options });
        };
    }
    /** A busy machine may be that late with a frame; a page that is hidden meanwhile gets none. */
    const FRAME_MS = 10_000;
    const Observer = window.IntersectionObserver;
    const observed = () => new Promise((done) => {
        const observer = new Observer(() => {
            observer.disconnect();
            done(undefined);
        });
        observe.call(observer, document.documentElement);
    });
    const drawn = async () => {
        for (let round = 0; owed && round < 10 && document.visibilityState === 'visible'; round++) {
            owed = false;
            // Two frames, the second with what the animation frames of the first have changed. All observers of a page
            // are told together, so when ours was, the others were.
            for (let frame = 0; frame < 2; frame++) {
                await Promise.race([observed(), new Promise((done) => real.setTimeout(done, FRAME_MS))]);
            }
            await quiet();
        }
    };

    // Messages are not throttled in hidden tabs, as timers are.
    const channel = new MessageChannel();
    /** @type {Function[]} */
    const ticks = [];
    channel.port1.onmessage = () => ticks.shift()?.();
    const tick = () => new Promise((done) => {
        ticks.push(done);
        channel.port2.postMessage(0);
    });
    const quiet = async () => {
        const end = real.now() + PATIENCE_MS;
        for (let calm = 0; calm < 3 && real.now() < end;) {
            await tick();
            calm = underWay.size > 0 ? 0 : calm + 1;
            if (underWay.size > 0) await Promise.race([...underWay,
                new Promise((done) => real.setTimeout(done, PATIENCE_MS))]);
        }
    };
    const settle = async () => {
        await quiet();
        await drawn();
    };
    const due = (/** @type {number} */ target) => [...timers.entries()]
        .filter(([, timer]) => timer.due <= target)
        .sort(([, a], [, b]) => a.due - b.due || a.order - b.order)[0]?.[0];

    host[name] = {
        settle: () => {
            owe(); // that something was scrolled is told by the next frame only
            return settle();
        },
        advance: async (/** @type {number} */ ms) => {
            const target = now + ms;
            await settle();
            for (let id = due(target); id !== undefined; id = due(target)) {
                now = Math.max(now, timers.get(id)?.due ?? now);
                fire(id);
                await settle();
            }
            now = target;
            await settle();
        },
        leap: async (/** @type {number} */ ms) => {
            now += ms;
            for (let id = due(now); id !== undefined; id = due(now)) {
                fire(id);
                await settle();
            }
        },
    };
}
