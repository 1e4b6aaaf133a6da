/** Who uses the page, as far as a browser can know. Unknown stays unknown: nothing is made up. */
import { CAPS, textOf } from '../core/limits.js';
import { at, membersOf } from './untrusted.js';

/** @typedef {import('../core/ports.js').UserFact} UserFact */

/** Answers of the site are read up to here, and waited for so long. */
const BOUNDS = { milliseconds: 10_000 };

/** Desktop has one user and no way to ask. */
const DESKTOP_USER = 'Personal\\Me';

/**
 * Plain text, or wrapped as the older interface does.
 * @param {unknown} answer
 */
const userIn = (answer) => textOf(typeof answer === 'string' ? answer : at(answer, 'qReturn'), CAPS.user);

/**
 * @param {{ fetch: typeof fetch, clock: import('../core/ports.js').Clock }} ports
 * @param {string} path  on the Qlik site itself, which knows its user by cookie
 * @returns {Promise<Record<string, unknown>>}  empty when it cannot be had
 */
async function askSite({ fetch, clock }, path) {
    const abort = new AbortController();
    const cancel = clock.after(BOUNDS.milliseconds, () => abort.abort());
    try {
        const answer = await fetch(path, { signal: abort.signal });
        return answer.ok ? membersOf(await answer.json()) : {};
    } catch {
        return {};
    } finally {
        cancel();
    }
}

/** @param {unknown} error */
const nothing = (error) => void error;

/**
 * @param {{ platform: import('./platform.js').Platform, prefix: string, global: unknown, calls:
 *     import('./calls.js').Calls,
 *     capability: () => Promise<unknown>, fetch: typeof fetch, clock: import('../core/ports.js').Clock }} ports
 * @returns {Promise<UserFact>}
 */
export async function identify({ platform, prefix, global, calls, capability, ...site }) {
    const ask = () => calls.run(() => /** @type {any} */ (global).getAuthenticatedUser()).then(userIn).catch(nothing);
    if (platform === 'cloud') {
        const me = await askSite(site, `${prefix}/api/v1/users/me`);
        const user = textOf(me.email, CAPS.user) ?? textOf(me.subject, CAPS.user) ?? await ask();
        return factOf(user || undefined, textOf(me.id, CAPS.name), textOf(me.tenantId, CAPS.name));
    }
    if (platform === 'desktop') return factOf(await ask() || DESKTOP_USER);
    const own = await ask();
    if (own) return factOf(own);
    const qlik = await capability().catch(nothing);
    const told = await Promise.resolve().then(() => /** @type {any} */ (qlik).currApp().global.getAuthenticatedUser())
        .then(userIn).catch(nothing);
    if (told) return factOf(told);
    const { userDirectory, userId } = await askSite(site, `${prefix}/qps/user`);
    return factOf(typeof userDirectory === 'string' && typeof userId === 'string' && userId
        ? textOf(`UserDirectory=${userDirectory}; UserId=${userId}`, CAPS.user) : undefined);
}

/** @param {string | void} user @param {string} [userRef] @param {string} [tenantId] @returns {UserFact} */
const factOf = (user, userRef, tenantId) => ({
    kind: 'user', ...(user ? { user } : {}), ...(userRef ? { userRef } : {}), ...(tenantId ? { tenantId } : {}),
});
