/// Page 0 of an `.ids` file, from which the place of everything else follows.
///
/// Source: `docs/formats/ids.md`, "Header".
struct IDFileHeader: Sendable, Hashable {
    /// Format version that this build writes.
    static let formatVersion: UInt16 = 1
    /// Bytes of one (id, local index) entry.
    static let entryBytes = 20
    /// Entries in a page.
    static let entriesPerPage = 204
    /// First ids of entry pages in a fence page.
    static let fencesPerPage = 255
    /// Positions in a position page.
    static let positionsPerPage = 1023
    /// Filter blocks of 64 bytes in a filter page.
    static let blocksPerPage = 63

    /// "VIDIDS", 0xFF, line feed.
    private static let magic: UInt64 = 0x0AFF_5344_4944_4956

    /// Offset of the segment's first record.
    let firstOffset: JournalOffset
    /// Records in the segment.
    let count: Int
    /// Valid length of the segment; what lies beyond was never acknowledged.
    let segmentBytes: Int
    /// The segment that it belongs to.
    let segmentID: SegmentID
    /// Key of the filter's hash.
    let filterSeed: IDHash.Seed

    /// First offset after the segment.
    var end: JournalOffset { firstOffset.advanced(by: count) }

    var filterBlocks: Int { IDFilter.blockCount(for: count) }
    var filterPages: Range<Int> { Self.pages(after: 0, items: filterBlocks, perPage: Self.blocksPerPage) }
    var fencePages: Range<Int> {
        Self.pages(after: filterPages.upperBound - 1, items: entryPageCount, perPage: Self.fencesPerPage)
    }
    var entryPages: Range<Int> {
        Self.pages(after: fencePages.upperBound - 1, items: count, perPage: Self.entriesPerPage)
    }
    var positionPages: Range<Int> {
        Self.pages(after: entryPages.upperBound - 1, items: count, perPage: Self.positionsPerPage)
    }
    /// Exact length of the file.
    var fileBytes: Int { positionPages.upperBound * IDPage.byteCount }

    private var entryPageCount: Int { (count + Self.entriesPerPage - 1) / Self.entriesPerPage }

    /// Describes the `.ids` file of a segment.
    init(
        firstOffset: JournalOffset,
        count: Int,
        segmentBytes: Int,
        segmentID: SegmentID,
        filterSeed: IDHash.Seed
    ) {
        self.firstOffset = firstOffset
        self.count = count
        self.segmentBytes = segmentBytes
        self.segmentID = segmentID
        self.filterSeed = filterSeed
    }

    /// Reads page 0.
    init(decoding page: UnsafeRawBufferPointer) throws(IDFileError) {
        guard page.count >= IDPage.byteCount, let start = page.baseAddress,
            UInt64(littleEndian: start.loadUnaligned(as: UInt64.self)) == Self.magic
        else { throw .damaged(page: 0, reason: "the file does not begin like an id file") }
        let version = UInt16(littleEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
        guard version == Self.formatVersion else {
            throw .damaged(page: 0, reason: "format version \(version) is unknown to this program")
        }
        let segmentID = SegmentID(reading: start + 32)
        guard IDPage.isIntact(start, number: 0, seed: segmentID.checksumSeed) else {
            throw .damaged(page: 0, reason: "the checksum does not match")
        }
        let firstOffset = JournalOffset(
            UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        )
        guard firstOffset <= JournalOffset.maximum else {
            throw .damaged(page: 0, reason: "no journal has a record \(firstOffset)")
        }
        let segmentBytes = UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
        self.init(
            firstOffset: firstOffset,
            count: Int(UInt32(littleEndian: start.loadUnaligned(fromByteOffset: 12, as: UInt32.self))),
            segmentBytes: Int(clamping: segmentBytes),
            segmentID: segmentID,
            filterSeed: IDHash.Seed(
                first: UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 48, as: UInt64.self)),
                second: UInt64(littleEndian: start.loadUnaligned(fromByteOffset: 56, as: UInt64.self))
            )
        )
    }

    /// Writes page 0 without its checksum.
    func encode(over page: UnsafeMutableRawPointer) {
        page.storeBytes(of: Self.magic.littleEndian, as: UInt64.self)
        page.storeBytes(of: Self.formatVersion.littleEndian, toByteOffset: 8, as: UInt16.self)
        page.storeBytes(of: UInt32(count).littleEndian, toByteOffset: 12, as: UInt32.self)
        page.storeBytes(of: firstOffset.rawValue.littleEndian, toByteOffset: 16, as: UInt64.self)
        page.storeBytes(of: UInt64(segmentBytes).littleEndian, toByteOffset: 24, as: UInt64.self)
        segmentID.write(to: page + 32)
        page.storeBytes(of: filterSeed.first.littleEndian, toByteOffset: 48, as: UInt64.self)
        page.storeBytes(of: filterSeed.second.littleEndian, toByteOffset: 56, as: UInt64.self)
    }

    private static func pages(after last: Int, items: Int, perPage: Int) -> Range<Int> {
        last + 1..<last + 1 + (items + perPage - 1) / perPage
    }
}
