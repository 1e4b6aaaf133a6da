/**
 * HMAC-SHA-256 (FIPS 180-4, RFC 2104) in plain code: the browser's own is missing on plain-HTTP sites.
 */

/** @param {number} n the first 32 bits of the fractional part of `root` of the nth prime are the constants */
const primes = (n) => {
    /** @type {number[]} */
    const found = [];
    for (let candidate = 2; found.length < n; candidate++) {
        if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
    }
    return found;
};
/** @param {number} value */
const fraction = (value) => ((value - Math.floor(value)) * 4294967296) | 0;
const ROUNDS = primes(64).map((prime) => fraction(Math.cbrt(prime)));
const START = primes(8).map((prime) => fraction(Math.sqrt(prime)));

/** @param {number} x @param {number} n */
const turn = (x, n) => (x >>> n) | (x << (32 - n));

/** The message schedule; one for all blocks, because making one costs more than using it. */
const w = new Int32Array(64);

/**
 * One block of 64 bytes.
 * @param {number[]} state @param {Uint8Array} bytes @param {number} from @returns {number[]}
 */
function compress(state, bytes, from) {
    for (let i = 0; i < 64; i++) {
        if (i < 16) {
            const at = from + i * 4;
            w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
        } else {
            const s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
            const s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
            w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
        }
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
        const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
        const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + w[i]) | 0;
        const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    const end = [a, b, c, d, e, f, g, h];
    for (let i = 0; i < 8; i++) end[i] = (end[i] + state[i]) | 0;
    return end;
}

/** @param {number[]} state after `before` bytes, a multiple of 64 @param {Uint8Array} bytes @param {number} before */
function finish(state, bytes, before) {
    const padded = new Uint8Array(Math.ceil((bytes.length + 9) / 64) * 64);
    padded.set(bytes);
    padded[bytes.length] = 0x80;
    const bits = (before + bytes.length) * 8;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bits / 4294967296));
    view.setUint32(padded.length - 4, bits >>> 0);
    for (let at = 0; at < padded.length; at += 64) state = compress(state, padded, at);
    const digest = new Uint8Array(32);
    const words = new DataView(digest.buffer);
    state.forEach((word, i) => words.setInt32(i * 4, word));
    return digest;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * UTF-8.
 * @param {string} text
 */
const bytesOf = (text) => Uint8Array.from(unescape(encodeURIComponent(text)), (letter) => letter.charCodeAt(0));

/**
 * @param {string} key well-formed text, as what is hashed
 * @returns {(text: string) => string} the code in 64 hexadecimal digits
 */
export function createHmac(key) {
    const raw = bytesOf(key);
    const block = new Uint8Array(64);
    block.set(raw.length > 64 ? finish(START, raw, 0) : raw);
    const inner = compress(START, block.map((byte) => byte ^ 0x36), 0);
    const outer = compress(START, block.map((byte) => byte ^ 0x5c), 0);
    return (text) => Array.from(finish(outer, finish(inner, bytesOf(text), 64), 64),
        (byte) => HEX[byte]).join('');
}
