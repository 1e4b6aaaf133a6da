/**
 * An hour of two users with two hundred actions, in a real browser, against a real server: the trail must be exactly
 * what the script did.
 */
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { makePackage } from '../../tools/package.js';
import { serveHostPage } from '../hostpage/serve.js';
import { hasChromium, launch } from '../support/chromium.js';
import { startSampling, stopSampling, sum } from '../support/main-thread.js';
import { hasVidimus, startVidimus } from '../support/vidimus-server.js';
import { Person } from './hour/person.js';
import { ACTIONS, ACTIONS_EACH, Dice, HOUR_MS, planFor } from './hour/plan.js';
import { compare } from './hour/trail.js';
import { World } from './hour/world.js';

/** With VIDIMUS_TRAIL naming a file, what was done and what was stored go there, to look at. */
const SEED = Number(process.env.VIDIMUS_SEED ?? 20260211);
/** Share of the hour that the main thread may spend in the extension, and the longest task. */
const MAXIMUM_SHARE = 0.01;
const LONGEST_TASK_MS = 50;
const START = Date.UTC(2026, 1, 3, 9, 0, 0);
const USERS = ['UserDirectory=NORDIC; UserId=maria.lund', 'UserDirectory=NORDIC; UserId=ole.berg'];

/**
 * Calls the machine its own until the count of events stands still.
 * @param {import('../support/vidimus-server.js').VidimusServer} server
 */
async function quiet(server) {
    let before = -1;
    for (;;) {
        const now = (await server.events()).length;
        if (now === before) return;
        before = now;
        await new Promise((done) => setTimeout(done, 1_000));
    }
}

test(`the trail of an hour is what was done (seed ${SEED})`,
    { skip: !(hasChromium && hasVidimus) && 'needs Chromium and vidimus' }, async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'vidimus-hour-'));
    t.after(() => rm(folder, { recursive: true }));
    const bundle = join(folder, 'vidimus.js');
    await writeFile(bundle, makePackage().files['vidimus.js']);
    const server = await startVidimus();
    t.after(() => server.close());
    const browser = await launch();
    t.after(() => browser.close());

    const world = new World(START);
    const settings = { connection: { endpoint: server.origin, key: server.key }, views: { on: true } };
    for (const name of USERS) {
        const site = await serveHostPage({ bundle, config: { settings, user: name } });
        t.after(() => site.close());
        const person = new Person({ name, browser, site, context: await browser.separateUser(), world });
        const load = person.load.bind(person);
        person.load = (go) => load(async () => {
            await startSampling(person.tab);
            await go();
        });
        person.measured = async () => {
            person.errors.push(...person.tab.errors.splice(0));
            person.shares.push(await stopSampling(person.tab, (url) => url.endsWith('/vidimus.js')));
        };
        world.people.push(person);
        await person.arrive();
    }
    await play(world);
    for (const person of world.people) await person.leave();
    await quiet(server);
    // What did not leave with the page is sent by the next visit.
    for (const person of world.people) {
        await person.arrive();
        await world.pass(60_000);
        await person.leave();
    }
    await quiet(server);
    const envelopes = (await server.events()).map((e) => e.envelope);
    if (process.env.VIDIMUS_TRAIL) {
        const visits = world.people.map((p) => ({ name: p.name, visits: p.visits, shares: p.shares,
            errors: p.errors }));
        await writeFile(process.env.VIDIMUS_TRAIL, JSON.stringify({ visits, envelopes }));
    }
    check(t, world, envelopes);
});

/** @param {World} world */
async function play(world) {
    const dice = new Dice(SEED);
    const agendas = world.people.map((person, who) => ({ person, plan: planFor(who, dice), index: 0,
        next: START + 5_000 + who * 700 }));
    for (;;) {
        const open = agendas.filter((a) => a.index < a.plan.length).sort((a, b) => a.next - b.next);
        if (open.length === 0) break;
        const [agenda] = open;
        await world.pass(Math.max(0, agenda.next - world.now));
        const { name, wait } = agenda.plan[agenda.index];
        try {
            await ACTIONS[name](agenda.person, dice);
        } catch (error) {
            throw new Error(
                `action ${agenda.index} (${name}) of ${agenda.person.name}: ${/** @type {Error} */ (error).stack}`);
        }
        agenda.index += 1;
        agenda.next = world.now + wait;
    }
    await world.pass(Math.max(0, START + HOUR_MS - world.now));
}

/** @param {import('node:test').TestContext} t @param {World} world @param {any[]} stored */
function check(t, world, stored) {
    // The server writes down that an id came again with other content; such a record has no type.
    const envelopes = stored.filter((e) => e.type);
    const conflicts = stored.filter((e) => !e.type);
    const ids = envelopes.map((e) => e.eventId);
    assert.equal(new Set(ids).size, ids.length, 'an event is stored twice');
    const differences = [];
    let worst = 0;
    for (const person of world.people) {
        const own = envelopes.filter((e) => e.payload.context.user === person.name);
        const keys = [...new Set(own.filter((e) => e.type === 'event.session.started')
            .sort((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp)).map((e) =>
                e.payload.context.sessionKey))];
        assert.equal(keys.length, person.visits.length, `sessions of ${person.name}`);
        person.visits.forEach((visit, i) => {
            const recovered = own.filter((e) => e.payload.event.recoveredSessionKey === keys[i]);
            const result = compare(visit, own.filter((e) => e.payload.context.sessionKey === keys[i]), recovered);
            differences.push(...result.differences.map((d) => `${person.name.slice(-9)}, visit ${i}: ${d}`));
            worst = Math.max(worst, result.worst);
        });
    }
    assert.equal(envelopes.filter((e) => !USERS.includes(e.payload.context.user)).length, 0, 'events of nobody');
    for (const { eventId } of conflicts) differences.push(`${eventId} came with two contents`);
    assert.deepEqual(differences, []);
    for (const person of world.people) {
        const share = sum(person.shares);
        const text = `${person.name}: ${person.visits.length} visits, ${share.total.toFixed(0)} ms of main thread,`
            + ` longest ${share.longest.toFixed(1)} ms`;
        t.diagnostic(text);
        assert.ok(share.total <= MAXIMUM_SHARE * HOUR_MS, text);
        assert.ok(share.longest <= LONGEST_TASK_MS, text);
        // An offline spell shows as failed requests, which is the browser's own line, not an error of ours.
        assert.deepEqual(person.errors.filter((e) => !/net::ERR_(INTERNET_DISCONNECTED|FAILED)/.test(e.text)), []);
    }
    const views = world.people.flatMap((p) => p.visits).length;
    t.diagnostic(
        `${envelopes.length} events of ${2 * ACTIONS_EACH} actions in ${views} visits;`
        + ` durations at most ${worst} ms off`);
}
