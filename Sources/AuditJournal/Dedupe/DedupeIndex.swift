import AuditEvents

/// Finds the record that an id was first stored under, in all sealed segments.
///
/// Touched only by the writer.
///
/// Exact: filters only say where not to look. Memory is bounded by a budget for filters and fences; the oldest
/// segments beyond it are asked with one page read each.
final class DedupeIndex {
    private struct Entry {
        var header: IDFileHeader
        /// Nil beyond the memory budget.
        var loaded: (filter: IDFilter, fences: [EventID])?

        var loadedBytes: Int {
            loaded.map { $0.filter.byteCount + $0.fences.count * EventID.byteCount } ?? 0
        }
    }

    private let builder: IDFileBuilder
    private let files: SealedFiles
    private let budgetBytes: Int
    /// In order; those in memory are always the newest.
    private var entries: [Entry] = []
    private var loadedBytes = 0
    private var firstLoaded = 0

    /// Sealed segments in order.
    var sealed: [IDFileHeader] { entries.map(\.header) }

    /// Loads the newest filters up to the budget; a damaged file is built again from its segment.
    init(
        sealed: [IDFileHeader],
        storage: any SegmentStorage,
        random: RandomSource,
        budgetBytes: Int
    ) throws(JournalReadError) {
        builder = IDFileBuilder(storage: storage, random: random)
        files = SealedFiles(storage: storage)
        self.budgetBytes = budgetBytes
        entries = sealed.map { Entry(header: $0, loaded: nil) }
        firstLoaded = entries.count
        while firstLoaded > 0 {
            let index = firstLoaded - 1
            try load(index)
            guard loadedBytes + entries[index].loadedBytes <= budgetBytes else {
                entries[index].loaded = nil
                break
            }
            loadedBytes += entries[index].loadedBytes
            firstLoaded = index
        }
    }

    /// Adds the segment that was just sealed.
    func add(_ writer: IDFileWriter) {
        precondition(entries.last.map { $0.header.end == writer.header.firstOffset } ?? true, "segments have no gaps")
        entries.append(Entry(header: writer.header, loaded: (writer.filter, writer.fences)))
        loadedBytes += entries[entries.count - 1].loadedBytes
        while loadedBytes > budgetBytes, firstLoaded < entries.count {
            loadedBytes -= entries[firstLoaded].loadedBytes
            entries[firstLoaded].loaded = nil
            firstLoaded += 1
        }
    }

    /// Sets the marks of those of `ids` that may be in a sealed segment; the others surely are not.
    ///
    /// Asked for a whole group at once, because the memory reads of a short loop overlap, whereas between two single
    /// questions so much else happens that each is waited for: it is the greatest cost of dedupe in a long journal.
    func markCandidates(among ids: [EventID], in marks: inout [Bool]) {
        precondition(ids.count == marks.count, "one mark for each id")
        for entry in entries {
            guard let filter = entry.loaded?.filter else {
                for index in marks.indices { marks[index] = true }
                return
            }
            for index in ids.indices where filter.mayContain(ids[index]) { marks[index] = true }
        }
    }

    /// Offset under which `id` is stored in a sealed segment, or nil.
    func offset(of id: EventID) throws(JournalReadError) -> JournalOffset? {
        for index in entries.indices.reversed() {
            // Through the optional, because a copy of both arrays would be counted in and out for every event.
            if entries[index].loaded?.filter.mayContain(id) == false { continue }
            if let local = try localIndex(of: id, in: index) {
                return entries[index].header.firstOffset.advanced(by: local)
            }
        }
        return nil
    }

    /// Reads the stored record at `offset` of a sealed segment.
    func record(at offset: JournalOffset) throws(JournalReadError) -> JournalRecord {
        guard let index = entries.lastIndex(where: { $0.header.firstOffset <= offset }) else {
            preconditionFailure("the offset was found in a sealed segment")
        }
        let header = entries[index].header
        let position = try repairing(index) { [files] header throws(IDFileError) in
            try files.ids(of: header).position(of: header.firstOffset.distance(to: offset))
        }
        let file = try JournalReadError.wrapping { () throws(StorageError) in try files.segment(of: header) }
        return try RecordReader.record(at: offset, in: SegmentSlice(header, position: position), file: file)
    }

    private func localIndex(of id: EventID, in index: Int) throws(JournalReadError) -> Int? {
        let fences = entries[index].loaded?.fences
        return try repairing(index) { [files] header throws(IDFileError) in
            let file = try files.ids(of: header)
            if fences == nil, try !file.mayContain(id) { return nil }
            return try file.index(of: id, fences: fences)
        }
    }

    private func load(_ index: Int) throws(JournalReadError) {
        entries[index].loaded = try repairing(index) { [files] header throws(IDFileError) in
            let file = try files.ids(of: header)
            return (try file.filter(), try file.fences())
        }
    }

    /// Calls `body`, and once more after building the id file again if it was found damaged.
    private func repairing<Answer>(
        _ index: Int,
        _ body: (IDFileHeader) throws(IDFileError) -> Answer
    ) throws(JournalReadError) -> Answer {
        let header = entries[index].header
        do throws(IDFileError) {
            return try body(header)
        } catch {
            guard error.isRepairable else { throw error.asReadError(of: header.firstOffset) }
        }
        files.forget(header.firstOffset)
        let writer = try builder.rebuild(header.firstOffset, end: header.end)
        let loadedBefore = entries[index].loadedBytes
        entries[index].header = writer.header
        if entries[index].loaded != nil {
            entries[index].loaded = (writer.filter, writer.fences)
            loadedBytes += entries[index].loadedBytes - loadedBefore
        }
        do throws(IDFileError) {
            return try body(writer.header)
        } catch {
            throw error.asReadError(of: header.firstOffset)
        }
    }
}
