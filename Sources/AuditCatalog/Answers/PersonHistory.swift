import AuditJournal

/// What one person did on a day and on the days before: all that the rules look at.
struct PersonHistory: Sendable, Hashable {
    /// Figures of one day.
    struct Figures: Sendable, Hashable {
        var events = 0
        var data = 0
        /// Bit *h* is set when there were events between *h* and *h* + 1 o'clock, UTC.
        var hours: UInt32 = 0
    }

    /// An app that was used on the day in question.
    struct AppUse: Sendable, Hashable {
        let app: NamedThing
        let isFirst: Bool
        let events: Int
        let evidence: [JournalOffset]
    }

    /// Number of the person, which never changes.
    let number: Int64
    /// Who.
    let person: Person
    /// The day in question.
    var today = Figures()
    /// Each day with activity before, within the baseline.
    var before: [Figures] = []
    /// The apps of the day in question.
    var apps: [AppUse] = []
    /// Events to look at.
    var evidence: [JournalOffset] = []
}
