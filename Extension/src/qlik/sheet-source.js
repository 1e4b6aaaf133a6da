/** Reads the layout of the current sheet, once it is the current one and whenever it changes. */
import { CAPS, textOf } from '../core/limits.js';
import { objectsOf, withContents } from './sheet-objects.js';
import { at, listen } from './untrusted.js';

/** Waits after a failure, in milliseconds. */
const RETRIES = [500, 2000, 10_000];

/**
 * @typedef {Object} SheetSource
 * @property {(sheetId: string | null) => void} show
 * @property {() => void} stop
 */

/**
 * @param {import('./source.js').SourcePorts & { take: (fact: import('../core/ports.js').SheetFact) => void }} ports
 * @returns {SheetSource}
 */
export function createSheetSource({ calls, clock, guard, open, openLayout, take }) {
    let visit = 0;
    /** @type {import('../core/ports.js').Cancel} */
    let cancel = () => {};

    /** @param {string} sheetId @param {unknown} model @param {number} mine */
    const read = async (sheetId, model, mine) => {
        const layout = await calls.layout(model, true);
        if (mine !== visit) return;
        const own = objectsOf(layout);
        const objects = await withContents(own, openLayout);
        if (mine !== visit) return;
        const sheetName = textOf(at(layout, 'qMeta', 'title') ?? at(layout, 'title'), CAPS.name);
        guard('sheet', () => take({ kind: 'sheet', sheetId, ...(sheetName ? { sheetName } : {}), objects }));
    };

    /** @param {string} sheetId @param {number} attempt */
    const begin = async (sheetId, attempt) => {
        const mine = visit;
        try {
            const model = await open(sheetId, true);
            if (mine !== visit) return;
            guard('sheet.listen', () => {
                cancel = listen(model, 'changed', () =>
                    guard('sheet.changed', () => void read(sheetId, model, mine).catch(() => {})));
            });
            await read(sheetId, model, mine);
        } catch {
            if (mine !== visit || attempt >= RETRIES.length) return;
            clock.after(RETRIES[attempt], () => {
                if (mine !== visit) return;
                guard('sheet.again', cancel);
                void begin(sheetId, attempt + 1);
            });
        }
    };

    const leave = () => {
        visit += 1;
        guard('sheet.stop', cancel);
        cancel = () => {};
    };

    return {
        show(sheetId) {
            leave();
            if (sheetId) void begin(sheetId, 0);
        },
        stop: leave,
    };
}
