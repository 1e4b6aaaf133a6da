import AuditJournal

/// One record with what the catalog knows around it; the envelope itself stands in the journal.
package struct EventDetail: Sendable, Hashable {
    /// The record as lists show it.
    package let summary: EventSummary

    /// Number of the event on its page; nil when the extension sent none.
    package let sequence: Int64?

    /// The page (browser tab) that sent it; nil when the extension named none.
    package let pageKey: String?

    /// The selections in full; nil when the event reports none.
    package let selectedFields: [SelectedField]?

    /// The event before it in its session.
    package let previous: JournalOffset?

    /// The event after it in its session.
    package let following: JournalOffset?

    /// Records of the server about this event: screenshot outcomes and conflicts, in order.
    package let ownRecords: [JournalOffset]

    /// Puts the detail together.
    package init(
        summary: EventSummary,
        sequence: Int64?,
        pageKey: String?,
        selectedFields: [SelectedField]?,
        previous: JournalOffset?,
        following: JournalOffset?,
        ownRecords: [JournalOffset]
    ) {
        self.summary = summary
        self.sequence = sequence
        self.pageKey = pageKey
        self.selectedFields = selectedFields
        self.previous = previous
        self.following = following
        self.ownRecords = ownRecords
    }
}
