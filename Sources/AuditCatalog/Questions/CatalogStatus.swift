import AuditJournal

/// How far the catalog is.
package struct CatalogStatus: Sendable, Hashable {
    /// First record that is not in it yet.
    package var indexedEnd: JournalOffset

    /// First record that is not durable yet; nil when the catalog is read without a journal.
    package var journalEnd: JournalOffset?

    /// What is wrong, if anything; the feed tries again by itself.
    package var trouble: String?

    /// Describes how far the catalog is.
    package init(indexedEnd: JournalOffset, journalEnd: JournalOffset? = nil, trouble: String? = nil) {
        self.indexedEnd = indexedEnd
        self.journalEnd = journalEnd
        self.trouble = trouble
    }

    /// Records between the catalog and the end of the journal.
    package var lagRecords: Int { journalEnd.map { max(0, indexedEnd.distance(to: $0)) } ?? 0 }
}
