/** The time that all scripted users share. */

/** Step of the clock while something is waited for. */
const STEP_MS = 10;
const MAXIMUM_STEPS = 1_000;

export class World {
    /** @type {import('./person.js').Person[]} */
    people = [];

    /** @param {number} now  milliseconds since 1970 */
    constructor(now) {
        this.now = now;
    }

    /** Lets time pass for everybody. @param {number} ms */
    async pass(ms) {
        await Promise.all(this.people.map((person) => person.live(ms)));
        this.now += ms;
    }

    /**
     * Lets time pass until something is so in the page of one of them.
     * @param {import('./person.js').Person} person
     * @param {() => any} condition  runs in the page
     */
    async until(person, condition) {
        for (let step = 0; step < MAXIMUM_STEPS; step++) {
            if (await person.tab.evaluate(condition).catch(() => false)) return;
            await this.pass(STEP_MS);
        }
        throw new Error(`waited in vain for ${condition}`);
    }
}
