/** CRC-32 as zip, gzip and PNG use it (reflected polynomial 0xEDB88320). */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value >>> 0;
});

/** @param {Uint8Array} bytes @returns {number} */
export function crc32(bytes) {
    let value = 0xffff_ffff;
    for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
    return (value ^ 0xffff_ffff) >>> 0;
}
