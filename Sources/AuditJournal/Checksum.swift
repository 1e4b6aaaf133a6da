import CChecksum

/// CRC32C (Castagnoli), the checksum of frames, segment headers and id pages.
enum Checksum {
    /// Continues `crc` over `bytes`; start with 0.
    static func crc32c(_ bytes: UnsafeRawBufferPointer, continuing crc: UInt32 = 0) -> UInt32 {
        vidimus_crc32c(crc, bytes.baseAddress, bytes.count)
    }
}
