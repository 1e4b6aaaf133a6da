/** Pictures by the older interface: what the core is told when there is none, and what the address is made of. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCapability } from '../../src/qlik/capability.js';
import { createClock } from './support.js';

const SIZE = { width: 300, height: 200 };

/** @param {any} window @param {boolean} [usable] */
function setUp(window, usable = true) {
    const clock = createClock();
    const location = { href: 'https://sense.example/finance/sense/app/x/sheet/s' };
    return { clock, capability: createCapability(/** @type {any} */ ({ location, ...window }), clock, usable) };
}

/** @param {unknown} answer  to the export */
const loaderOf = (answer) => ({ require: (_names, done) => done({ currApp: () => ({ visualization: {
    get: async () => ({ exportImg: async () => answer }) } }) }) });

test('without the interface, whatever the reason, the code says that there is no exporter', async () => {
    const none = [
        setUp({}), setUp(loaderOf('/x.png'), false), setUp({ require: 'nonsense' }),
        setUp({ requirejs: (_names, _done, failed) => failed(new Error('404')) }),
        setUp({ requirejs: () => { throw new Error('broken'); } }),
        setUp({ requirejs: (_names, done) => done({}) }), setUp({ requirejs: (_names, done) => done(undefined) }),
    ];
    for (const { capability } of none) await assert.rejects(capability.exportImage('a', SIZE), { code: 'no-exporter' });
    const { clock, capability } = setUp({ requirejs: () => {} });
    const outcome = assert.rejects(capability.exportImage('a', SIZE), { code: 'no-exporter' });
    clock.advance(10_000);
    await outcome;
    await assert.rejects(capability.load(), { code: 'no-exporter' });
});

test('an address is made absolute with its prefix; no address is a failure of this picture only', async () => {
    for (const answer of ['/finance/tempcontent/1.png?a=b', { url: '/finance/tempcontent/1.png?a=b' }]) {
        assert.equal(await setUp(loaderOf(answer)).capability.exportImage('a', SIZE), 'https://sense.example/finance/tempcontent/1.png?a=b');
    }
    for (const answer of [undefined, null, 7, '', { no: 'url' }]) {
        await assert.rejects(setUp(loaderOf(answer)).capability.exportImage('a', SIZE), (error) => error.code !== 'no-exporter');
    }
});
