/**
 * Tells what the extension posts. This page is the host, so it may look at its own requests; the extension itself would
 * never touch a function of the page.
 */

/** Lines kept. */
const MAXIMUM = 60;

/**
 * One event on its way: `state` is what became of it.
 * @typedef {{ type: string, at: number, state: 'sent' | 'stored' | 'refused' | 'lost' }} Post
 */

/** @param {string} endpoint @param {(posts: { list: Post[], stored: number }) => void} tell  the newest first */
export function watchPosts(endpoint, tell) {
    const { fetch } = window;
    /** @type {Post[]} */
    let list = [];
    let stored = 0;
    window.fetch = async (resource, options) => {
        const made = typeof resource === 'string' && resource.startsWith(endpoint) && options?.method === 'POST'
            ? typesIn(options.body).map((type) => /** @type {Post} */ ({ type, at: Date.now(), state: 'sent' })) : [];
        const settle = (/** @type {Post['state']} */ state) => {
            if (made.length === 0) return;
            for (const post of made) post.state = state;
            if (state === 'stored') stored += made.length;
            tell({ list, stored });
        };
        list = [...made.reverse(), ...list].slice(0, MAXIMUM);
        settle('sent');
        try {
            const answer = await fetch.call(window, resource, options);
            settle(answer.ok ? 'stored' : 'refused');
            return answer;
        } catch (error) {
            settle('lost');
            throw error;
        }
    };
}

/** The types of the envelopes in a body: one, or a batch. @param {unknown} body @returns {string[]} */
function typesIn(body) {
    try {
        const content = JSON.parse(String(body));
        const envelopes = Array.isArray(content) ? content : Array.isArray(content?.events) ? content.events : [content];
        return envelopes.map((/** @type {any} */ envelope) => String(envelope?.type ?? '?'));
    } catch {
        return [];
    }
}
