/** What the finished script must not hold, and how large it may be. */
import { gzipSync } from 'node:zlib';

export const MAXIMUM_BYTES = 60 * 1024;
export const MAXIMUM_GZIP_BYTES = 20 * 1024;

/**
 * Hosts that may appear as text: names of XML vocabularies, which are never fetched, and the domains that are set aside
 * for examples (RFC 2606).
 */
const HARMLESS_HOST = /^(www\.w3\.org|([\w-]+\.)*example(\.(com|net|org))?)$/;

/**
 * @typedef {object} BundleReport
 * @property {number} bytes
 * @property {number} gzipBytes
 * @property {string[]} problems  for which it must not be used
 * @property {string[]} excesses  over its budget: it works, but costs readers more than was promised
 */

/**
 * @param {string} script  minified
 * @returns {BundleReport}
 */
export function checkBundle(script) {
    const bytes = Buffer.byteLength(script);
    const gzipBytes = gzipSync(script, { level: 9 }).length;
    const problems = [];
    for (const [address, host] of script.matchAll(/(?:https?|wss?|ftp):\/\/([\w.-]*\w)/gi)) {
        if (!HARMLESS_HOST.test(host)) problems.push(`names an outside host: ${address}`);
    }
    for (const [address] of script.matchAll(/["'`(]\/\/[\w-]+\.[\w.-]+/g)) {
        problems.push(`names an outside host: ${address}`);
    }
    if (/\bimport\s*\(/.test(script)) problems.push('loads code at run time');
    if (/sourceMappingURL/.test(script)) problems.push('refers to a source map');
    const dependencies = /define\(\[([^\]]*)\]/.exec(script)?.[1];
    if (dependencies !== '"@nebula.js/stardust"') {
        problems.push(`is not an AMD module that asks for stardust alone: ${dependencies}`);
    }
    const excesses = [];
    if (bytes > MAXIMUM_BYTES) excesses.push(`has ${bytes} bytes, at most ${MAXIMUM_BYTES}`);
    if (gzipBytes > MAXIMUM_GZIP_BYTES) {
        excesses.push(`has ${gzipBytes} bytes with gzip, at most ${MAXIMUM_GZIP_BYTES}`);
    }
    return { bytes, gzipBytes, problems, excesses };
}
