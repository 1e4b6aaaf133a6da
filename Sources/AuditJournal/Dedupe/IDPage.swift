/// The unit of an `.ids` file: 4,092 bytes of payload and their CRC32C.
///
/// The checksum starts from segment id and page number, so a page of another file or place is damage too.
enum IDPage {
    /// Whole page.
    static let byteCount = 4096
    /// What it carries.
    static let payloadBytes = 4092

    /// Checksum of the payload that begins at `start`.
    static func checksum(_ start: UnsafeRawPointer, number: Int, seed: UInt32) -> UInt32 {
        var prefix = UInt32(truncatingIfNeeded: number).littleEndian
        let begun = withUnsafeBytes(of: &prefix) { Checksum.crc32c($0, continuing: seed) }
        return Checksum.crc32c(UnsafeRawBufferPointer(start: start, count: payloadBytes), continuing: begun)
    }

    /// Writes the checksum behind the payload.
    static func seal(_ page: UnsafeMutableRawPointer, number: Int, seed: UInt32) {
        let checksum = checksum(page, number: number, seed: seed)
        page.storeBytes(of: checksum.littleEndian, toByteOffset: payloadBytes, as: UInt32.self)
    }

    /// Whether the page is what was written there.
    static func isIntact(_ page: UnsafeRawPointer, number: Int, seed: UInt32) -> Bool {
        UInt32(littleEndian: page.loadUnaligned(fromByteOffset: payloadBytes, as: UInt32.self))
            == checksum(page, number: number, seed: seed)
    }
}
