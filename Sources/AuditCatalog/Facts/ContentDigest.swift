import Crypto

/// The first half of a SHA-256: names content that is stored once.
struct ContentDigest: Sendable, Hashable {
    /// 16 bytes as two numbers, the first byte highest.
    let high: UInt64
    let low: UInt64

    /// Digests bytes.
    init(of bytes: some Collection<UInt8>) {
        var hash = SHA256()
        let isDone: Void? = bytes.withContiguousStorageIfAvailable { hash.update(bufferPointer: .init($0)) }
        if isDone == nil { hash.update(data: Array(bytes)) }
        self.init(hash)
    }

    /// Ends a hash.
    init(_ hash: SHA256) {
        var (high, low): (UInt64, UInt64) = (0, 0)
        hash.finalize().withUnsafeBytes { bytes in
            high = UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self))
            low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        }
        self.high = high
        self.low = low
    }
}

extension ContentDigest {
    /// The first 32 bits in hexadecimal.
    var shortText: String { String(high >> 32, radix: 16) }
}
