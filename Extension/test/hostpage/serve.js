/**
 * Serves the host page to a browser: the page itself under the addresses of either client, RequireJS from the system, the
 * extension from its sources or as a bundle, and the few paths of a Qlik site that an extension may ask.
 *
 *     const site = await serveHostPage({ bundle: 'Extension/dist/vidimus.js', config: { settings } });
 *     const tab = await browser.open(site.url());
 *     await tab.waitFor('window.host?.ready');
 */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../support/static-server.js';
import { defaultModel } from './model.js';

const HERE = dirname(fileURLToPath(import.meta.url));
const REQUIREJS = process.env.REQUIREJS ?? '/usr/share/javascript/requirejs';
/** One transparent pixel. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

/**
 * @typedef {object} HostConfig
 * @property {'client-managed' | 'cloud' | 'desktop'} [platform]
 * @property {string} [prefix]  of the virtual proxy, such as `/finance`
 * @property {'text' | 'false' | 'object' | 'none'} [navigation]  what the navigation interface answers
 * @property {boolean} [listens]  whether it has `addListener`; true unless said
 * @property {boolean} [capability]  whether the AMD module `qlik` can be had; true unless said or on Cloud
 * @property {any} [settings]  the members under `vidimus` in the properties of every object of the extension
 * @property {any} [user]  who uses the page: text as client-managed has it
 * @property {any} [engineUser]  what the engine says, if other than `user`; false when it refuses
 * @property {number} [latency]  of engine calls, in milliseconds
 * @property {'reload' | 'selection'} [docChanges]  when the document says that it changed
 * @property {boolean} [sharedSession]  all pages of this browser share their selections
 * @property {boolean} [oldClient]  lacks the hooks that came late
 * @property {boolean} [readOnlyLate]  the option is missing at the first render
 * @property {any} [model]  see `model.js`
 * @property {string} [app]  id of the app to open; the first unless said
 */

/**
 * @param {{ bundle?: string, config?: HostConfig, headers?: Record<string, string>, port?: number, host?: string }} [options]
 *     `bundle` is a file on disk; without it the sources run
 */
export async function serveHostPage({ bundle, config = {}, headers, port, host } = {}) {
    const page = await readFile(join(HERE, 'index.html'), 'utf8');
    /** What the site answers; tests may change it at any time. */
    const site = {
        config, users: { status: 200, body: { id: 'kT7wQ2nV', email: 'maria.lund@nordic.example', name: 'Maria Lund', subject: 'auth0|maria',
            tenantId: 'tenant01' } }, qpsUser: { status: 200, body: { userDirectory: 'LAB', userId: 'maria.lund' } },
        productInfo: 'define([],function(){return {"composition":{"version":"14.254.6","releaseLabel":"November 2026"}}});',
    };

    /** @type {import('../support/static-server.js').Handler} */
    const answer = (request, response) => {
        const path = new URL(request.url ?? '/', 'http://localhost').pathname;
        const json = ({ status, body }) => {
            response.statusCode = status;
            response.setHeader('Content-Type', 'application/json');
            response.end(JSON.stringify(body));
        };
        if (path.endsWith('/api/v1/users/me')) return json(site.users);
        if (path.endsWith('/qps/user')) return json(site.qpsUser);
        if (path.endsWith('/product-info.js')) {
            response.setHeader('Content-Type', 'text/javascript');
            return void response.end(site.productInfo);
        }
        if (path.includes('/tempcontent/')) {
            response.setHeader('Content-Type', 'image/png');
            return void response.end(PNG);
        }
        if (!path.includes('/sense/') && path !== '/') {
            response.statusCode = 404;
            return void response.end('not found');
        }
        const given = { model: defaultModel(), ...site.config, bundle: bundle ? `/bundle/${basename(bundle)}` : null };
        response.setHeader('Content-Type', 'text/html; charset=utf-8');
        response.end(page.replace('>{}</script>', () => `>${JSON.stringify(given).replace(/</g, '\\u003c')}</script>`));
    };

    const server = await serve({
        '/': answer, '/hostpage/': HERE, '/hostpage-lib/': REQUIREJS, '/src/': join(HERE, '../../src'),
        ...(bundle ? { '/bundle/': dirname(bundle) } : {}),
    }, { headers, port, host });

    return {
        ...site, site, server, origin: server.origin, close: server.close,
        /** The address of a sheet; the first unless said. @param {string} [sheetId] @param {{ edit?: boolean, origin?: string }} [options] */
        url(sheetId, { edit = false, origin = server.origin } = {}) {
            const model = site.config.model ?? defaultModel();
            const app = model.apps.find((a) => a.id === site.config.app) ?? model.apps[0];
            const sheet = sheetId ?? app.sheets[0].id;
            const mode = site.config.platform === 'cloud' && edit ? 'edit' : `state/${edit ? 'edit' : 'analysis'}`;
            return `${origin}${site.config.prefix ?? ''}/sense/app/${encodeURIComponent(app.id)}/sheet/${sheet}/${mode}`;
        },
    };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const site = await serveHostPage({ bundle: process.env.BUNDLE, port: Number(process.env.PORT ?? 0),
        config: process.env.HOST_CONFIG ? JSON.parse(process.env.HOST_CONFIG) : {} });
    process.stdout.write(`${site.url()}\n`);
}
