/** A recorded list of facts replays to exactly the trail that was agreed on, word for word. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { envelopeProblems, trailProblems } from '../contract/validator.js';
import { createPage } from './support.js';

const at = (name) => new URL(`./recordings/${name}.json`, import.meta.url);
const read = (name) => JSON.parse(readFileSync(at(name), 'utf8'));

/** Facts carry the moment at which they were told. */
function replay({ settings, facts }) {
    const page = createPage({ props: settings, wall: facts[0].at.wall });
    for (const { at: { wall, mono }, ...fact } of facts) {
        page.clock.advance(mono - page.clock.mono());
        page.clock.set(wall - page.clock.now());
        page.auditor.take(fact);
    }
    page.auditor.close('closed');
    return page;
}

test('a visit of five minutes, as it was recorded', () => {
    const page = replay(read('visit-facts'));
    assert.deepEqual(page.errors, []);
    for (const envelope of page.envelopes) assert.deepEqual(envelopeProblems(envelope), []);
    assert.deepEqual(trailProblems(page.envelopes), []);
    // VIDIMUS_ACCEPT=1 writes what came as what is expected; read the difference before committing it.
    if (process.env.VIDIMUS_ACCEPT) writeFileSync(at('visit-trail'), `${JSON.stringify(page.envelopes, null, 1)}\n`);
    assert.deepEqual(page.envelopes, read('visit-trail'));
});
