/** What the object's place on the sheet says, made of what the runtime knows. Pure. */
import { say, sayOf } from './ext/texts.js';

/** @typedef {import('./web/tile.js').Tile} Tile */
/** @typedef {import('./runtime.js').Snapshot} Snapshot */

/** Sheets that are listed. */
const MAXIMUM_SHEETS = 100;

/** @param {Snapshot['tested']} tested @param {string} origin */
export function testedText(tested, origin) {
    if (!tested) return say('test.none');
    if (tested === 'running') return say('test.running');
    if (tested.problem) return sayOf('test', tested.problem, { origin });
    const taken = tested.collect ? say('test.ok', { version: tested.serverVersion ?? '?' }) : say('test.stopped');
    return tested.batch ? `${taken} ${say('test.batch')}` : taken;
}

/** @param {Snapshot['sheets']} sheets */
export function coverageText(sheets) {
    if (!sheets.length) return say('panel.coverage.none');
    const missing = sheets.filter(({ hosts }) => !hosts).map(({ id, title }) => title ?? id);
    const sum = say('panel.coverage', { hosting: sheets.length - missing.length, all: sheets.length });
    const list = missing.slice(0, MAXIMUM_SHEETS).join(', ');
    return missing.length ? `${sum}\n${say('panel.coverage.missing', { list })}` : sum;
}

/**
 * @param {import('./runtime.js').Standing} standing
 * @param {Snapshot} seen
 * @returns {{ title: string, level: 'good' | 'warn' | 'bad' }}
 */
function headline(standing, seen) {
    if (seen.broken || standing === 'broken') return { title: say('status.broken'), level: 'bad' };
    if (standing === 'conflict' || standing === 'otherApp') return { title: say(`status.${standing}`), level: 'warn' };
    if (!seen.sums) return standing === 'off' ? { title: say('status.off'), level: 'bad' }
        : { title: say('status.starting'), level: 'warn' };
    const { auditor, outbox } = seen.sums;
    const bar = auditor.bars[0];
    if (bar) return { title: `${say('status.barred')}: ${sayOf('bar', bar)}`, level: 'warn' };
    if (outbox.circuit === 'halted') return { title: `${say('status.halted')}: ${sayOf('test', outbox.why ?? '')}`,
        level: 'bad' };
    if (outbox.circuit === 'open') return { title: say('status.waiting'), level: 'warn' };
    return { title: say('status.recording'), level: 'good' };
}

/**
 * @param {import('./runtime.js').Standing} standing
 * @param {Snapshot} seen
 * @param {{ origin: string, older: string }} page  `older` is the version of a runtime that is not ours
 * @param {{ test: () => void, purge: () => void }} work
 * @returns {Tile}
 */
export function statusTile(standing, seen, { origin, older }, { test, purge }) {
    const lines = older ? [say('status.older', { version: older })] : [];
    if (seen.sums) {
        const { outbox, auditor, user } = seen.sums;
        lines.push(user ? say('status.user', { user }) : say('status.unknownUser'));
        lines.push(say('status.sent', { sent: auditor.seq - outbox.waiting, waiting: outbox.waiting,
            lost: outbox.dead.length }));
        if (outbox.lastStatus) lines.push(say('status.lastStatus', { status: outbox.lastStatus }));
        if (outbox.net) lines.push(sayOf('test', outbox.net, { origin }));
    }
    if (seen.errors) lines.push(say('status.errors', { count: seen.errors }));
    if (seen.problems.length) lines.push(say('status.problems', { list: seen.problems.join(', ') }));
    if (seen.tested) lines.push(testedText(seen.tested, origin));
    if (seen.purged) lines.push(say('status.purged'));
    if (seen.settings) lines.push(say(seen.settings.scope.reach === 'app' ? 'status.reachApp' : 'status.reachSheet'));
    return {
        kind: 'status', ...headline(standing, seen), lines, heading: say('status.coverage'),
        list: seen.sheets.slice(0, MAXIMUM_SHEETS).map(({ id, title, hosts }) => ({ text: title ?? id, good: hosts })),
        buttons: seen.sums ? [{ text: say('test'), work: test }, { text: say('status.purge'), work: purge }]
            : [],
    };
}
