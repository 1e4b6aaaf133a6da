import AuditEvents

/// Checks a whole journal folder without trusting the server, also while one writes to it.
///
/// Structure, checksums, offsets without gaps, and that every `.ids` file says what its segment says.
/// Reads everything once; memory is bounded by the ids and leaves of as many segments as are checked at the same time. A
/// torn end of the newest segment is no finding, unless its id file, which a clean stop leaves, proves that there was more.
package struct JournalVerifier: Sendable {
    private let storage: any SegmentStorage
    private let cores: Int

    /// Checks the journal of a data folder, with as many segments at the same time as `cores` says.
    package init(_ directory: DataDirectory, cores: Int = 1) {
        self.init(PosixStorage(path: directory.journal), cores: cores)
    }

    /// Checks the journal in `storage`.
    package init(_ storage: any SegmentStorage, cores: Int = 1) {
        precondition(cores > 0, "somebody has to do it")
        self.storage = storage
        self.cores = cores
    }

    /// Checks everything and goes on after a finding wherever that is possible.
    ///
    /// `visitor` sees every readable record and each segment, in the order of the journal, with the report so far. This
    /// throws only when the disk refuses to be read; what is wrong in the files is in the report.
    package func verify<Visitor: VerificationVisitor>(
        for visitor: inout Visitor
    ) async throws(StorageError) -> VerificationReport {
        var report = VerificationReport()
        let names = try storage.list()
        let offsets = names.compactMap(SegmentName.firstOffset(ofSegment:)).sorted()
        if let first = offsets.first, first != JournalOffset(0) {
            let name = SegmentName.segment(JournalOffset(0))
            let reason = "the segment is missing: the journal begins with record \(first)"
            report.add(SegmentDamage(file: name, byte: 0, offset: JournalOffset(0), reason: reason))
        }
        try await verify(offsets, into: &report, for: &visitor)
        for name in names where name.hasSuffix(".ids") {
            let segment = String(name.dropLast(4)) + ".segment"
            if !names.contains(segment) {
                report.add(SegmentDamage(file: name, byte: 0, offset: nil, reason: "its segment is missing"))
            }
        }
        return report
    }

    /// The same without anybody who looks on.
    package func verify() async throws(StorageError) -> VerificationReport {
        var nobody = NoVisitor()
        return try await verify(for: &nobody)
    }

    /// Checks the segments that begin at `offsets`, several at a time, and hands each on when its turn comes.
    private func verify<Visitor: VerificationVisitor>(
        _ offsets: [JournalOffset],
        into report: inout VerificationReport,
        for visitor: inout Visitor
    ) async throws(StorageError) {
        typealias Outcome = Result<SegmentVerification<Visitor>, StorageError>
        let failure = await withTaskGroup(of: (Int, Outcome).self) { group -> StorageError? in
            var waiting: [Int: Outcome] = [:]
            var (begun, done) = (0, 0)
            var journalID: SegmentID?
            while done < offsets.count {
                while begun < offsets.count, begun < done + cores {
                    let (index, first) = (begun, offsets[begun])
                    let next = begun + 1 < offsets.count ? offsets[begun + 1] : nil
                    group.addTask { [storage] in
                        (index, Outcome { () throws(StorageError) in try .init(first, next: next, in: storage) })
                    }
                    begun += 1
                }
                if let (index, outcome) = await group.next() { waiting[index] = outcome }
                while let outcome = waiting.removeValue(forKey: done) {
                    do throws(StorageError) {
                        let segment = try outcome.get()
                        report.add(segment, journalID: &journalID)
                        try visitor.visit(segment.leaves, notes: segment.notes, report: report)
                    } catch {
                        group.cancelAll()
                        return error
                    }
                    done += 1
                }
            }
            return nil
        }
        if let failure { throw failure }
    }
}
