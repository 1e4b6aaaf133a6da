/// Finds out what a journal folder holds, and repairs what only a crash can have left.
///
/// Sealed segments are believed by their headers and `.ids` headers, which must form a chain without gaps;
/// only the newest segment is read whole. Repeating a recovery, also one that a crash cut off, is harmless.
struct JournalRecovery {
    let storage: any SegmentStorage
    let random: RandomSource
    /// The server's clock, in milliseconds since 1970-01-01 UTC.
    let now: @Sendable () -> Int64

    /// What was found.
    struct Result {
        /// Sealed segments in order.
        let sealed: [IDFileHeader]
        /// The segment to go on with.
        let open: OpenSegment
        /// Bytes of torn records that were cut from the end.
        let tornBytes: Int
        /// Names of `.ids` files that had to be built again.
        let rebuilt: [String]
    }

    /// Recovers the folder; makes the first segment in an empty one.
    func run() throws(JournalReadError) -> Result {
        do {
            let names = try storage.list()
            for name in names where SegmentName.isTemporary(name) { try storage.remove(name) }
            let offsets = names.compactMap(SegmentName.firstOffset(ofSegment:)).sorted()
            guard let newest = offsets.last else {
                // Id files without any segment: the evidence was removed, this is no new journal.
                guard !names.contains(where: { $0.hasSuffix(".ids") }) else { throw missingFirstSegment() }
                return try begin()
            }
            guard offsets[0] == JournalOffset(0) else { throw missingFirstSegment() }
            // A segment's id file is written when its records are durable, and never before the segment.
            for orphan in names.compactMap(SegmentName.firstOffset(ofIDs:)) where orphan > newest {
                throw missingSegment(orphan)
            }
            var rebuilt: [String] = []
            var journalID: SegmentID?
            let sealed = try zip(offsets, offsets.dropFirst()).map { first, next in
                try sealedSegment(first, end: next, journal: &journalID, rebuilt: &rebuilt)
            }
            let hasIDs = names.contains(SegmentName.ids(newest))
            let (open, torn) = try openSegment(newest, journal: journalID, hasIDs: hasIDs)
            return Result(sealed: sealed, open: open, tornBytes: torn, rebuilt: rebuilt)
        } catch let error as JournalReadError {
            throw error
        } catch let error as StorageError {
            throw .storage(error)
        } catch {
            preconditionFailure("only the two kinds above are thrown")
        }
    }

    private func begin() throws(StorageError) -> Result {
        let header = SegmentHeader(
            firstOffset: JournalOffset(0),
            segmentID: SegmentID(random: random),
            journalID: SegmentID(random: random),
            createdAtMilliseconds: now()
        )
        let open = try OpenSegment.create(header, in: storage, seed: IDHash.Seed(random: random))
        return Result(sealed: [], open: open, tornBytes: 0, rebuilt: [])
    }

    private func missingFirstSegment() -> JournalReadError { missingSegment(JournalOffset(0)) }

    private func missingSegment(_ first: JournalOffset) -> JournalReadError {
        let reason = "the segment is missing"
        return .damaged(SegmentDamage(file: SegmentName.segment(first), byte: 0, offset: first, reason: reason))
    }

    /// All segments belong to one journal: that of the first one.
    private func expect(_ header: SegmentHeader, in journal: inout SegmentID?) throws(JournalReadError) {
        guard let known = journal else {
            journal = header.journalID
            return
        }
        guard known == header.journalID else {
            let name = SegmentName.segment(header.firstOffset)
            let reason = "the segment belongs to another journal"
            throw .damaged(SegmentDamage(file: name, byte: 48, offset: header.firstOffset, reason: reason))
        }
    }

    /// Believes a sealed segment by its headers, or builds its `.ids` file from all its records.
    private func sealedSegment(
        _ first: JournalOffset,
        end: JournalOffset,
        journal: inout SegmentID?,
        rebuilt: inout [String]
    ) throws(JournalReadError) -> IDFileHeader {
        let name = SegmentName.segment(first)
        let (file, size) = try JournalReadError.wrapping { () throws(StorageError) in
            let file = try storage.open(name, writable: false)
            return (file, try file.size())
        }
        let header = try SegmentHeader(of: first, in: file)
        try expect(header, in: &journal)
        let known: IDFileHeader?
        do throws(IDFileError) {
            known = try IDFile(of: first, in: storage).header
        } catch {
            guard error.isRepairable else { throw error.asReadError(of: first) }
            known = nil
        }
        if let known, known.end == end, known.segmentID == header.segmentID {
            guard size >= known.segmentBytes else {
                let reason = "the file has \(size) of its \(known.segmentBytes) bytes"
                throw .damaged(SegmentDamage(file: name, byte: size, offset: nil, reason: reason))
            }
            return known
        }
        // Missing, damaged, or older than the last records of its segment: it holds nothing that the segment has not.
        rebuilt.append(SegmentName.ids(first))
        return try IDFileBuilder(storage: storage, random: random).rebuild(first, end: end).header
    }

    /// Reads the newest segment whole, cuts a torn tail, and makes what remains durable.
    private func openSegment(
        _ first: JournalOffset,
        journal: SegmentID?,
        hasIDs: Bool
    ) throws -> (OpenSegment, tornBytes: Int) {
        let name = SegmentName.segment(first)
        let file = try storage.open(name, writable: true)
        let header = try SegmentHeader(of: first, in: file)
        var journal = journal
        try expect(header, in: &journal)
        let size = try file.size()
        let scan = try SegmentScan(file, header: header, size: size, seed: IDHash.Seed(random: random))
        if hasIDs { try checkProof(header, scan) }
        let torn = try tornBytes(file, header: header, size: size, scan: scan)
        if torn > 0 { try file.truncate(to: scan.endPosition) }
        // The sync of the last group may have failed in the earlier life, and the system then calls pages clean that
        // never reached the disk. Writing the same bytes again makes them dirty, so that the next sync is a true one.
        try rewrite(file, from: scan.lastGroupPosition, to: scan.endPosition)
        try file.syncData()
        // The segment was being sealed when the earlier life ended; it is open again, so its id file would grow stale.
        if hasIDs { try storage.remove(SegmentName.ids(first)) }
        try storage.syncDirectory()
        let open = OpenSegment(
            file: file,
            header: header,
            table: scan.table,
            positions: scan.positions,
            endPosition: scan.endPosition,
            filledEnd: torn > 0 ? scan.endPosition : size
        )
        return (open, torn)
    }

    /// The id file of the newest segment, left by a clean stop or by a seal that was cut off, proves what was durable.
    private func checkProof(_ header: SegmentHeader, _ scan: SegmentScan) throws(JournalReadError) {
        let proof: IDFileHeader
        do throws(IDFileError) {
            proof = try IDFile(of: header.firstOffset, in: storage).header
        } catch {
            guard error.isRepairable else { throw error.asReadError(of: header.firstOffset) }
            return
        }
        let found = header.firstOffset.advanced(by: scan.count)
        guard proof.segmentID == header.segmentID, found < proof.end else { return }
        let reason = "\(scan.stop); the id file proves that records up to \(proof.end.advanced(by: -1)) were durable"
        let name = SegmentName.segment(header.firstOffset)
        throw .damaged(SegmentDamage(file: name, byte: scan.endPosition, offset: found, reason: reason))
    }

    /// Bytes behind the last record that have to be cut: 0 when there are only zeros.
    ///
    /// A group is written only after the one before it was synced, so a bad record with a valid record of a *later*
    /// group behind it was once durable: that is damage, and nothing is cut.
    private func tornBytes(
        _ file: any SegmentFile,
        header: SegmentHeader,
        size: Int,
        scan: SegmentScan
    ) throws -> Int {
        let expected = header.firstOffset.advanced(by: scan.count)
        let name = SegmentName.segment(header.firstOffset)
        let reason: String
        switch scan.stop {
        case .end: return 0
        case .zeros: reason = "zeros in place of a record"
        case .fault(let fault):
            reason = fault.description
            guard fault.canBeTorn else {
                throw JournalReadError.damaged(
                    SegmentDamage(file: name, byte: scan.endPosition, offset: expected, reason: reason)
                )
            }
        }
        let scanner = FrameScanner(file, segmentID: header.segmentID, from: scan.endPosition, limit: size)
        let later = try scanner.find(from: scan.endPosition) { frame in frame.header.groupStart > expected }
        if let later {
            throw JournalReadError.damaged(
                SegmentDamage(
                    file: name,
                    byte: scan.endPosition,
                    offset: expected,
                    reason: "\(reason), but record \(later.offset) at byte \(later.position) was written after it"
                )
            )
        }
        guard case .zeros = scan.stop else { return max(1, size - scan.endPosition) }
        return try isZero(file, from: scan.endPosition, to: size) ? 0 : size - scan.endPosition
    }

    private func isZero(_ file: any SegmentFile, from start: Int, to end: Int) throws(StorageError) -> Bool {
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 8)
        defer { chunk.deallocate() }
        var position = start
        while position < end {
            let part = UnsafeMutableRawBufferPointer(rebasing: chunk[..<min(chunk.count, end - position)])
            let count = try file.read(into: part, at: position)
            guard count > 0 else { return true }
            guard part[..<count].allSatisfy({ $0 == 0 }) else { return false }
            position += count
        }
        return true
    }

    private func rewrite(_ file: any SegmentFile, from start: Int, to end: Int) throws(StorageError) {
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 8)
        defer { chunk.deallocate() }
        var position = start
        while position < end {
            let part = UnsafeMutableRawBufferPointer(rebasing: chunk[..<min(chunk.count, end - position)])
            let count = try file.read(into: part, at: position)
            guard count > 0 else { return }
            try file.write(UnsafeRawBufferPointer(rebasing: part[..<count]), at: position)
            position += count
        }
    }
}
