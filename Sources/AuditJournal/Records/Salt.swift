/// 16 random bytes that keep a commitment from being guessed from likely content.
package struct Salt: Sendable, Hashable {
    /// Bytes of a salt.
    package static let byteCount = 16

    /// All zero: what a tombstone has in place of its salt.
    package static let erased = Salt(words: (0, 0))

    private let first: UInt64
    private let second: UInt64

    /// Makes the salt from two random words, as they lie in memory.
    package init(words: (UInt64, UInt64)) {
        (first, second) = words
    }

    /// Reads 16 bytes at `start`.
    init(reading start: UnsafeRawPointer) {
        first = start.loadUnaligned(as: UInt64.self)
        second = start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    }

    /// The 16 bytes.
    package var bytes: [UInt8] {
        withUnsafeBytes(of: (first, second)) { Array($0) }
    }

    /// Writes 16 bytes at `start`.
    func write(to start: UnsafeMutableRawPointer) {
        start.storeBytes(of: first, as: UInt64.self)
        start.storeBytes(of: second, toByteOffset: 8, as: UInt64.self)
    }
}
