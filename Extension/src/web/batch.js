/** The answer to a batch: one line of JSON for each line sent, with the status as `code`. */

/**
 * Up to the first line that cannot be read: what follows it cannot be told apart.
 * @param {string} text
 * @param {number} lines  that were sent
 * @returns {import('../core/verdict.js').Reply[]} not more than were sent; fewer when the answer broke off
 */
export function readLines(text, lines) {
    const replies = [];
    for (const line of text.split('\n').slice(0, lines)) {
        try {
            const body = JSON.parse(line);
            if (!Number.isInteger(body?.code)) break;
            replies.push({ status: body.code, body });
        } catch {
            break;
        }
    }
    return replies;
}
