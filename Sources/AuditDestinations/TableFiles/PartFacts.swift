import AuditJournal

/// What a part says about itself; all of it follows from the journal, so that a repeat gives the same bytes.
struct PartFacts: Sendable {
    /// Program and version.
    let createdBy: String
    /// The log that the records are in.
    let logID: String
    /// Positions of the journal that the part was made from.
    let range: Range<JournalOffset>
    /// Time of receipt of the last of them, which stands for the time of making.
    let lastReceivedMilliseconds: Int64
}
