/** For tests of the Qlik side in Node: a clock that the test moves, and an engine of the host page without a page. */

/** Lets promises come to their end. */
export const turn = async () => { for (let i = 0; i < 20; i++) await Promise.resolve(); };

export function createClock() {
    let time = 1_000_000;
    let order = 0;
    /** @type {{ due: number, order: number, work: () => void }[]} */
    let timers = [];
    return {
        now: () => 1_790_000_000_000 + time,
        mono: () => time,
        after(ms, work) {
            const timer = { due: time + Math.max(0, ms), order: order++, work };
            timers.push(timer);
            return () => { timers = timers.filter((other) => other !== timer); };
        },
        /** Runs what falls due on the way. @param {number} ms */
        advance(ms) {
            const end = time + ms;
            for (;;) {
                const [next] = timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due || a.order - b.order);
                if (!next) break;
                timers = timers.filter((other) => other !== next);
                time = Math.max(time, next.due);
                next.work();
            }
            time = end;
        },
        get pending() { return timers.length; },
    };
}

/** What every source gets beside the engine. */
export function createPorts(app, clock = createClock()) {
    /** @type {string[]} */
    const errors = [];
    const guard = (work) => {
        try {
            work();
        } catch (error) {
            errors.push(`${error}`);
        }
    };
    return { app, clock, guard, errors };
}
