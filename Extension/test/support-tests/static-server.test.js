import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { serve } from '../support/static-server.js';

test('serves folders and handlers with the headers of choice, and nothing outside', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'vidimus-static-'));
    t.after(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'index.html'), '<title>one</title>');
    const server = await serve({ '/': folder, '/api/': (request, response) => void response.end(request.url) },
        { headers: { 'Content-Security-Policy': "default-src 'self'" } });
    t.after(() => server.close());

    const index = await fetch(server.origin + '/');
    assert.equal(await index.text(), '<title>one</title>');
    assert.equal(index.headers.get('content-security-policy'), "default-src 'self'");
    assert.match(index.headers.get('content-type') ?? '', /^text\/html/);
    assert.equal(await (await fetch(server.origin + '/api/x?y=1')).text(), '/api/x?y=1');
    assert.equal((await fetch(server.origin + '/missing.js')).status, 404);
    assert.equal((await fetch(server.origin + '/%2e%2e%2f%2e%2e%2fetc/passwd')).status, 404);

    server.headers = {};
    assert.equal((await fetch(server.origin + '/')).headers.get('content-security-policy'), null);
    assert.equal(server.requests[0], 'GET /');
});
