/**
 * Serves folders and answers made by hand to the browser under test, with headers of choice, on a free port of
 * 127.0.0.1.
 */
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, normalize, resolve, sep } from 'node:path';

/** @type {Record<string, string>} */
const TYPES = {
    '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
        '.mjs': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8', '.json': 'application/json', '.svg': 'image/svg+xml', '.png': 'image/png',
};

/**
 * @callback Handler
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @returns {void | Promise<void>}
 */

/**
 * @typedef {object} StaticServer
 * @property {string} origin  such as `http://127.0.0.1:40123`
 * @property {string[]} requests  method and path of each request, in order
 * @property {Record<string, string>} headers  sent with every answer; may be changed at any time
 * @property {() => Promise<void>} close  ends it and every connection
 */

/**
 * The longest matching prefix wins: a string is a folder on disk, a function answers by itself.
 * @param {Record<string, string | Handler>} mounts  by path prefix, such as `{ '/': folder, '/lib/': otherFolder }`
 * @param {{ headers?: Record<string, string>, port?: number, host?: string }} [options]  `headers` such as a
 *     Content-Security-Policy
 * @returns {Promise<StaticServer>}
 */
export async function serve(mounts, { headers = {}, port = 0, host = '127.0.0.1' } = {}) {
    /** @type {StaticServer} */
    const served = { origin: '', requests: [], headers: { ...headers }, close };
    const prefixes = Object.keys(mounts).sort((a, b) => b.length - a.length);

    const server = createServer(async (request, response) => {
        const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
        served.requests.push(`${request.method} ${request.url}`);
        for (const [name, value] of Object.entries(served.headers)) response.setHeader(name, value);
        const prefix = prefixes.find((p) => path.startsWith(p));
        const mount = prefix === undefined ? undefined : mounts[prefix];
        try {
            if (typeof mount === 'function') await mount(request, response);
            else await sendFile(response, mount && fileIn(mount, path.slice(/** @type {string} */ (prefix).length)));
        } catch (error) {
            response.statusCode = 500;
            response.end(String(error));
        }
    });

    function close() {
        server.closeAllConnections();
        return new Promise((/** @type {(v: void) => void} */ done) => server.close(() => done()));
    }

    await new Promise((done, failed) => server.once('error', failed).listen(port, host, () => done(undefined)));
    served.origin = `http://${host}:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`;
    return served;
}

/** @param {string} folder @param {string} path @returns {string | undefined} nothing outside the folder */
function fileIn(folder, path) {
    const root = resolve(folder);
    const file = resolve(root, normalize(`./${path === '' || path.endsWith('/') ? `${path}index.html` : path}`));
    return file.startsWith(root + sep) ? file : undefined;
}

/** @param {import('node:http').ServerResponse} response @param {string | undefined} file */
async function sendFile(response, file) {
    let content;
    try {
        content = file && await readFile(file);
    } catch {
        content = undefined;
    }
    if (content === undefined || file === undefined) {
        response.statusCode = 404;
        response.end('not found');
        return;
    }
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.end(content);
}
