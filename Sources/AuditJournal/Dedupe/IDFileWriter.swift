import AuditEvents

/// Builds the bytes of an `.ids` file.
struct IDFileWriter {
    /// What stands in page 0.
    let header: IDFileHeader
    /// The filter, which the caller keeps in memory afterwards.
    let filter: IDFilter
    /// First id of every entry page, kept with the filter.
    let fences: [EventID]
    /// The whole file.
    let bytes: [UInt8]

    private struct Entry {
        let id: EventID
        let index: UInt32
    }

    /// Builds the file of a segment.
    ///
    /// - Parameters:
    ///   - header: Its `count` is the number of `ids`.
    ///   - ids: By local index; all different.
    ///   - positions: Byte positions of the frames in the segment, divided by 8, by local index.
    init(header: IDFileHeader, ids: [EventID], positions: [UInt32]) {
        precondition(ids.count == header.count && positions.count == header.count, "one id and position per record")
        self.header = header
        let filter = IDFilter(ids: ids, seed: header.filterSeed)
        var entries = ids.indices.map { Entry(id: ids[$0], index: UInt32($0)) }
        entries.sort { $0.id < $1.id }
        let fences = stride(from: 0, to: entries.count, by: IDFileHeader.entriesPerPage).map { entries[$0].id }
        let seed = header.segmentID.checksumSeed
        var bytes = [UInt8](repeating: 0, count: header.fileBytes)
        bytes.withUnsafeMutableBytes { file in
            guard let start = file.baseAddress else { return }
            header.encode(over: start)
            Self.lay(filter.words, 8, perPage: IDFileHeader.blocksPerPage * 8, header.filterPages, start) {
                $1.storeBytes(of: $0.littleEndian, as: UInt64.self)
            }
            Self.lay(fences, EventID.byteCount, perPage: IDFileHeader.fencesPerPage, header.fencePages, start) {
                $0.write(to: $1)
            }
            Self.lay(entries, IDFileHeader.entryBytes, perPage: IDFileHeader.entriesPerPage, header.entryPages, start) {
                $0.id.write(to: $1)
                $1.storeBytes(of: $0.index.littleEndian, toByteOffset: EventID.byteCount, as: UInt32.self)
            }
            Self.lay(positions, 4, perPage: IDFileHeader.positionsPerPage, header.positionPages, start) {
                $1.storeBytes(of: $0.littleEndian, as: UInt32.self)
            }
            for page in 0..<header.positionPages.upperBound {
                IDPage.seal(start + page * IDPage.byteCount, number: page, seed: seed)
            }
        }
        self.filter = filter
        self.fences = fences
        self.bytes = bytes
    }

    /// Spreads `items` of `itemBytes` each over `pages`.
    private static func lay<Item>(
        _ items: [Item],
        _ itemBytes: Int,
        perPage: Int,
        _ pages: Range<Int>,
        _ start: UnsafeMutableRawPointer,
        write: (Item, UnsafeMutableRawPointer) -> Void
    ) {
        for (page, first) in zip(pages, stride(from: 0, to: items.count, by: perPage)) {
            var place = start + page * IDPage.byteCount
            for item in items[first..<min(first + perPage, items.count)] {
                write(item, place)
                place += itemBytes
            }
        }
    }
}
