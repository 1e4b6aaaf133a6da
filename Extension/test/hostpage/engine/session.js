/**
 * The wire between the page and the engine: every call of an interface goes through here, is late, may be cut, aborted or
 * broken, and is counted. Changes of other objects are delivered before the promise of the call that caused them.
 */
import { createEmitter } from '../emitter.js';

/** What an extension may have under way at once. */
const MAXIMUM_CALLS = 2;
/** A call that hangs longer than this does not count as under way: its caller has given it up. */
const GIVEN_UP_MS = 15_000;

const NONSENSE = [null, undefined, 42, 'nonsense', [], { qInfo: 7 }, { qHyperCube: { qSize: 'x', qDataPages: [{ qMatrix: [null, 3] }] } },
    { qItems: {}, cells: 'no', qMeta: { title: {} } }, { s0: { qSelectionObject: { qSelections: [null, { qField: [] }] } } },
    [{ qMatrix: 'x' }], { qReturn: { deep: true } }, true, Number.NaN];

export class Session {
    /** @param {{ strict: ReturnType<typeof import('../strict.js').createStrict>, latency?: number }} options */
    constructor({ strict, latency = 4 }) {
        this.strict = strict;
        this.latency = latency;
        /** @type {null | 'throw' | 'hang' | 'nonsense'} */
        this.broken = null;
        this.state = 'open';
        this.calls = 0;
        /** @type {Record<string, number>} */
        this.byMethod = {};
        this.abortNext = 0;
        this.mostAtOnce = 0;
        /** @type {Set<{ since: number }>} */
        this.underWay = new Set();
        this.events = createEmitter();
        this.api = strict.guard('session', { ...this.events.api, getObjectApi: ({ handle }) => this.objectOfHandle(handle) });
        /** @type {(handle: number) => any} */
        this.objectOfHandle = () => undefined;
    }

    /**
     * One request.
     * @param {string} name  such as `Doc.getAppLayout`
     * @param {() => any} answer  worked out when the engine comes to it
     * @returns {Promise<any>}
     */
    call(name, answer) {
        this.calls += 1;
        this.byMethod[name] = (this.byMethod[name] ?? 0) + 1;
        const broken = this.#broken();
        if (broken) return broken;
        if (this.state !== 'open') return Promise.reject(Object.assign(new Error('Socket closed'), { code: -1 }));
        const entry = this.#begin(name);
        return new Promise((resolve, reject) => {
            setTimeout(() => {
                this.underWay.delete(entry);
                if (this.state === 'suspended') return reject(Object.assign(new Error('Session suspended'), { code: -9 }));
                if (this.abortNext > 0 && name.endsWith('getLayout')) {
                    this.abortNext -= 1;
                    return reject(Object.assign(new Error('Request aborted'), { code: 15 }));
                }
                try {
                    resolve(structuredCloneOf(answer()));
                } catch (error) {
                    reject(error);
                }
            }, this.latency);
        });
    }

    #broken() {
        if (!this.broken) return undefined;
        if (this.broken === 'hang') return new Promise(() => {});
        if (this.broken === 'nonsense') return /** @type {any} */ (this.calls % 2 ? Promise.resolve(NONSENSE[this.calls % NONSENSE.length])
            : NONSENSE[this.calls % NONSENSE.length]);
        const error = Object.assign(new Error('broken on purpose'), { code: -128 });
        if (this.calls % 2) throw error;
        return Promise.reject(error);
    }

    /** @param {string} name */
    #begin(name) {
        const now = performance.now();
        const entry = { since: now };
        this.underWay.add(entry);
        const live = [...this.underWay].filter(({ since }) => now - since < GIVEN_UP_MS).length;
        this.mostAtOnce = Math.max(this.mostAtOnce, live);
        if (live > MAXIMUM_CALLS) this.strict.note('too-many-calls', `${name}: ${live} at once`);
        return entry;
    }

    suspend() {
        this.state = 'suspended';
        this.events.emit('suspended', { initiator: 'network' });
    }

    resume() {
        this.state = 'open';
        this.events.emit('resumed');
    }

    close() {
        this.state = 'closed';
        this.events.emit('closed', { code: 1000 });
    }
}

/** Answers are copies: nobody gets hold of what the engine works with. Interfaces pass as they are. */
function structuredCloneOf(value) {
    if (value === null || typeof value !== 'object' || value.isInterface) return value?.isInterface ? value.api : value;
    return JSON.parse(JSON.stringify(value));
}
