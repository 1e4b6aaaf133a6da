import AuditJournal

/// A line and the record that it is made of.
package struct EncodedPoint: Sendable, Hashable {
    /// The record.
    package let offset: JournalOffset

    /// The line without a line feed.
    package let line: [UInt8]

    /// Joins the two.
    package init(offset: JournalOffset, line: [UInt8]) {
        self.offset = offset
        self.line = line
    }
}
