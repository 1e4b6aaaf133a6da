/**
 * Tells what the extension posts. This page is the host, so it may look at its own requests; the extension itself would
 * never touch a function of the page.
 */

/** Lines kept. */
const MAXIMUM = 200;

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
    /** @param {Post[]} made @param {(at: number) => Post['state']} stateOf */
    const settle = (made, stateOf) => {
        made.forEach((post, at) => { post.state = stateOf(at); });
        stored += made.filter(({ state }) => state === 'stored').length;
        tell({ list, stored });
    };
    window.fetch = async (resource, options) => {
        const ours = typeof resource === 'string' && resource.startsWith(endpoint) && options?.method === 'POST';
        if (!ours) return fetch.call(window, resource, options);
        const made = typesIn(options.body).map((type) => /** @type {Post} */ ({ type, at: Date.now(), state: 'sent' }));
        list = [...[...made].reverse(), ...list].slice(0, MAXIMUM);
        settle(made, () => 'sent');
        try {
            const answer = await fetch.call(window, resource, options);
            const codes = made.length > 1 ? linesOf(await answer.clone().text()).map(({ code }) => Number(code)) : [];
            settle(made, (at) => (between(codes[at] ?? answer.status, 200, 299) ? 'stored' : 'refused'));
            return answer;
        } catch (error) {
            settle(made, () => 'lost');
            throw error;
        }
    };
}

/** @param {number} value @param {number} low @param {number} high */
const between = (value, low, high) => value >= low && value <= high;

/**
 * The types of the envelopes in a body: one, or a batch, which has one in each line.
 * @param {unknown} body
 * @returns {string[]}
 */
const typesIn = (body) => linesOf(String(body)).map(({ type }) => String(type ?? '?'));

/** Lines of JSON; none if one is something else. @param {string} text @returns {any[]} */
function linesOf(text) {
    try {
        return text.split('\n').filter(Boolean).map((line) => JSON.parse(line) ?? {});
    } catch {
        return [];
    }
}
