/**
 * Users whose doings are not recorded: service accounts and robots, which would pollute figures of usage.
 */

/**
 * `UserDirectory=LAB; UserId=anna`, `LAB; UserId=anna` and `LAB\anna` are one user. Case does not count.
 * @param {string} user
 */
function canonical(user) {
    const parts = /^\s*(?:UserDirectory\s*=)?\s*([^;]*?)\s*;\s*UserId\s*=\s*(.*?)\s*$/i.exec(user);
    return (parts ? `${parts[1]}\\${parts[2]}` : user.trim()).toLowerCase();
}

/**
 * @param {readonly string[]} ignored a `*` at the end stands for anything
 * @param {readonly (string | undefined)[]} names all names of one user
 */
export function isIgnored(ignored, names) {
    const own = names.flatMap((name) => (typeof name === 'string' ? canonical(name) : []));
    return ignored.map(canonical).some((pattern) =>
        own.some((name) => (pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern)));
}
