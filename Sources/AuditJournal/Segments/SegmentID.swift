/// 16 random bytes that name one segment file.
///
/// They seed the checksum of every frame in it: a frame of another file, or one that a sender
/// smuggled inside an envelope, can't pass for a frame of this one.
package struct SegmentID: Sendable, Hashable {
    /// Bytes of an id.
    static let byteCount = 16

    private let first: UInt64
    private let second: UInt64

    /// Draws a new id.
    init(random: RandomSource) {
        first = random.word()
        second = random.word()
    }

    /// Reads 16 bytes at `start`.
    init(reading start: UnsafeRawPointer) {
        first = start.loadUnaligned(as: UInt64.self)
        second = start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    }

    /// Takes 16 bytes as they stand in a segment header.
    package init(decoding bytes: [UInt8]) {
        precondition(bytes.count == Self.byteCount, "a segment id is 16 bytes")
        (first, second) = bytes.withUnsafeBytes {
            ($0.loadUnaligned(as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
    }

    /// Writes 16 bytes at `start`.
    func write(to start: UnsafeMutableRawPointer) {
        start.storeBytes(of: first, as: UInt64.self)
        start.storeBytes(of: second, toByteOffset: 8, as: UInt64.self)
    }

    /// CRC32C of the id, with which frame checksums start.
    var checksumSeed: UInt32 {
        withUnsafeBytes(of: (first, second)) { Checksum.crc32c($0) }
    }
}
