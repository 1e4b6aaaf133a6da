/// Looks on while a journal is verified, so that nothing has to be read twice.
package protocol VerificationVisitor: SendableMetatype {
    /// What is kept of a record until the turn of its segment comes; small, for there may be one for every record.
    associatedtype Note: Sendable

    /// Looks at one record, on any thread and in no order between segments; nil keeps nothing of it.
    static func note(of record: JournalRecord) -> Note?

    /// One more segment is checked; called in the order of the journal.
    ///
    /// `notes` are what was kept of its records, in their order; `report` is what was found so far, this segment included.
    mutating func visit(
        _ leaves: SegmentLeaves,
        notes: [Note],
        report: VerificationReport
    ) throws(StorageError)
}
