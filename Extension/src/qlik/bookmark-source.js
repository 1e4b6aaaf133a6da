/**
 * Guesses when a bookmark was applied: the selections are then exactly those it holds. Also tells new bookmarks. The
 * client
 * announces neither, so this is a heuristic, off unless chosen.
 */
import { CAPS, idOf, textOf } from '../core/limits.js';
import { at, itemsOf, listen, membersOf } from './untrusted.js';

/** @typedef {import('../core/ports.js').SelectionFact} SelectionFact */
/** @typedef {{ title?: string, signature: string }} Known */

const MAXIMUM_BOOKMARKS = 50;

/** @param {[state: string, field: string, values: string[]][]} fields */
const signature = (fields) => JSON.stringify(fields.map(([state, field, values]) => [state, field, [...values].sort()])
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));

/** @param {unknown} layout  of a bookmark */
function signatureOf(layout) {
    const fields = itemsOf(at(layout, 'qBookmark', 'qStateData'), 20)
        .flatMap((part) => itemsOf(at(part, 'qFieldItems'), CAPS.details)
        .map((item) => /** @type {[string, string, string[]]} */ ([String(at(part, 'qStateName') ?? '$'),
            String(at(item, 'qDef', 'qName')),
            itemsOf(at(item, 'qValues'), CAPS.details).map((value) => String(at(value, 'qText') ?? value))])));
    // An empty one equals what "clear" leaves: it would always match.
    return fields.length ? signature(fields) : '';
}

/**
 * @param {import('./source.js').SourcePorts & { take: (fact: import('../core/ports.js').BookmarkFact) => void }} ports
 */
export function createBookmarkSource({ app, calls, objects, guard, take }) {
    /** @type {Map<string, Known>} */
    const known = new Map();
    /** @type {unknown} */
    let list;
    /** @type {import('../core/ports.js').Cancel} */
    let cancel = () => {};
    let current = '';
    let started = false;
    let stopped = false;

    const read = async () => {
        const layout = await calls.layout(list);
        for (const item of itemsOf(at(layout, 'qBookmarkList', 'qItems'), MAXIMUM_BOOKMARKS)) {
            const id = idOf(at(item, 'qInfo', 'qId'));
            if (!id || known.has(id) || known.size >= MAXIMUM_BOOKMARKS) continue;
            const title = textOf(at(item, 'qMeta', 'title'), CAPS.name);
            known.set(id, { title, signature: '' });
            if (started) guard('bookmark', () =>
                take({ kind: 'bookmark', id, ...(title ? { title } : {}), action: 'created' }));
            const model = await calls.run(() => /** @type {any} */ (app).getBookmark(id));
            known.set(id, { title, signature: signatureOf(await calls.layout(model)) });
        }
        started = true;
    };

    return {
        /** @param {SelectionFact} fact  tells a bookmark if these selections are newly its own */
        see({ fields }) {
            const now = signature(fields.map(({ state, field, values, text }) => [state, field, values ?? [text]]));
            if (now === current) return;
            const first = current === '';
            current = now;
            if (first) return;
            for (const [id, { title, signature: own }] of known) {
                if (own && own === now) return take({ kind: 'bookmark', id, ...(title ? { title } : {}),
                    action: 'applied' });
            }
        },
        async start() {
            try {
                list = await objects.create({ qInfo: { qType: 'vidimus-bookmarks' },
                    qBookmarkListDef: { qType: 'bookmark', qData: {} } });
                if (stopped) return;
                cancel = listen(list, 'changed', () => guard('bookmarks', () => void read().catch(() => {})));
                await read();
            } catch {
                // Without the list there is nothing to compare with.
            }
        },
        stop() {
            stopped = true;
            guard('bookmarks.stop', cancel);
            if (membersOf(list).id) objects.destroy(list);
        },
    };
}
