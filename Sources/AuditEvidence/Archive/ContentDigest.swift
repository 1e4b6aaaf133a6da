import CZlib
import Crypto

/// Length, SHA-256 and CRC-32 of bytes that come piece by piece.
struct ContentDigest {
    private(set) var byteCount = 0
    private var hash = SHA256()
    private var sum = crc32(0, nil, 0)

    mutating func update(_ bytes: UnsafeRawBufferPointer) {
        byteCount += bytes.count
        hash.update(bufferPointer: bytes)
        // A length of zlib has 32 bits; pieces are far shorter.
        sum = crc32(sum, bytes.bindMemory(to: UInt8.self).baseAddress, UInt32(bytes.count))
    }

    var crc: UInt32 { UInt32(truncatingIfNeeded: sum) }
    var sha256: [UInt8] { Array(hash.finalize()) }
}
