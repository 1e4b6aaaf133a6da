/** Runs the real server for a test and reads back what it stored. */
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** The program. */
export const VIDIMUS = process.env.VIDIMUS ?? new URL('../../../.build/release/vidimus', import.meta.url).pathname;
const START_MS = 60_000;
const MAXIMUM_OUTPUT = 512 << 20;

/** Whether the program is there; tests that need it are skipped, with a word, where it is not. */
export const hasVidimus = existsSync(VIDIMUS);

/** @type {Set<import('node:child_process').ChildProcess>} those that a failed test would leave behind */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/**
 * Starts a server with an empty data directory of its own, or goes on with an earlier one.
 * @param {{ data?: string, port?: number, config?: string }} [options]  `config` is the path of a configuration
 * @returns {Promise<VidimusServer>}
 */
export async function startVidimus({ data, port = 0, config } = {}) {
    const folder = data ?? await mkdtemp(join(tmpdir(), 'vidimus-server-'));
    const args = ['serve', '--data', folder, '--port', String(port), '--operator-port', '0', '--log-format', 'json'];
    if (config) args.push('--config', config);
    // Its own directory is the working directory, so that relative paths of the default stay inside.
    const child = spawn(VIDIMUS, args, { stdio: ['ignore', 'ignore', 'pipe'], cwd: folder });
    running.add(child);
    const server = new VidimusServer(child, folder);
    await server.listening();
    server.key = (await readFile(join(folder, 'keys/ingestion-token'), 'utf8')).trim();
    return server;
}

export class VidimusServer {
    #child;
    /** @type {Promise<void>} */
    #gone;
    /** @type {Promise<void>} */
    #listening;
    /** Such as `http://127.0.0.1:40123`. */
    origin = '';
    /** The ingestion key. */
    key = '';
    /** The lines of the log. @type {string[]} */
    log = [];

    /** @param {import('node:child_process').ChildProcess} child @param {string} data */
    constructor(child, data) {
        this.#child = child;
        this.data = data;
        this.#gone = new Promise((resolve) => child.on('close', () => {
            running.delete(child);
            resolve();
        }));
        this.#listening = new Promise((resolve, reject) => {
            const timer = setTimeout(() => reject(new Error(`the server did not start:\n${this.log.join('\n')}`)),
                START_MS);
            child.on('error', reject);
            child.on('close', () => reject(new Error(`the server ended:\n${this.log.join('\n')}`)));
            const lines = createInterface({ input: /** @type {import('node:stream').Readable} */ (child.stderr) });
            lines.on('line', (line) => {
                this.log.push(line);
                const address = /"AUDIT API: Listening","address":"([^"]+)"/.exec(line)?.[1];
                if (!address) return;
                clearTimeout(timer);
                this.origin = address;
                resolve();
            });
        });
        this.#listening.catch(() => {});
    }

    listening() {
        return this.#listening;
    }

    get port() {
        return Number(new URL(this.origin).port);
    }

    /**
     * Every stored event in the order of storing, as `vidimus events --format json` prints it.
     * @returns {Promise<StoredEvent[]>}
     */
    async events() {
        const { stdout } = await promisify(execFile)(VIDIMUS, ['events', '--data', this.data, '--format', 'json'],
            { maxBuffer: MAXIMUM_OUTPUT });
        return stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line));
    }

    /** Ends it in order. The data directory stays for another {@link startVidimus}. */
    async stop() {
        this.#child.kill('SIGTERM');
        await this.#gone;
    }

    /** Ends it and removes its data. */
    async close() {
        await this.stop();
        await rm(this.data, { recursive: true, force: true });
    }
}

/**
 * @typedef {object} StoredEvent
 * @property {any} envelope  as it was sent
 */
