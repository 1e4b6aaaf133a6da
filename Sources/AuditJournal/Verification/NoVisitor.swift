/// Looks on and does nothing.
struct NoVisitor: VerificationVisitor {
    static func note(of record: JournalRecord) -> Never? { nil }

    mutating func visit(_ leaves: SegmentLeaves, notes: [Never], report: VerificationReport) {}
}
