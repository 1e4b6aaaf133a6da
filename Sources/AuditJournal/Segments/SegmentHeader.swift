/// The first 64 bytes of a segment file.
///
/// Source: `docs/formats/segment.md`, "Header".
struct SegmentHeader: Sendable, Hashable {
    /// Bytes of the header; the first frame starts here.
    static let byteCount = 64

    /// Format version that this build writes.
    static let formatVersion: UInt16 = 1

    /// "VIDSEG", 0xFF, line feed.
    private static let magic: UInt64 = 0x0AFF_4745_5344_4956

    /// Offset of the first record.
    let firstOffset: JournalOffset
    /// Random name of this file.
    let segmentID: SegmentID
    /// Random name of the journal, equal in all its segments.
    let journalID: SegmentID
    /// The server's clock when the file was made, in milliseconds since 1970-01-01 UTC.
    let createdAtMilliseconds: Int64

    /// Describes a new segment.
    init(firstOffset: JournalOffset, segmentID: SegmentID, journalID: SegmentID, createdAtMilliseconds: Int64) {
        self.firstOffset = firstOffset
        self.segmentID = segmentID
        self.journalID = journalID
        self.createdAtMilliseconds = createdAtMilliseconds
    }

    /// Reads a header and checks magic, version and checksum.
    init(decoding bytes: UnsafeRawBufferPointer) throws(SegmentHeaderFault) {
        guard bytes.count >= Self.byteCount, let start = bytes.baseAddress else { throw .truncated }
        guard UInt64(littleEndian: start.loadUnaligned(as: UInt64.self)) == Self.magic else { throw .notASegment }
        let version = UInt16(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
        guard version == Self.formatVersion else { throw .unknownVersion(version) }
        let stored = UInt32(littleEndian: start.loadUnaligned(fromByteOffset: 12, as: UInt32.self))
        guard stored == Self.checksum(start) else { throw .checksum }
        firstOffset = JournalOffset(UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 16, as: UInt64.self)))
        guard firstOffset <= JournalOffset.maximum else { throw .impossibleOffset(firstOffset) }
        createdAtMilliseconds = Int64(littleEndian: start.loadUnaligned(fromByteOffset: 24, as: Int64.self))
        segmentID = SegmentID(reading: start + 32)
        journalID = SegmentID(reading: start + 48)
    }

    /// The 64 bytes.
    func encode() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        bytes.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            start.storeBytes(of: Self.magic.littleEndian, as: UInt64.self)
            start.storeBytes(of: Self.formatVersion.littleEndian, toByteOffset: 8, as: UInt16.self)
            start.storeBytes(of: UInt16(Self.byteCount).littleEndian, toByteOffset: 10, as: UInt16.self)
            start.storeBytes(of: firstOffset.rawValue.littleEndian, toByteOffset: 16, as: UInt64.self)
            start.storeBytes(of: createdAtMilliseconds.littleEndian, toByteOffset: 24, as: Int64.self)
            segmentID.write(to: start + 32)
            journalID.write(to: start + 48)
            start.storeBytes(of: Self.checksum(start).littleEndian, toByteOffset: 12, as: UInt32.self)
        }
        return bytes
    }

    private static func checksum(_ start: UnsafeRawPointer) -> UInt32 {
        let head = Checksum.crc32c(UnsafeRawBufferPointer(start: start, count: 12))
        return Checksum.crc32c(UnsafeRawBufferPointer(start: start + 16, count: byteCount - 16), continuing: head)
    }
}
