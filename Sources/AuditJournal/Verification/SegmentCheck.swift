import AuditEvents

/// Verifies the records of one segment.
struct SegmentCheck {
    let file: any SegmentFile
    let header: SegmentHeader
    let size: Int
    /// First record of the next segment; nil for the newest.
    let next: JournalOffset?
    /// End of what an id file proves to have been durable, for the newest segment after a clean stop.
    let proven: JournalOffset?

    /// Ids by local index, of the records found.
    private(set) var ids: [EventID] = []
    /// Byte positions by local index, of the records found.
    private(set) var positions: [Int] = []
    /// Leaves of the records found.
    private(set) var leaves: SegmentLeaves
    /// Behind the last record.
    private(set) var endPosition = SegmentHeader.byteCount
    /// Nil behind bytes that could not be read.
    private var nextInGroup: UInt32? = 0

    private var name: String { SegmentName.segment(header.firstOffset) }
    private var expected: JournalOffset { header.firstOffset.advanced(by: ids.count) }

    /// Names the segment to check.
    init(
        file: any SegmentFile,
        header: SegmentHeader,
        size: Int,
        next: JournalOffset?,
        proven: JournalOffset? = nil
    ) {
        self.file = file
        self.header = header
        self.size = size
        self.next = next
        self.proven = proven
        leaves = SegmentLeaves(firstOffset: header.firstOffset)
    }

    /// Checks every record that must be there, going on behind a bad one at the next good one.
    ///
    /// `visit` gets each record that can be read, in order.
    mutating func run(
        into report: inout VerificationReport,
        visit: (JournalRecord) -> Void
    ) throws(StorageError) {
        let scanner = FrameScanner(file, segmentID: header.segmentID, limit: size)
        while next.map({ expected < $0 }) ?? true {
            let reason: String
            let step = try scanner.next()
            switch step {
            case .frame(let frame, let position):
                check(frame, at: position, into: &report, visit: visit)
                continue
            case .end: reason = "the file ends before this record"
            case .zeros: reason = "zeros in place of a record"
            case .fault(let fault, _): reason = fault.description
            }
            guard try resume(scanner, reason: reason, into: &report) else {
                if next == nil { judgeEnd(reason, step, into: &report) }
                break
            }
        }
        report.ignoredBytes += max(0, size - endPosition)
    }

    /// The newest segment ends here; a torn write explains that, unless something proves that more was there.
    private func judgeEnd(_ reason: String, _ step: FrameScanner.Step, into report: inout VerificationReport) {
        if let proven, expected < proven {
            let last = proven.advanced(by: -1)
            report.add(damage(endPosition, "\(reason); its id file proves that records up to \(last) were durable"))
        } else if case .fault(let fault, _) = step, !fault.canBeTorn {
            report.add(damage(endPosition, "\(reason), with a checksum that fits"))
        }
    }

    private mutating func check(
        _ frame: Frame,
        at position: Int,
        into report: inout VerificationReport,
        visit: (JournalRecord) -> Void
    ) {
        let found = frame.header
        if found.offset != expected {
            report.add(damage(position, FrameFault.unexpectedOffset(found: found.offset).description))
        }
        if found.indexInGroup != 0, let nextInGroup, found.indexInGroup != nextInGroup {
            report.add(damage(position, "the record's place in its group does not follow the one before"))
        }
        do throws(FrameFault) {
            let record = try frame.record()
            if let reason = Self.contradiction(in: record) { report.add(damage(position, reason)) }
            visit(record)
        } catch {
            report.add(damage(position, error.description))
        }
        nextInGroup = found.indexInGroup &+ 1
        ids.append(found.eventID)
        positions.append(position)
        leaves.append(LogEntry(frame).leafHash)
        endPosition = position + found.frameBytes
        report.records += 1
        report.bytes += found.frameBytes
        if found.kind == .tombstone { report.tombstones += 1 }
    }

    /// What a record's flags say of it that its content denies; the commitment doesn't cover flags.
    ///
    /// An erased record has nothing left to compare with.
    private static func contradiction(in record: JournalRecord) -> String? {
        guard record.flags.contains(.awaitsOutcome), record.kind != .tombstone else { return nil }
        let type = record.kind == .envelope ? EventType(envelope: record.bytes) : nil
        guard type != .screenshotURLReceived else { return nil }
        return "the record is marked as waiting for a screenshot, but is none of a screenshot"
    }

    /// Behind bytes that are no record: goes on at the next valid record that must be there, if any.
    private mutating func resume(
        _ scanner: FrameScanner,
        reason: String,
        into report: inout VerificationReport
    ) throws(StorageError) -> Bool {
        let (bad, missing) = (scanner.position, expected)
        let limit = next
        let found = try scanner.find(from: bad) { frame in
            // In the newest segment only a later group proves that what is missing was once durable.
            guard let limit else { return frame.header.groupStart > missing }
            return frame.header.offset > missing && frame.header.offset < limit
        }
        if next == nil, found != nil {
            // A server may be writing: what was missing a moment ago was complete before a later group began, so it
            // is there now, or it never will be.
            scanner.forget(andMoveTo: bad)
            if case .frame = try scanner.next() {
                scanner.move(to: bad)
                return true
            }
        }
        guard let found else {
            if let limit {
                report.add(damage(bad, "\(reason); records up to \(limit.advanced(by: -1)) are missing"))
            }
            return false
        }
        report.add(damage(bad, "\(reason); the next good record is \(found.offset) at byte \(found.position)"))
        // Each missing record took at least a header's bytes; a greater gap can't be a hole in this segment.
        let gap = missing.distance(to: found.offset)
        guard gap <= (found.position - bad) / FrameHeader.byteCount else { return false }
        // Placeholders keep the local indexes of what follows right.
        while expected < found.offset {
            ids.append(EventID(high: 0, low: 0))
            positions.append(bad)
            leaves.append(nil)
        }
        scanner.move(to: found.position)
        nextInGroup = nil
        return true
    }

    private func damage(_ position: Int, _ reason: String) -> SegmentDamage {
        SegmentDamage(file: name, byte: position, offset: expected, reason: reason)
    }
}
