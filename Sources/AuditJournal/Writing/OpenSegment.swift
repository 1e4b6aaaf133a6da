import AuditEvents

/// The segment that is being written.
///
/// Touched only by the writer.
struct OpenSegment {
    let file: any SegmentFile
    let header: SegmentHeader
    /// Ids by local index.
    var table: EventIDTable
    /// Byte positions divided by 8, by local index.
    var positions: [UInt32]
    /// End of the last durable group; the next one is written here.
    var endPosition: Int
    /// Up to here the file is known to hold zeros behind ``endPosition``, durable or about to be.
    var filledEnd: Int

    /// First offset not yet stored.
    var end: JournalOffset { header.firstOffset.advanced(by: positions.count) }

    /// What its `.ids` file is made from.
    var sealable: SealableSegment {
        SealableSegment(header: header, ids: table.ids, positions: positions, endPosition: endPosition)
    }

    /// Writes a new segment, which so appears under its final name complete with its header.
    ///
    /// It replaces a segment of the same name, which can only be one in which nothing was ever acknowledged.
    static func create(
        _ header: SegmentHeader,
        in storage: any SegmentStorage,
        seed: IDHash.Seed
    ) throws(StorageError) -> OpenSegment {
        let name = SegmentName.segment(header.firstOffset)
        let file = try DurableFile.publish(name, in: storage, bytes: header.encode()) {
            temporary throws(StorageError) in
            try storage.rename(temporary, to: name)
        }
        return OpenSegment(
            file: file,
            header: header,
            table: EventIDTable(seed: seed),
            positions: [],
            endPosition: SegmentHeader.byteCount,
            filledEnd: SegmentHeader.byteCount
        )
    }
}
