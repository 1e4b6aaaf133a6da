import AuditEvents

/// The records found at the start of a segment, in order and without gaps, and what stopped the search.
struct SegmentScan {
    /// What stands behind the last record.
    enum Stop: CustomStringConvertible {
        /// The record limit or the end of the file.
        case end
        /// Eight zero bytes.
        case zeros
        /// Bytes that are not the next record.
        case fault(FrameFault)

        /// Words for a message.
        var description: String {
            switch self {
            case .end: "the file ends"
            case .zeros: "zeros in place of a record"
            case .fault(let fault): fault.description
            }
        }
    }

    /// Ids by local index, ready for lookups.
    private(set) var table: EventIDTable
    /// Byte positions divided by 8, by local index.
    private(set) var positions: [UInt32] = []
    /// Behind the last record.
    private(set) var endPosition = SegmentHeader.byteCount
    /// Where the group of the last record begins.
    private(set) var lastGroupPosition = SegmentHeader.byteCount
    /// What stopped the search.
    private(set) var stop = Stop.end

    /// Reads `file` from its first record.
    ///
    /// `size` is the length of the file, `limit` the first offset that belongs to the next segment: what stands there
    /// is not looked at.
    init(
        _ file: any SegmentFile,
        header: SegmentHeader,
        size: Int,
        limit: JournalOffset? = nil,
        seed: IDHash.Seed
    ) throws(StorageError) {
        table = EventIDTable(seed: seed)
        let scanner = FrameScanner(file, segmentID: header.segmentID, limit: size)
        var expected = header.firstOffset
        var nextInGroup: UInt32 = 0
        while limit.map({ expected < $0 }) ?? true {
            switch try scanner.next() {
            case .end:
                return
            case .zeros:
                stop = .zeros
                return
            case .fault(let fault, _):
                stop = .fault(fault)
                return
            case .frame(let frame, let position):
                let found = frame.header
                guard found.offset == expected else {
                    stop = .fault(.unexpectedOffset(found: found.offset))
                    return
                }
                guard found.indexInGroup == 0 || found.indexInGroup == nextInGroup else {
                    // A group's later part can be on the disk without its earlier part.
                    stop = .fault(.unexpectedOffset(found: found.offset))
                    return
                }
                if found.indexInGroup == 0 { lastGroupPosition = position }
                nextInGroup = found.indexInGroup &+ 1
                table.append(found.eventID)
                positions.append(UInt32(position / FrameHeader.alignment))
                endPosition = position + found.frameBytes
                expected = expected.next
            }
        }
    }

    /// Number of records.
    var count: Int { positions.count }
}
