/** Runs `vidimus demo --site` for a test: a simulated Qlik Sense site that serves a page of ours. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { VIDIMUS } from './vidimus-server.js';

/** @type {Set<import('node:child_process').ChildProcess>} those that a failed test would leave behind */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

export class VidimusDemo {
    /** @type {import('node:child_process').ChildProcess | undefined} */
    #child;
    #options;
    /** The address of the page. */
    url = '';

    /** @param {string[]} options */
    constructor(options) {
        this.#options = options;
    }

    /**
     * Chooses the ports of a site, which the configuration of its server has to name, too.
     * @param {{ data: string, site: string }} where  the server's directory and the one with the page
     */
    static async prepare({ data, site }) {
        const [own, tickets, page] = await freePorts(3);
        return new VidimusDemo(['--data', data, '--site', site, '--site-port', String(own), '--ticket-port',
            String(tickets),
            '--page-port', String(page)]);
    }

    /** Writes the configuration of a server that fetches this site's pictures. @param {string} path */
    async writeConfiguration(path) {
        const { stdout } = await promisify(execFile)(VIDIMUS, ['demo', '--print-config', ...this.#options]);
        await writeFile(path, stdout);
    }

    /** @param {import('./vidimus-server.js').VidimusServer} server  with this configuration */
    async start(server) {
        const child = spawn(VIDIMUS, ['demo', ...this.#options, '--port', String(server.port)],
            { stdio: ['ignore', 'ignore', 'pipe'] });
        this.#child = child;
        running.add(child);
        /** @type {string[]} */
        const said = [];
        this.url = await new Promise((resolve, reject) => {
            const lines = createInterface({ input: child.stderr });
            lines.on('line', (line) => {
                const url = /Open (http\S+) in a browser/.exec(line)?.[1];
                if (url) resolve(url);
                else said.push(line);
            });
            child.on('error', reject);
            child.on('close', () => reject(new Error(`the demonstration ended:\n${said.join('\n')}`)));
        });
    }

    async stop() {
        const child = this.#child;
        if (!child || child.exitCode !== null || child.signalCode !== null) return;
        const gone = once(child, 'exit');
        child.kill('SIGINT');
        await gone;
        running.delete(child);
    }
}

/** Ports that nobody has at the moment. @param {number} count @returns {Promise<number[]>} */
async function freePorts(count) {
    const servers = await Promise.all(Array.from({ length: count }, async () => {
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        return server;
    }));
    const ports = servers.map((server) => /** @type {import('node:net').AddressInfo} */ (server.address()).port);
    await Promise.all(servers.map((server) => once(server.close(), 'close')));
    return ports;
}
