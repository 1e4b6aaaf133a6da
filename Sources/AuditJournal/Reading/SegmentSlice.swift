/// Where in which segment to read, and how far.
struct SegmentSlice: Sendable {
    /// First record of the segment.
    let firstOffset: JournalOffset
    /// First record that is not in it, or not yet durable.
    let end: JournalOffset
    let segmentID: SegmentID
    /// Byte position of the wanted record; nil when the `.ids` file has to say.
    let position: Int?
    /// Bytes of the segment that may be read.
    let limit: Int

    init(firstOffset: JournalOffset, end: JournalOffset, segmentID: SegmentID, position: Int?, limit: Int) {
        self.firstOffset = firstOffset
        self.end = end
        self.segmentID = segmentID
        self.position = position
        self.limit = limit
    }

    /// A whole sealed segment.
    init(_ sealed: IDFileHeader, position: Int? = nil) {
        self.init(
            firstOffset: sealed.firstOffset,
            end: sealed.end,
            segmentID: sealed.segmentID,
            position: position,
            limit: sealed.segmentBytes
        )
    }

    var name: String { SegmentName.segment(firstOffset) }
}
