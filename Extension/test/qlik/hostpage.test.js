/** The host page itself, before anything is tested with it. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch } from '../support/chromium.js';
import { serveHostPage } from '../hostpage/serve.js';

/** @type {any} */ let site;
/** @type {any} */ let browser;
/** @type {any} */ let tab;

before(async () => {
    site = await serveHostPage();
    browser = await launch();
    tab = await browser.open(site.url());
    await tab.waitFor('window.host?.ready');
});
after(async () => {
    await browser?.close();
    await site?.close();
});

test('the engine calculates cubes, lists and selections from plain rows', async () => {
    const seen = await tab.evaluate(async () => {
        const { engine } = window.host;
        const bar = await engine.doc.getObject('barRegion');
        const same = bar === await engine.doc.getObject('barRegion');
        const before = (await bar.getLayout()).qHyperCube;
        let changed = 0;
        bar.on('changed', () => { changed += 1; });
        await window.host.select('Region', ['North', 'West']);
        const after = (await bar.getLayout()).qHyperCube.qDataPages[0].qMatrix.map((row) => row[0].qText);
        await window.host.undo();
        return { same, size: before.qSize, after, changed, again: (await bar.getLayout()).qHyperCube.qSize.qcy };
    });
    assert.deepEqual(seen, { same: true, size: { qcx: 2, qcy: 4 }, after: ['North', 'West'], changed: 2, again: 4 });
});

test('pivot and stacked cubes come as trees', async () => {
    const { pivot, stack } = await tab.evaluate(async () => {
        const { engine } = window.host;
        const pivot = (await (await engine.doc.getObject('pivProduct')).getLayout()).qHyperCube;
        const stack = (await (await engine.doc.getObject('stkRegion')).getLayout()).qHyperCube;
        return { pivot, stack };
    });
    assert.equal(pivot.qMode, 'P');
    assert.equal(pivot.qPivotDataPages[0].qLeft[0].qSubNodes.length, 3);
    assert.equal(pivot.qPivotDataPages[0].qTop[0].qSubNodes[0].qType, 'P');
    assert.equal(stack.qStackedDataPages[0].qData[0].qSubNodes[0].qSubNodes[0].qSubNodes[0].qType, 'V');
});

test('illegal uses are written down', async () => {
    const kinds = await tab.evaluate(async () => {
        const { engine, strict, violations } = window.host;
        const known = violations.length;
        const bar = await engine.doc.getObject('barRegion');
        bar.removeAllListeners();
        bar.mine = 1;
        bar.noSuchThing;
        await bar.setProperties({}).catch(() => {});
        await engine.doc.destroySessionObject('barRegion').catch(() => {});
        await bar.getHyperCubeData('/qHyperCubeDef', [{ qTop: 0, qLeft: 0, qWidth: 2, qHeight: 6000 }]).catch((e) => e.code);
        await Promise.all([1, 2, 3].map(() => bar.getLayout()));
        const found = strict.violations.slice(known).map((v) => v.kind);
        strict.violations.length = 0;
        return found;
    });
    assert.deepEqual(kinds, ['remove-all-listeners', 'property-write', 'unknown-member', 'write', 'destroy-foreign', 'too-many-cells', 'too-many-calls']);
});

test('the document has cells, containers with one live child, a scroll area and an overlay', async () => {
    const seen = await tab.evaluate(() => {
        const child = () => document.querySelector('.qv-container-content article').className;
        const first = child();
        window.host.switchTab('conTabs', 'linQuarter');
        window.host.overlay(true);
        const covered = Boolean(document.querySelector('.lui-modal-background'));
        window.host.overlay(false);
        return { cells: document.querySelectorAll('.qv-gridcell[tid]').length, first, second: child(), covered };
    });
    assert.deepEqual(seen, { cells: 6, first: 'qv-object qv-object-pieProduct qv-object-piechart',
        second: 'qv-object qv-object-linQuarter qv-object-linechart', covered: true });
});
