/** The page that `vidimus demo --site` serves, as a person uses it: with the real site, server and extension. */
import assert from 'node:assert/strict';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { modelOf } from '../../demo/app-model.js';
import { writeDemo } from '../../tools/demo.js';
import { hasChromium, launch } from '../support/chromium.js';
import { VidimusDemo } from '../support/vidimus-demo.js';
import { hasVidimus, startVidimus } from '../support/vidimus-server.js';

/** How long the server may take to have what a test waits for. */
const WAIT_MS = 60_000;
/** Somebody whose name is not plain. */
const WHO = 'UserDirectory=PARTNER; UserId=björn.dvořák';
const FIRST_BAR = '.qv-object-barchart .bar';

/** With VIDIMUS_PICTURES naming a folder, pictures of the page go there, to look at. */
const pictures = process.env.VIDIMUS_PICTURES;

/** @param {import('node:test').TestContext} t */
async function openDemo(t) {
    const data = await mkdtemp(join(tmpdir(), 'vidimus-demo-'));
    t.after(() => rm(data, { recursive: true, force: true, maxRetries: 5 }));
    const site = join(data, 'page');
    writeDemo(site);
    const demo = await VidimusDemo.prepare({ data, site });
    const config = join(data, 'vidimus.yaml');
    await demo.writeConfiguration(config);
    const server = await startVidimus({ data, config });
    t.after(() => server.stop());
    await demo.start(server);
    t.after(() => demo.stop());
    const browser = await launch({ width: 1440, height: 950 });
    t.after(() => browser.close());
    return { server, tab: await browser.open(demo.url) };
}

test('a person signs in, looks, selects and goes on, and the server has it all',
    { skip: !(hasChromium && hasVidimus) && 'needs Chromium and vidimus' },
    async (t) => {
        const { server, tab } = await openDemo(t);
        const text = (/** @type {string} */ selector) => tab.evaluate((s) => document.querySelector(s)?.textContent
            ?? '', selector);
        const picture = (/** @type {string} */ name) => (pictures ? tab.screenshot(join(pictures, `${name}.png`))
            : undefined);

        await tab.waitFor("document.querySelector('form')");
        await picture('1-start');
        await tab.evaluate((who) => { /** @type {any} */ (document.querySelector('select[name=user]')).value = who; },
            WHO);
        await tab.click('.primary');
        await tab.waitFor(`document.querySelector('${FIRST_BAR}')`);
        assert.match(await tab.evaluate('location.pathname'),
            /^\/analytics\/sense\/app\/[\w-]+\/sheet\/[\w-]+\/state\/analysis$/);
        assert.equal(await text('.user'), 'PARTNER\\björn.dvořák');
        const whole = await text('.kpi');
        const first = await tab.evaluate('demo.navigation.state.sheetId');
        await stored(server, 'screenshot.stored');
        await picture('2-sheet');

        const value = await text(`${FIRST_BAR} .label`);
        const field = await tab.evaluate(
            "Object.values(demo.app.objects).find((object) => object.type === 'barchart').dimensions[0].field");
        await tab.click(FIRST_BAR);
        await tab.waitFor("document.querySelector('.chip')");
        assert.equal(await text('.chip > span'), field + value);
        const selected = await text('.kpi');
        assert.notEqual(selected, whole);
        const selection = await stored(server, 'selection.state.changed', ({ payload }) =>
            JSON.stringify(payload).includes(value));
        const validated = await stored(server, 'app.model.validated',
            (e) => e.payload.event.selectionTxnId === selection.payload.event.selectionTxnId);
        assert.equal(validated.payload.context.user, WHO);
        await picture('3-selected');

        await tab.click('#undo');
        await tab.waitFor("!document.querySelector('.chip')");
        assert.equal(await text('.kpi'), whole);
        await tab.click('#redo');
        await tab.waitFor("document.querySelector('.chip')");
        await tab.click('#clear');
        await tab.waitFor("!document.querySelector('.chip')");

        await tab.click('#tabs [data-sheet]:nth-child(2)');
        await tab.waitFor((before) => /** @type {any} */ (window).demo.navigation.state.sheetId !== before,
            { args: [first] });
        await stored(server, 'event.sheet.left', (e) => e.payload.context.sheetId === first);
        const view = await stored(server, 'object.view.duration', (e) => e.payload.context.vizType === 'barchart'
            || e.payload.event.objectType === 'barchart');
        assert.ok(view.payload.event.duration >= 1000, JSON.stringify(view));
        assert.ok(Number(await text('#stored')) > 5);

        // What somebody sees who loads the page anew: still signed in, still there.
        const second = await tab.evaluate('demo.navigation.state.sheetId');
        await tab.reload();
        await tab.waitFor("document.querySelector('.qv-gridcell')");
        assert.equal(await tab.evaluate('demo.navigation.state.sheetId'), second);
        await tab.click('#edit');
        await tab.waitFor("document.querySelector('#panel details')");
        await tab.evaluate(() => [...document.querySelectorAll('#panel button')]
            .find(({ textContent }) => textContent === 'Test connection').click());
        await tab.waitFor("document.querySelector('#panel').textContent.includes('The server takes events')");
        await picture('4-edit');

        const { envelope: { savedPaths, picture: { byteCount } } } = (await server.events()).find((e) =>
            e.eventType === 'screenshot.stored');
        assert.equal(await signatureOf(savedPaths[0]), '\x89PNG');
        assert.ok(byteCount > 1000);
        const users = new Set((await server.events()).map(({ envelope }) => envelope.payload?.context.user).filter(
            Boolean));
        assert.deepEqual([...users], [WHO]);
        // Nobody is signed in at first, and the simulated site has no file that tells its release.
        assert.deepEqual(tab.errors.filter(({ url }) => !/\/(qps\/user|product-info\.js)$/.test(url ?? '')), []);
    });

test('no object of a sheet covers another, and every sheet has its audit object', () => {
    for (let charts = 0; charts < 8; charts++) {
        const objects = Array.from({ length: charts },
            (_, at) => ({ id: `o${at}`, type: ['kpi', 'barchart', 'table'][at % 3], title: 't', exportable: true,
            dimensions: [`F${at % 2}`], measures: [] }));
        const model = modelOf(
            { id: 'a', name: 'A', fields: [{ name: 'F0', values: ['x'] }, { name: 'F1', values: ['y'] }],
            sheets: [{ id: 's', title: 'S', objects }] }, { vidimus: {} });
        const taken = new Set();
        for (const { id, col, row, colspan, rowspan } of model.sheets[0].cells) {
            assert.ok(model.objects[id], id);
            assert.ok(col + colspan <= 24, id);
            for (let x = col; x < col + colspan; x++) for (let y = row; y < row + rowspan; y++) {
                assert.ok(!taken.has(`${x},${y}`), `${id} covers another of ${charts}`);
                taken.add(`${x},${y}`);
            }
        }
        assert.equal(model.sheets[0].cells.filter((/** @type {any} */ { id }) =>
            model.objects[id].type === 'vidimus').length, 1);
        assert.equal(model.sheets[0].cells.length,
            new Set([...objects.map(({ id }) => id), 'filter00', 'filter01', 'vidimus0']).size);
    }
});

/**
 * Waits until the server has an event.
 * @param {import('../support/vidimus-server.js').VidimusServer} server
 * @param {string} type
 * @param {(envelope: any) => boolean} [fits]
 * @returns {Promise<any>} the envelope
 */
async function stored(server, type, fits = () => true) {
    const end = performance.now() + WAIT_MS;
    while (performance.now() < end) {
        const found = (await server.events()).find((e) => e.eventType === type && fits(e.envelope));
        if (found) return found.envelope;
        await new Promise((done) => setTimeout(done, 250));
    }
    const seen = (await server.events()).map((e) => e.eventType).join(', ');
    throw new Error(`no ${type} that fits; there are: ${seen}`);
}

/** The first four bytes of a file. @param {string} path */
async function signatureOf(path) {
    const file = await open(path);
    try {
        return (await file.read(Buffer.alloc(4), 0, 4, 0)).buffer.toString('latin1');
    } finally {
        await file.close();
    }
}
