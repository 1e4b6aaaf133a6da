import AuditEvents

/// A decoded frame; `content` points into the buffer it was decoded from.
struct Frame {
    let header: FrameHeader
    /// Valid only as long as that buffer is.
    let content: UnsafeRawBufferPointer

    /// Reads the length a frame states, and whether it can be true at all.
    ///
    /// `bytes` are at least 8; `limit` is the number of bytes left in the segment.
    static func statedLength(_ bytes: UnsafeRawBufferPointer, limit: Int) throws(FrameFault) -> Int {
        guard bytes.count >= 8, limit >= 8 else { throw .truncated }
        guard UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)) == FrameHeader.magic else { throw .noMagic }
        let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
        guard length >= FrameHeader.frameBytes(contentBytes: 0), length % FrameHeader.alignment == 0,
            length <= FrameHeader.maximumFrameBytes
        else { throw .length(length) }
        guard length <= limit else { throw .truncated }
        return length
    }

    /// Decodes the frame at the start of `bytes` and checks everything but its offset.
    init(decoding bytes: UnsafeRawBufferPointer, seed: UInt32) throws(FrameFault) {
        let length = try Self.statedLength(bytes, limit: bytes.count)
        let frame = UnsafeRawBufferPointer(rebasing: bytes[..<length])
        guard let start = frame.baseAddress else { throw .truncated }
        let stored = UInt32(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        guard stored == FrameHeader.checksum(frame, seed: seed) else { throw .checksum }
        let version = start.load(fromByteOffset: 12, as: UInt8.self)
        guard version == FrameHeader.formatVersion else { throw .unknownVersion(version) }
        let kindByte = start.load(fromByteOffset: 13, as: UInt8.self)
        guard let kind = RecordKind(rawValue: kindByte) else { throw .unknownKind(kindByte) }
        let contentBytes = Int(UInt32(littleEndian: start.loadUnaligned(fromByteOffset: 28, as: UInt32.self)))
        let fits = FrameHeader.frameBytes(contentBytes: contentBytes)
        // A tombstone may keep the length of the frame that it replaced.
        guard fits == length || (kind == .tombstone && fits < length) else {
            throw .inconsistent("content and record lengths disagree")
        }
        header = FrameHeader(
            frameBytes: length,
            contentBytes: contentBytes,
            kind: kind,
            flags: RecordFlags(rawValue: start.load(fromByteOffset: 14, as: UInt8.self)),
            offset: JournalOffset(UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 16, as: UInt64.self))),
            indexInGroup: UInt32(littleEndian: start.loadUnaligned(fromByteOffset: 24, as: UInt32.self)),
            receivedAtMilliseconds: Int64(littleEndian: start.loadUnaligned(fromByteOffset: 32, as: Int64.self)),
            keyID: UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 40, as: UInt64.self)),
            salt: Salt(reading: start + 48),
            eventID: EventID(reading: start + 64)
        )
        guard kind != .tombstone || contentBytes == Commitment.byteCount else {
            throw .inconsistent("an erased record holds its commitment and nothing else")
        }
        content = UnsafeRawBufferPointer(rebasing: frame[FrameHeader.byteCount..<FrameHeader.byteCount + contentBytes])
        guard header.offset.rawValue >= UInt64(header.indexInGroup), header.offset <= JournalOffset.maximum else {
            throw .inconsistent("a record's place in its group contradicts its offset")
        }
    }

    /// SHA-256 over salt, event id and content; a tombstone's is the one that it keeps.
    var commitment: Commitment {
        if header.kind == .tombstone, let start = content.baseAddress { return Commitment(reading: start) }
        let rest = UnsafeRawBufferPointer(start: nil, count: 0)
        return FrameContent.commitment(salt: header.salt, id: header.eventID, parts: content, rest)
    }

    /// Copies the frame into a record.
    func record() throws(FrameFault) -> JournalRecord {
        if header.kind == .tombstone {
            return makeRecord(
                facts: ReceptionFacts(receivedAtMilliseconds: header.receivedAtMilliseconds, clientAddress: ""),
                ownType: nil,
                bytes: []
            )
        }
        guard
            let decoded = FrameContent(
                decoding: content,
                receivedAtMilliseconds: header.receivedAtMilliseconds
            )
        else { throw .inconsistent("a record's reception facts can't be decoded") }
        return makeRecord(facts: decoded.facts, ownType: decoded.ownType, bytes: [UInt8](content[decoded.jsonStart...]))
    }

    private func makeRecord(facts: ReceptionFacts, ownType: String?, bytes: [UInt8]) -> JournalRecord {
        JournalRecord(
            offset: header.offset,
            facts: facts,
            kind: header.kind,
            flags: header.flags,
            eventID: header.eventID,
            ownType: ownType,
            bytes: bytes,
            salt: header.salt,
            erasedCommitment: header.kind == .tombstone ? commitment : nil,
            keyID: header.keyID
        )
    }
}
