/**
 * The DevTools protocol over the two pipes of `--remote-debugging-pipe`: JSON messages that end with a zero byte.
 * No port is opened, so nothing else on the machine can reach the browser.
 */

/** @typedef {{ method: string, params: any, sessionId?: string }} ProtocolEvent */

/** Longest wait for the answer to one command. */
const COMMAND_TIMEOUT_MS = 60_000;

export class DevToolsPipe {
    #write;
    #buffered = '';
    #next = 1;
    /**
     * @type {Map<number, { method: string, sessionId?: string, resolve: (r: any) => void, reject: (e: Error) => void
     * }>}
     */
    #waiting = new Map();
    /** @type {Set<(event: ProtocolEvent) => void>} */
    #listeners = new Set();
    #closed = false;

    /**
     * @param {import('node:stream').Readable} read  the browser's fd 4
     * @param {import('node:stream').Writable} write  the browser's fd 3
     */
    constructor(read, write) {
        this.#write = write;
        read.setEncoding('utf8');
        read.on('data', (chunk) => this.#take(chunk));
        read.on('close', () => this.#end());
        read.on('error', () => this.#end());
        write.on('error', () => this.#end());
    }

    /** @param {(event: ProtocolEvent) => void} listener */
    listen(listener) {
        this.#listeners.add(listener);
        return () => void this.#listeners.delete(listener);
    }

    /**
     * Sends one command; rejects on the browser's error, when the target goes away, and after a minute.
     * @param {string} method
     * @param {object} [params]
     * @param {string} [sessionId]
     * @returns {Promise<any>}
     */
    send(method, params = {}, sessionId = undefined) {
        if (this.#closed) return Promise.reject(new Error(`${method}: the browser is gone`));
        const id = this.#next++;
        return new Promise((resolve, reject) => {
            const timer = setTimeout(() => {
                this.#waiting.delete(id);
                reject(new Error(`${method}: no answer`));
            }, COMMAND_TIMEOUT_MS);
            const settle = (/** @type {(v: any) => void} */ how) => (/** @type {any} */ value) => {
                clearTimeout(timer);
                how(value);
            };
            this.#waiting.set(id, { method, sessionId, resolve: settle(resolve), reject: settle(reject) });
            this.#write.write(JSON.stringify({ id, method, params, sessionId }) + '\0');
        });
    }

    /** Rejects what still waits for an answer of this target. @param {string} sessionId */
    abandon(sessionId) {
        for (const [id, waiting] of this.#waiting) {
            if (waiting.sessionId !== sessionId) continue;
            this.#waiting.delete(id);
            waiting.reject(new Error(`${waiting.method}: the target is gone`));
        }
    }

    /** @param {string} chunk */
    #take(chunk) {
        const parts = (this.#buffered + chunk).split('\0');
        this.#buffered = parts.pop() ?? '';
        for (const part of parts) this.#deliver(JSON.parse(part));
    }

    /** @param {any} message */
    #deliver(message) {
        if (message.id === undefined) {
            for (const listener of [...this.#listeners]) listener(message);
            return;
        }
        const waiting = this.#waiting.get(message.id);
        if (!waiting) return;
        this.#waiting.delete(message.id);
        if (message.error) waiting.reject(new Error(`${waiting.method}: ${message.error.message}`));
        else waiting.resolve(message.result);
    }

    #end() {
        if (this.#closed) return;
        this.#closed = true;
        for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: the browser is gone`));
        this.#waiting.clear();
    }
}
