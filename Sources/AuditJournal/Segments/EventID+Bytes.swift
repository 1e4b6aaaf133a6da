import AuditEvents

extension EventID {
    /// Bytes of an id on disk.
    static let byteCount = 16

    /// Reads 16 bytes, most significant first, so that byte order on disk is the order of ids.
    init(reading start: UnsafeRawPointer) {
        self.init(
            high: UInt64(bigEndian: start.loadUnaligned(as: UInt64.self)),
            low: UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
        )
    }

    /// Writes 16 bytes, most significant first.
    func write(to start: UnsafeMutableRawPointer) {
        start.storeBytes(of: high.bigEndian, as: UInt64.self)
        start.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
    }

    /// A random (version 4) UUID for a record of our own.
    package static func random(from random: RandomSource) -> EventID {
        let high = (random.word() & ~0xF000) | 0x4000
        let low = (random.word() & ~(0b11 << 62)) | (0b10 << 62)
        return EventID(high: high, low: low)
    }
}
