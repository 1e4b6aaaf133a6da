import AuditEvents

/// An open `.ids` file: exact lookups and byte positions for one sealed segment.
///
/// Every page is checked when it is read, so a damaged file is noticed, never believed.
struct IDFile: Sendable {
    let header: IDFileHeader
    private let file: any SegmentFile
    private let seed: UInt32

    /// Opens the file of the segment that begins at `firstOffset` and checks its header and length.
    init(of firstOffset: JournalOffset, in storage: any SegmentStorage) throws(IDFileError) {
        let file = try IDFileError.wrapping { () throws(StorageError) in
            try storage.open(SegmentName.ids(firstOffset), writable: false)
        }
        self.file = file
        header = try Self.withPage { page throws(IDFileError) in
            try Self.read(file, page: 0, into: page)
            return try IDFileHeader(decoding: UnsafeRawBufferPointer(page))
        }
        seed = header.segmentID.checksumSeed
        let size = try IDFileError.wrapping { () throws(StorageError) in try file.size() }
        guard header.firstOffset == firstOffset, size == header.fileBytes else {
            throw .damaged(page: 0, reason: "the header does not fit the file")
        }
    }

    /// Reads the whole filter.
    func filter() throws(IDFileError) -> IDFilter {
        var words: [UInt64] = []
        words.reserveCapacity(header.filterBlocks * IDFilter.wordsPerBlock)
        try forEachPage(header.filterPages) { page in
            let count = min(
                IDFileHeader.blocksPerPage * IDFilter.wordsPerBlock,
                header.filterBlocks * IDFilter.wordsPerBlock - words.count
            )
            for index in 0..<count {
                words.append(UInt64(littleEndian: page.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self)))
            }
        }
        return IDFilter(words: words, seed: header.filterSeed)
    }

    /// Reads the first id of every entry page.
    func fences() throws(IDFileError) -> [EventID] {
        var fences: [EventID] = []
        fences.reserveCapacity(header.entryPages.count)
        try forEachPage(header.fencePages) { page in
            let count = min(IDFileHeader.fencesPerPage, header.entryPages.count - fences.count)
            for index in 0..<count {
                fences.append(EventID(reading: page + index * EventID.byteCount))
            }
        }
        return fences
    }

    /// The filter's answer with one page read, for a filter that isn't in memory.
    func mayContain(_ id: EventID) throws(IDFileError) -> Bool {
        let hash = IDHash(id, seed: header.filterSeed)
        let block = IDFilter.block(of: hash, blockCount: header.filterBlocks)
        return try withPage(header.filterPages.lowerBound + block / IDFileHeader.blocksPerPage) { page in
            var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0, 0, 0)
            let start = page + block % IDFileHeader.blocksPerPage * 64
            return withUnsafeMutableBytes(of: &words) { block in
                block.copyMemory(from: UnsafeRawBufferPointer(start: start, count: 64))
                return IDFilter.mayContain(hash, block: block.baseAddress?.assumingMemoryBound(to: UInt64.self))
            }
        }
    }

    /// Local index of `id`, or nil; `fences` are read when they aren't given.
    func index(of id: EventID, fences known: [EventID]?) throws(IDFileError) -> Int? {
        guard let index = try search(id, fences: known) else { return nil }
        guard index < header.count else {
            throw .damaged(page: header.entryPages.lowerBound, reason: "an entry names a record that the segment lacks")
        }
        return index
    }

    private func search(_ id: EventID, fences known: [EventID]?) throws(IDFileError) -> Int? {
        let fences: [EventID]
        if let known { fences = known } else { fences = try self.fences() }
        // The last page that begins at or before the id.
        var (low, high) = (0, fences.count)
        while low < high {
            let middle = (low + high) / 2
            if fences[middle] <= id { low = middle + 1 } else { high = middle }
        }
        guard low > 0 else { return nil }
        let count = min(IDFileHeader.entriesPerPage, header.count - (low - 1) * IDFileHeader.entriesPerPage)
        return try withPage(header.entryPages.lowerBound + low - 1) { page in
            var (low, high) = (0, count)
            while low < high {
                let middle = (low + high) / 2
                let entry = page + middle * IDFileHeader.entryBytes
                let found = EventID(reading: entry)
                if found == id {
                    return Int(UInt32(littleEndian: entry.loadUnaligned(fromByteOffset: 16, as: UInt32.self)))
                }
                if found < id { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }

    /// Byte position in the segment of the record with this local index.
    func position(of index: Int) throws(IDFileError) -> Int {
        precondition((0..<header.count).contains(index), "the record is in this segment")
        return try withPage(header.positionPages.lowerBound + index / IDFileHeader.positionsPerPage) { page in
            let place = index % IDFileHeader.positionsPerPage * 4
            return 8 * Int(UInt32(littleEndian: page.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
        }
    }

    /// All entries in id order, for verification.
    func forEachEntry(_ body: (EventID, Int) -> Void) throws(IDFileError) {
        var left = header.count
        try forEachPage(header.entryPages) { page in
            for index in 0..<min(left, IDFileHeader.entriesPerPage) {
                let entry = page + index * IDFileHeader.entryBytes
                let local = UInt32(littleEndian: entry.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
                body(EventID(reading: entry), Int(local))
            }
            left -= IDFileHeader.entriesPerPage
        }
    }

    private func forEachPage(_ pages: Range<Int>, _ body: (UnsafeRawPointer) -> Void) throws(IDFileError) {
        for number in pages {
            try withPage(number) { body($0) }
        }
    }

    private func withPage<Result>(
        _ number: Int,
        _ body: (UnsafeRawPointer) -> Result
    ) throws(IDFileError) -> Result {
        try Self.withPage { page throws(IDFileError) in
            try Self.read(file, page: number, into: page)
            guard let start = page.baseAddress, IDPage.isIntact(start, number: number, seed: seed) else {
                throw .damaged(page: number, reason: "the checksum does not match")
            }
            return body(UnsafeRawPointer(start))
        }
    }

    private static func read(
        _ file: any SegmentFile,
        page: Int,
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(IDFileError) {
        let count = try IDFileError.wrapping { () throws(StorageError) in
            try file.read(into: buffer, at: page * IDPage.byteCount)
        }
        guard count == IDPage.byteCount else { throw .damaged(page: page, reason: "the file is too short") }
    }

    private static func withPage<Result>(
        _ body: (UnsafeMutableRawBufferPointer) throws(IDFileError) -> Result
    ) throws(IDFileError) -> Result {
        let page = UnsafeMutableRawBufferPointer.allocate(byteCount: IDPage.byteCount, alignment: 8)
        defer { page.deallocate() }
        return try body(page)
    }
}
