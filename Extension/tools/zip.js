/**
 * A zip archive of a few small files: the same content gives the same bytes, whatever the clock, the user and the
 * file system say. Format: PKWARE's APPNOTE 6.3, deflate, no encryption, no zip64.
 */
import { crc32 } from './crc32.js';
import { deflateRawSync } from 'node:zlib';

/** 1980-01-01 00:00, the first moment that the format knows. */
const DOS_DATE = (0 << 9) | (1 << 5) | 1;
const DOS_TIME = 0;
const VERSION_NEEDED = 20;
/** Made by Unix, so that the mode below is understood. */
const VERSION_MADE_BY = (3 << 8) | VERSION_NEEDED;
const DEFLATE = 8;
const UTF8_NAMES = 0x800;
const REGULAR_FILE_0644 = 0o100644;
const MAXIMUM_SIZE = 0xffff_ffff;

/**
 * Packs files in the order of their names.
 * @param {Record<string, Uint8Array>} files  by name; names as they are, `/` between folders
 * @returns {Buffer}
 */
export function zip(files) {
    const parts = [];
    const directory = [];
    let offset = 0;
    const names = Object.keys(files).sort();
    for (const name of names) {
        const content = files[name];
        if (content.length > MAXIMUM_SIZE) throw new Error(`${name} is too large for a zip without zip64`);
        const packed = deflateRawSync(content, { level: 9 });
        const encodedName = Buffer.from(name, 'utf8');
        const common = commonFields(content, packed.length, encodedName.length);
        const local = Buffer.concat([u32(0x04034b50), common, encodedName, packed]);
        directory.push(Buffer.concat([
            u32(0x02014b50), u16(VERSION_MADE_BY), common,
            u16(0), u16(0), u16(0), // comment, disk, internal attributes
            u32((REGULAR_FILE_0644 << 16) >>> 0), u32(offset), encodedName,
        ]));
        parts.push(local);
        offset += local.length;
    }
    const index = Buffer.concat(directory);
    const end = Buffer.concat([
        u32(0x06054b50), u16(0), u16(0), u16(names.length), u16(names.length), u32(index.length), u32(offset), u16(0),
    ]);
    return Buffer.concat([...parts, index, end]);
}

/**
 * The fields that the local header and the directory share, in their common order.
 * @param {Uint8Array} content @param {number} packedLength @param {number} nameLength
 */
function commonFields(content, packedLength, nameLength) {
    return Buffer.concat([
        u16(VERSION_NEEDED), u16(UTF8_NAMES), u16(DEFLATE), u16(DOS_TIME), u16(DOS_DATE),
        u32(crc32(content)), u32(packedLength), u32(content.length), u16(nameLength), u16(0),
    ]);
}

/** @param {number} value */
function u16(value) {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(value);
    return bytes;
}

/** @param {number} value */
function u32(value) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(value);
    return bytes;
}
