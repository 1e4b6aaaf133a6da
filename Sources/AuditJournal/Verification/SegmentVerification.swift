import AuditEvents

/// The check of one segment and its `.ids` file: what is wrong there, and what the tree and others need of it.
struct SegmentVerification<Visitor: VerificationVisitor>: Sendable {
    /// Of this segment alone.
    private(set) var report = VerificationReport()
    /// Nil when the header can't be read.
    private(set) var header: SegmentHeader?
    /// Leaves of the records that must be there.
    private(set) var leaves: SegmentLeaves
    /// What the visitor keeps of the records.
    private(set) var notes: [Visitor.Note] = []

    /// Checks the segment that begins at `first`; `next` is the first record of the one behind it, if there is one.
    init(_ first: JournalOffset, next: JournalOffset?, in storage: any SegmentStorage) throws(StorageError) {
        leaves = SegmentLeaves(firstOffset: first)
        report.segments = 1
        let file = try storage.open(SegmentName.segment(first), writable: false)
        let header: SegmentHeader
        do throws(JournalReadError) {
            header = try SegmentHeader(of: first, in: file)
        } catch {
            switch error {
            case .storage(let error): throw error
            case .damaged(let damage): report.add(damage)
            }
            return
        }
        self.header = header
        // Asked before the records are read: what it proves was durable then, so it must be found now.
        let hadIDs = try storage.list().contains(SegmentName.ids(first))
        let proven = next == nil ? try Self.provenEnd(of: header, in: storage) : nil
        var check = SegmentCheck(file: file, header: header, size: try file.size(), next: next, proven: proven)
        try check.run(into: &report) { record in
            if let note = Visitor.note(of: record) { notes.append(note) }
        }
        leaves = check.leaves
        // The newest segment has one after a clean stop only. Looked at before and after the records, because a server that
        // starts removes it before it appends, and one that rolls over writes it after the last record.
        let isSealed = next != nil
        let hasIDs = hadIDs ? try storage.list().contains(SegmentName.ids(first)) : false
        if isSealed || hasIDs && report.isIntact { try verifyIDs(check, in: storage) }
        let size = try file.size()
        if !isSealed, hasIDs, report.isIntact, size > check.endPosition {
            report.add(
                SegmentDamage(
                    file: SegmentName.segment(first),
                    byte: check.endPosition,
                    offset: nil,
                    reason: "bytes follow the last record, although the server stopped in order"
                )
            )
        }
    }

    private static func provenEnd(
        of header: SegmentHeader,
        in storage: any SegmentStorage
    ) throws(StorageError) -> JournalOffset? {
        do throws(IDFileError) {
            let proof = try IDFile(of: header.firstOffset, in: storage).header
            return proof.segmentID == header.segmentID ? proof.end : nil
        } catch .storage(let error) where !error.isNotFound {
            throw error
        } catch {
            return nil
        }
    }

    /// The `.ids` file of a sealed segment says the same as the segment.
    private mutating func verifyIDs(_ check: SegmentCheck, in storage: any SegmentStorage) throws(StorageError) {
        let first = check.header.firstOffset
        do throws(IDFileError) {
            let ids = try IDFile(of: first, in: storage)
            guard ids.header.segmentID == check.header.segmentID, ids.header.count == check.ids.count,
                ids.header.segmentBytes == check.endPosition
            else { throw .damaged(page: 0, reason: "the file was made for another state of the segment") }
            try Self.verifyEntries(ids, check)
            for local in check.positions.indices where try ids.position(of: local) != check.positions[local] {
                throw .damaged(page: 0, reason: "the position of record \(first.advanced(by: local)) is wrong")
            }
        } catch {
            let reason: String
            var place = 0
            switch error {
            case .storage(let error):
                guard error.isNotFound else { throw error }
                reason = "the file is missing; the next start of the server makes it again"
            case .damaged(let page, let words):
                place = page * IDPage.byteCount
                reason = words
            }
            report.add(SegmentDamage(file: SegmentName.ids(first), byte: place, offset: nil, reason: reason))
        }
    }

    /// Every id is in entries, filter and fences, in order and with its record.
    private static func verifyEntries(_ ids: IDFile, _ check: SegmentCheck) throws(IDFileError) {
        let (filter, fences) = (try ids.filter(), try ids.fences())
        var previous: EventID?
        var wrong: EventID?
        var index = 0
        try ids.forEachEntry { id, local in
            let isKnown = local < check.ids.count && check.ids[local] == id && filter.mayContain(id)
            let isInOrder = previous.map { $0 < id } ?? true
            let (page, isFirst) = index.quotientAndRemainder(dividingBy: IDFileHeader.entriesPerPage)
            if !isKnown || !isInOrder || (isFirst == 0 && fences[page] != id) { wrong = wrong ?? id }
            previous = id
            index += 1
        }
        if let wrong {
            throw .damaged(page: ids.header.entryPages.lowerBound, reason: "the entry of event \(wrong) is wrong")
        }
    }
}
