/** Who uses the page, as far as a browser can know. Unknown stays unknown: nothing is made up. */
import { text } from './untrusted.js';

/** @typedef {import('../core/ports.js').UserFact} UserFact */

/** Answers of the site are waited for so many milliseconds. */
const PATIENCE = 10_000;

/** Desktop has one user and no way to ask. */
const DESKTOP_USER = 'Personal\\Me';

/**
 * @param {typeof fetch} fetch @param {import('../core/ports.js').Clock} clock
 * @param {string} path  on the Qlik site itself, which knows its user by cookie
 * @returns {Promise<any>}  empty when it cannot be had
 */
async function askSite(fetch, clock, path) {
    const abort = new AbortController();
    const cancel = clock.after(PATIENCE, () => abort.abort());
    try {
        const answer = await fetch(path, { signal: abort.signal });
        return answer.ok && await answer.json() || {};
    } catch {
        return {};
    } finally {
        cancel();
    }
}

/**
 * @param {{ platform: import('./platform.js').Platform, prefix: string, global: any, calls: import('./calls.js').Calls,
 *     capability: () => Promise<any>, fetch: typeof fetch, clock: import('../core/ports.js').Clock }} ports
 * @returns {Promise<UserFact>}
 */
export async function identify({ platform, prefix, global, calls, capability, fetch, clock }) {
    // Plain text, or wrapped as the older interface does.
    const ask = (/** @type {() => Promise<any>} */ from) => calls.run(async () => (await from()).getAuthenticatedUser())
        .then((answer) => text(answer?.qReturn ?? answer), () => undefined);
    const engine = () => ask(async () => global);
    if (platform === 'cloud') {
        const { email, subject, id, tenantId } = await askSite(fetch, clock, `${prefix}/api/v1/users/me`);
        return { kind: 'user', user: text(email) ?? text(subject) ?? await engine(), userRef: text(id),
            tenantId: text(tenantId) };
    }
    let user = await engine();
    if (platform === 'desktop') user ??= DESKTOP_USER;
    user ??= await ask(async () => (await capability()).currApp().global);
    if (!user) {
        const { userDirectory, userId } = await askSite(fetch, clock, `${prefix}/qps/user`);
        if (text(userId) && typeof userDirectory === 'string') user
            = `UserDirectory=${userDirectory}; UserId=${userId}`;
    }
    return user ? { kind: 'user', user } : { kind: 'user' };
}
