import AuditEvents

/// The first 80 bytes of a frame.
///
/// Source: `docs/formats/segment.md`, "Frame".
struct FrameHeader: Sendable, Hashable {
    /// Bytes before the content.
    static let byteCount = 80
    /// A frame has room for at least this much content, so that a tombstone's commitment fits in place of any.
    static let minimumContentBytes = Commitment.byteCount
    /// Frames start and end at multiples of this.
    static let alignment = 8
    /// Format version that this build writes.
    static let formatVersion: UInt8 = 1
    /// 0xFF, "VJF": a byte that no UTF-8 text has, so no envelope contains it.
    static let magic: UInt32 = 0x464A_56FF
    /// Longest frame that can be valid: texts and JSON at their bounds.
    static let maximumFrameBytes = frameBytes(
        contentBytes: Submission.maximumContentBytes + 5 * (2 + ReceptionFacts.maximumTextBytes)
    )

    /// Whole frame, padding included.
    let frameBytes: Int
    /// Content without padding.
    let contentBytes: Int
    let kind: RecordKind
    let flags: RecordFlags
    let offset: JournalOffset
    /// Position in the group that was written with one sync; the group's first has 0.
    let indexInGroup: UInt32
    let receivedAtMilliseconds: Int64
    let keyID: UInt64
    let salt: Salt
    let eventID: EventID

    /// Offset of the first record of the group that this frame was written with.
    var groupStart: JournalOffset { offset.advanced(by: -Int(indexInGroup)) }

    /// Length of a frame around `contentBytes` of content.
    static func frameBytes(contentBytes: Int) -> Int {
        (byteCount + max(contentBytes, minimumContentBytes) + alignment - 1) & ~(alignment - 1)
    }

    /// Checksum of a whole frame in the segment whose id has this seed.
    static func checksum(_ frame: UnsafeRawBufferPointer, seed: UInt32) -> UInt32 {
        let head = Checksum.crc32c(UnsafeRawBufferPointer(rebasing: frame[..<8]), continuing: seed)
        return Checksum.crc32c(UnsafeRawBufferPointer(rebasing: frame[12...]), continuing: head)
    }

    /// Writes the header over the start of `frame`, whose content and padding are already there.
    func encode(over frame: UnsafeMutableRawBufferPointer, seed: UInt32) {
        precondition(frame.count == frameBytes && frameBytes >= Self.byteCount, "a frame has the length it states")
        guard let start = frame.baseAddress else { return }
        start.storeBytes(of: Self.magic.littleEndian, as: UInt32.self)
        start.storeBytes(of: UInt32(frameBytes).littleEndian, toByteOffset: 4, as: UInt32.self)
        start.storeBytes(of: Self.formatVersion, toByteOffset: 12, as: UInt8.self)
        start.storeBytes(of: kind.rawValue, toByteOffset: 13, as: UInt8.self)
        start.storeBytes(of: flags.rawValue, toByteOffset: 14, as: UInt8.self)
        start.storeBytes(of: 0, toByteOffset: 15, as: UInt8.self)
        start.storeBytes(of: offset.rawValue.littleEndian, toByteOffset: 16, as: UInt64.self)
        start.storeBytes(of: indexInGroup.littleEndian, toByteOffset: 24, as: UInt32.self)
        start.storeBytes(of: UInt32(contentBytes).littleEndian, toByteOffset: 28, as: UInt32.self)
        start.storeBytes(of: receivedAtMilliseconds.littleEndian, toByteOffset: 32, as: Int64.self)
        start.storeBytes(of: keyID.littleEndian, toByteOffset: 40, as: UInt64.self)
        salt.write(to: start + 48)
        eventID.write(to: start + 64)
        let checksum = Self.checksum(UnsafeRawBufferPointer(frame), seed: seed)
        start.storeBytes(of: checksum.littleEndian, toByteOffset: 8, as: UInt32.self)
    }
}
