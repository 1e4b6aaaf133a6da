/** What the object's place on the sheet says, made of what the runtime knows. Pure. */
import { say } from './ext/texts.js';

/** @typedef {import('./web/tile.js').Tile} Tile */
/** @typedef {import('./runtime.js').Snapshot} Snapshot */

/** Sheets that are listed. */
const MAXIMUM_SHEETS = 100;

/**
 * What is no cause for a warning, or more than that, by the word for it.
 * @type {Record<string, 'good' | 'bad'>}
 */
const LEVELS = { recording: 'good', off: 'bad', broken: 'bad', halted: 'bad' };

/** @param {Snapshot['tested']} [tested] @param {string} [origin] */
export function testedText(tested, origin) {
    if (!tested || tested === 'running') return say('test', tested || 'none');
    const { problem, collect, serverVersion, batch } = tested;
    if (problem) return say('test', problem, { origin });
    return say('test', collect ? 'ok' : 'stopped', { version: serverVersion ?? '?' })
        + (batch ? ` ${say('test', 'batch')}` : '');
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
    if (/conflict|otherApp/.test(standing)) return [standing];
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
    const { sums, problems, tested, sheets } = seen;
    const [word, more = ''] = stateOf(standing, seen);
    /** @type {string[]} */
    const lines = [];
    if (sums) {
        const { outbox: { waiting, dead, net }, auditor: { seq }, user } = sums;
        lines.push(say('status', 'user', { user: user ?? '?' }),
            say('status', 'sent', { sent: seq - waiting, waiting, lost: dead.length }));
        if (net) lines.push(say('test', net, { origin }));
    }
    if (problems.length) lines.push(say('status', 'problems', { list: problems.join(', ') }));
    if (tested) lines.push(testedText(tested, origin));
    return { look: LEVELS[word] ?? 'warn', title: say('status', word) + more, lines: [...lines, ...coverage(sheets)],
        buttons: sums ? [[say('test', 'test'), test], [say('status', 'purge'), purge]] : [] };
}
