/** What the object's place on the sheet says, made of what the runtime knows. Pure. */
import { say } from './ext/texts.js';

/** @typedef {import('./web/tile.js').Tile} Tile */
/** @typedef {import('./runtime.js').Snapshot} Snapshot */

/** Sheets that are listed. */
const MAXIMUM_SHEETS = 100;

/** What stops everything, by the word for it. */
const BAD = /off|broken|halted/;

/** @param {Snapshot['tested']} [tested] @param {string} [origin] */
export function testedText(tested, origin) {
    if (!tested || tested === 'running') return say('test', tested || 'none');
    const { problem, collect, serverVersion } = tested;
    if (problem) return say('test', problem, { origin });
    return say('test', collect ? 'ok' : 'stopped', { version: serverVersion ?? '?' });
}

/**
 * Which sheets host the object.
 * @param {Snapshot['sheets']} [sheets] @returns {string[]} lines
 */
export const coverage = (sheets = []) => (sheets.length ? [say('status', 'coverage'), ...sheets.slice(0, MAXIMUM_SHEETS)
    .map(({ id, title, hosts }) => `${hosts ? '✓' : '–'} ${title ?? id}`)] : []);

/**
 * The one word for how it stands, and what explains it.
 * @param {import('./runtime.js').Standing} standing
 * @param {Snapshot} seen
 * @returns {[word: string, more?: string]}
 */
function stateOf(standing, { broken, sums }) {
    if (broken) return ['broken'];
    if (standing === 'conflict') return [standing];
    if (!sums) return [standing === 'off' ? standing : 'starting'];
    const { auditor: { bars: [bar] }, outbox: { circuit, why } } = sums;
    if (bar) return ['barred', say('bar', bar)];
    return circuit === 'closed' ? ['recording'] : [circuit, circuit === 'halted' ? say('test', why ?? '') : ''];
}

/**
 * @param {import('./runtime.js').Standing} standing
 * @param {Snapshot} seen
 * @param {string} origin  of the page
 * @param {{ test: () => void, purge: () => void }} work
 * @returns {Tile}
 */
export function statusTile(standing, seen, origin, { test, purge }) {
    const { sums, tested, sheets } = seen;
    const [word, more = ''] = stateOf(standing, seen);
    const lines = [say('status', word) + more];
    if (sums) {
        const { outbox: { waiting, lost, net }, auditor: { seq }, user } = sums;
        lines.push(say('status', 'user', { user: user ?? '?' }),
            say('status', 'sent', { sent: seq - waiting, waiting, lost }));
        if (net) lines.push(say('test', net, { origin }));
    }
    if (tested) lines.push(testedText(tested, origin));
    return { colour: word === 'recording' ? '#009845' : BAD.test(word) ? '#c8102e' : '#e6a100',
        lines: [...lines, ...coverage(sheets)],
        buttons: sums ? [[say('test', 'test'), test], [say('status', 'purge'), purge]] : [] };
}
