import AuditEvents

/// Checks a whole journal folder without trusting the server, also while one writes to it.
///
/// Structure, checksums, offsets without gaps, and that every `.ids` file says what its segment says.
/// Reads everything once; memory is bounded by one segment's ids. A torn end of the newest segment is no finding, unless
/// its id file, which a clean stop leaves, proves that there was more.
package struct JournalVerifier: Sendable {
    private let storage: any SegmentStorage

    /// Checks the journal of a data folder.
    package init(_ directory: DataDirectory) {
        self.init(PosixStorage(path: directory.journal))
    }

    /// Checks the journal in `storage`.
    package init(_ storage: any SegmentStorage) {
        self.storage = storage
    }

    /// Checks everything and goes on after a finding wherever that is possible.
    ///
    /// `progress` is called after each segment with the report so far. This throws only when the disk refuses to be
    /// read; what is wrong in the files is in the report.
    package func verify(
        progress: (VerificationReport) -> Void = { _ in }
    ) throws(StorageError) -> VerificationReport {
        var report = VerificationReport()
        let names = try storage.list()
        let offsets = names.compactMap(SegmentName.firstOffset(ofSegment:)).sorted()
        if let first = offsets.first, first != JournalOffset(0) {
            let name = SegmentName.segment(JournalOffset(0))
            let reason = "the segment is missing: the journal begins with record \(first)"
            report.add(SegmentDamage(file: name, byte: 0, offset: JournalOffset(0), reason: reason))
        }
        var journalID: SegmentID?
        for (index, first) in offsets.enumerated() {
            let next = index + 1 < offsets.count ? offsets[index + 1] : nil
            try verify(first, next: next, journalID: &journalID, into: &report)
            report.segments += 1
            progress(report)
        }
        for name in names where name.hasSuffix(".ids") {
            let segment = String(name.dropLast(4)) + ".segment"
            if !names.contains(segment) {
                report.add(SegmentDamage(file: name, byte: 0, offset: nil, reason: "its segment is missing"))
            }
        }
        return report
    }

    private func verify(
        _ first: JournalOffset,
        next: JournalOffset?,
        journalID: inout SegmentID?,
        into report: inout VerificationReport
    ) throws(StorageError) {
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
        if let journalID, journalID != header.journalID {
            let reason = "the segment belongs to another journal"
            report.add(SegmentDamage(file: SegmentName.segment(first), byte: 48, offset: first, reason: reason))
        }
        journalID = journalID ?? header.journalID
        // Asked before the records are read: what it proves was durable then, so it must be found now.
        let proven = next == nil ? try provenEnd(of: header) : nil
        var check = SegmentCheck(file: file, header: header, size: try file.size(), next: next, proven: proven)
        try check.run(into: &report)
        if next != nil { try verifyIDs(check, into: &report) }
    }

    private func provenEnd(of header: SegmentHeader) throws(StorageError) -> JournalOffset? {
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
    private func verifyIDs(_ check: SegmentCheck, into report: inout VerificationReport) throws(StorageError) {
        let first = check.header.firstOffset
        do throws(IDFileError) {
            let ids = try IDFile(of: first, in: storage)
            guard ids.header.segmentID == check.header.segmentID, ids.header.count == check.ids.count,
                ids.header.segmentBytes == check.endPosition
            else { throw .damaged(page: 0, reason: "the file was made for another state of the segment") }
            try verifyEntries(ids, check)
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
    private func verifyEntries(_ ids: IDFile, _ check: SegmentCheck) throws(IDFileError) {
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

extension VerificationReport {
    /// Adds a finding.
    mutating func add(_ damage: SegmentDamage) {
        findings.append(VerificationFinding(damage: damage))
    }
}
