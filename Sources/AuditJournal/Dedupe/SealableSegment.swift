import AuditEvents

/// What must be known of a segment to write its `.ids` file.
struct SealableSegment {
    let header: SegmentHeader
    /// By local index.
    let ids: [EventID]
    /// Byte positions divided by 8, by local index.
    let positions: [UInt32]
    /// Valid length of the segment.
    let endPosition: Int
}
