/**
 * The independent judge of everything that any test makes the extension send.
 *
 *     assert.deepEqual(envelopeProblems(envelope), []);
 *     assert.deepEqual(trailProblems(envelopes), []);
 */
import { formProblems } from './form.js';
import { judge, MAXIMUM_BYTES } from './server-rules.js';

export { trailProblems, lostNumbers } from './trail.js';
export { judge } from './server-rules.js';

/**
 * All that is wrong with one envelope: what a server would refuse, and where it has not the extension's own form.
 * @param {any} envelope  as it was handed to the outbox, or parsed from a request
 * @returns {string[]} empty when all is well
 */
export function envelopeProblems(envelope) {
    const text = JSON.stringify(envelope);
    const { status, reason, details } = judge(JSON.parse(text ?? 'null'));
    const problems = formProblems(JSON.parse(text ?? 'null'));
    if (status !== 202) problems.unshift(`${status} ${reason}: ${JSON.stringify(details)}`);
    for (const name of namesIn(JSON.parse(text ?? 'null'))) problems.push(`a member named ${name}: shortened by the minifier?`);
    if (Buffer.byteLength(text ?? '') > MAXIMUM_BYTES) problems.push(`larger than ${MAXIMUM_BYTES} bytes`);
    return problems;
}

/**
 * Names of members as no event has them, and as the minifier makes them. Field names and reasons are data.
 * @param {any} value @returns {string[]}
 */
const namesIn = (value) => Object.entries(value && typeof value === 'object' ? value : {}).flatMap(([name, inner]) =>
    [...(/^(?!id|ms)[\w$]{1,2}$/.test(name) && !Array.isArray(value) ? [name] : []), ...namesIn(inner)]);
