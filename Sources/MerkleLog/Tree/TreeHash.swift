import Crypto

/// A node of the tree: 32 bytes of SHA-256, hashed as RFC 6962, section 2.1 says.
package struct TreeHash: Sendable, Hashable {
    /// Bytes of a hash.
    package static let byteCount = 32

    private let words: SIMD4<UInt64>

    private init(_ digest: SHA256Digest) {
        words = digest.withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }

    /// Takes 32 bytes; nil for any other number.
    package init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        words = Array(bytes).withUnsafeBytes { $0.loadUnaligned(as: SIMD4<UInt64>.self) }
    }

    /// Takes the 32 bytes at `bytes`, which are known to be there.
    init(loading bytes: UnsafeRawBufferPointer) {
        precondition(bytes.count == Self.byteCount, "a hash has 32 bytes")
        words = bytes.loadUnaligned(as: SIMD4<UInt64>.self)
    }

    /// The 32 bytes.
    package var bytes: [UInt8] { withUnsafeBytes(of: words) { Array($0) } }

    /// Root of the tree without leaves: SHA-256 of nothing.
    package static let emptyTree = TreeHash(SHA256().finalize())

    /// Hash of one leaf: SHA-256(0x00 ‖ entry).
    package static func leaf(_ entry: some Sequence<UInt8>) -> TreeHash {
        let hash = entry.withContiguousStorageIfAvailable { leaf(UnsafeRawBufferPointer($0)) }
        return hash ?? Array(entry).withUnsafeBytes { leaf($0) }
    }

    /// The same for bytes that lie in memory; they are hashed in place.
    package static func leaf(_ entry: UnsafeRawBufferPointer) -> TreeHash {
        var hasher = SHA256()
        withUnsafeBytes(of: UInt8(0x00)) { hasher.update(bufferPointer: $0) }
        hasher.update(bufferPointer: entry)
        return TreeHash(hasher.finalize())
    }

    /// Hash over two children: SHA-256(0x01 ‖ left ‖ right).
    package static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
        withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 1) { input in
            input[0] = 0x01
            input.storeBytes(of: left.words, toByteOffset: 1, as: SIMD4<UInt64>.self)
            input.storeBytes(of: right.words, toByteOffset: 1 + byteCount, as: SIMD4<UInt64>.self)
            var hasher = SHA256()
            hasher.update(bufferPointer: UnsafeRawBufferPointer(input))
            return TreeHash(hasher.finalize())
        }
    }
}
