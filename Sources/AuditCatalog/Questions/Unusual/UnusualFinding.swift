import AuditJournal

/// Something on a day that was not as before, in one sentence, with its evidence.
///
/// A finding is no accusation: it says what differs from the same person's or app's own past, and by how much.
package struct UnusualFinding: Sendable, Hashable {
    /// The rule that found it; the names are stable.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// A person used an app for the first time.
        case firstUse = "first-use"
        /// A person was active at hours of the day at which they never were before.
        case unusualHours = "unusual-hours"
        /// A person did far more than usual.
        case highVolume = "high-volume"
        /// A person saw far more different data than usual.
        case manyValues = "many-values"
        /// An app that usually has events had none.
        case silence = "silence"
    }

    /// The rule.
    package let kind: Kind

    /// The day.
    package let day: Day

    /// Whom it is about; nil for ``Kind/silence``.
    package let person: Person?

    /// Which app it is about; nil when it is about all of a person's apps.
    package let app: NamedThing?

    /// What was found on the day, such as a number of events.
    package let value: Double

    /// What was usual; nil where nothing was.
    package let usual: Double?

    /// One plain sentence; it contains texts from browsers.
    package let sentence: String

    /// Events to look at first; at most 10.
    package let evidence: [JournalOffset]

    /// Names the finding for ever, so that it can be acknowledged: the same journal always gives the same text.
    ///
    /// Safe in a URL.
    package let id: String

    /// Describes a finding.
    package init(
        kind: Kind,
        day: Day,
        person: Person?,
        app: NamedThing?,
        value: Double,
        usual: Double?,
        sentence: String,
        evidence: [JournalOffset],
        id: String
    ) {
        self.kind = kind
        self.day = day
        self.person = person
        self.app = app
        self.value = value
        self.usual = usual
        self.sentence = sentence
        self.evidence = evidence
        self.id = id
    }
}
