/** What is selected in an app: per state and field, with the steps back and forward. Knows nothing of the engine's shapes. */

/** @typedef {{ values: string[], locked: boolean, search: string }} FieldSelection */

const MAXIMUM_STEPS = 200;

export class SelectionState {
    /** @param {string[]} states  names, `$` among them */
    constructor(states) {
        /** @type {Record<string, Record<string, FieldSelection>>} */
        this.states = Object.fromEntries(states.map((state) => [state, {}]));
        /** @type {string[]} */
        this.past = [];
        /** @type {string[]} */
        this.future = [];
    }

    /** @param {string} [state] */
    of(state = '$') {
        return this.states[state] ?? {};
    }

    /** @param {string} field @param {string[]} values @param {{ state?: string, search?: string }} [how] */
    select(field, values, { state = '$', search = '' } = {}) {
        if (this.of(state)[field]?.locked) return false;
        this.#step();
        if (values.length) this.states[state][field] = { values: [...new Set(values.map(String))], locked: false, search };
        else delete this.states[state][field];
        return true;
    }

    /** One field, or all that are not locked. @param {string} [field] @param {string} [state] */
    clear(field, state = '$') {
        this.#step();
        for (const name of field ? [field] : Object.keys(this.of(state))) {
            if (!this.of(state)[name]?.locked) delete this.states[state][name];
        }
    }

    /** @param {string} field @param {boolean} locked @param {string} [state] */
    lock(field, locked, state = '$') {
        if (this.of(state)[field]) this.states[state][field].locked = locked;
    }

    undo() {
        return this.#travel(this.past, this.future);
    }

    redo() {
        return this.#travel(this.future, this.past);
    }

    /** Puts whole selections in place, as a bookmark does. @param {Record<string, Record<string, string[]>>} states */
    apply(states) {
        this.#step();
        for (const [state, fields] of Object.entries(states)) {
            this.states[state] = Object.fromEntries(Object.entries(fields)
                .map(([field, values]) => [field, { values: [...values], locked: false, search: '' }]));
        }
    }

    #step() {
        this.past.push(JSON.stringify(this.states));
        if (this.past.length > MAXIMUM_STEPS) this.past.shift();
        this.future = [];
    }

    /** @param {string[]} from @param {string[]} to */
    #travel(from, to) {
        const step = from.pop();
        if (step === undefined) return false;
        to.push(JSON.stringify(this.states));
        this.states = JSON.parse(step);
        return true;
    }
}
