/**
 * Guesses when a bookmark was applied: the selections are then exactly those it holds. The client does not announce
 * it, so this is a heuristic, off unless chosen.
 */
import { createOne } from './follow.js';
import { list } from './untrusted.js';

/** @typedef {import('../core/ports.js').BookmarkFact} BookmarkFact */

const MAXIMUM_BOOKMARKS = 50;

/** @param {any[][]} fields  each of state, name and values */
const signature = (fields) => JSON.stringify(fields.map(([state, field, values]) =>
    JSON.stringify([state, field, [...values].sort()])).sort());

/** @param {any} layout  of a bookmark */
const signatureOf = ({ qBookmark }) => signature(list(qBookmark?.qStateData).flatMap((part) => list(part.qFieldItems)
    .map((item) => [part.qStateName ?? '$', item.qDef?.qName, list(item.qValues)
        .map((value) => String(value?.qText ?? value))])));

/**
 * @param {import('./source.js').SourcePorts & { take: (fact: BookmarkFact) => void }} ports
 */
export function createBookmarkSource(ports) {
    const { calls, take } = ports;
    const one = createOne(ports);
    /** @type {Map<string, [title: string, signature: string]>} */
    const known = new Map();
    let current = '';

    /** @param {any} layout  of the list of bookmarks */
    const read = async ({ qBookmarkList }) => {
        for (const { qInfo, qMeta } of list(qBookmarkList?.qItems)) {
            const id = qInfo?.qId;
            if (known.has(id) || known.size >= MAXIMUM_BOOKMARKS) continue;
            const model = await calls.run(() => /** @type {any} */ (ports.app).getBookmark(id));
            known.set(id, [qMeta?.title, signatureOf(await calls.layout(model))]);
        }
    };

    return {
        /** @param {import('../core/ports.js').SelectionFact} fact  tells a bookmark if these are newly its own */
        see({ fields }) {
            const now = signature(fields.map(({ state, field, values, text }) => [state, field, values ?? [text]]));
            const first = current === '';
            if (now === current) return;
            current = now;
            // What "clear" leaves equals an empty bookmark: it would always match.
            if (first || !fields.length) return;
            const [id, [title]] = [...known].find(([, [, own]]) => own === now) ?? ['', []];
            if (id) take({ kind: 'bookmark', id, title });
        },
        start: () => one.show({ qInfo: { qType: 'vidimus-bookmarks' },
            qBookmarkListDef: { qType: 'bookmark', qData: {} } }, read, () => {}),
        stop: one.stop,
    };
}
