import Crypto

/// SHA-256 over salt, event id and content of a record; what the Merkle leaf binds.
///
/// It doesn't cover offset and receive time: the leaf names those itself, and so the
/// commitment can be computed before the offset is known.
package struct Commitment: Sendable, Hashable {
    /// Bytes of a commitment.
    package static let byteCount = 32

    private let words: SIMD4<UInt64>

    /// Takes the digest as it is.
    init(_ digest: SHA256Digest) {
        words = digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }

    /// Reads 32 bytes at `start`.
    init(reading start: UnsafeRawPointer) {
        words = start.loadUnaligned(as: SIMD4<UInt64>.self)
    }

    /// The 32 bytes.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: words) { Array($0) }
    }

    /// Calls `body` with the 32 bytes, which are valid only meanwhile.
    func withBytes<Answer>(_ body: (UnsafeRawBufferPointer) -> Answer) -> Answer {
        withUnsafeBytes(of: words, body)
    }

    /// Writes 32 bytes at `start`.
    func write(to start: UnsafeMutableRawPointer) {
        start.storeBytes(of: words, as: SIMD4<UInt64>.self)
    }
}
