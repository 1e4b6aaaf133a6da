extension VerificationReport {
    /// Adds a finding.
    mutating func add(_ damage: SegmentDamage) {
        findings.append(VerificationFinding(damage: damage))
    }

    /// Adds what was found in the next segment; all must belong to the same journal, which the first one names.
    mutating func add<Visitor>(_ segment: SegmentVerification<Visitor>, journalID: inout SegmentID?) {
        if let header = segment.header {
            if let journalID, journalID != header.journalID {
                let reason = "the segment belongs to another journal"
                let first = header.firstOffset
                add(SegmentDamage(file: SegmentName.segment(first), byte: 48, offset: first, reason: reason))
            }
            journalID = journalID ?? header.journalID
        }
        segments += segment.report.segments
        records += segment.report.records
        bytes += segment.report.bytes
        tombstones += segment.report.tombstones
        ignoredBytes += segment.report.ignoredBytes
        findings += segment.report.findings
    }
}
