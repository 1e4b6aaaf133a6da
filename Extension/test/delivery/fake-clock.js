/** A clock that stands still until it is told to go on. */

export class FakeClock {
    /** @type {{ at: number, order: number, work: () => void }[]} */
    #timers = [];
    #order = 0;
    wall = Date.parse('2026-03-04T05:00:00.000Z');
    #mono = 1_000;

    now = () => this.wall;
    mono = () => this.#mono;

    /** @param {number} ms @param {() => void} work */
    after = (ms, work) => {
        const timer = { at: this.#mono + Math.max(0, ms), order: this.#order++, work };
        this.#timers.push(timer);
        return () => void (this.#timers = this.#timers.filter((one) => one !== timer));
    };

    /** Lets time pass; timers run in their order, and what they promised is kept before the next. @param {number} [ms] */
    async advance(ms = 0) {
        const end = this.#mono + ms;
        await settled();
        for (;;) {
            const [next] = this.#timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at || a.order - b.order);
            if (!next) break;
            this.#timers = this.#timers.filter((timer) => timer !== next);
            this.#to(next.at);
            next.work();
            await settled();
        }
        this.#to(end);
    }

    /** @param {number} mono */
    #to(mono) {
        this.wall += mono - this.#mono;
        this.#mono = mono;
    }
}

/** Everything that is promised without a timer has happened. */
export async function settled() {
    for (let i = 0; i < 3; i += 1) await new Promise((done) => setImmediate(done));
}

/** Random numbers from 0 to 1 that come again with the same seed. @param {number} seed @returns {() => number} */
export function seeded(seed) {
    let state = seed >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let t = Math.imul(state ^ (state >>> 15), state | 1);
        t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
        return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
    };
}
