import AuditJournal

/// How one delivery is doing, at one moment.
package struct DeliveryStatus: Sendable, Hashable {
    /// Name of the destination.
    package let destination: String

    /// What the loop is doing.
    package var condition = DeliveryCondition.starting

    /// First offset not yet confirmed; nil until the cursor file was read.
    package var next: JournalOffset?

    /// Range that is announced and not yet confirmed.
    package var pending: Range<JournalOffset>?

    /// Durable records that are not yet confirmed; nil until the cursor file was read.
    package var lagRecords: Int?

    /// When the record at `next` was received, in milliseconds since 1970-01-01 UTC, if it has been looked at.
    package var oldestUndeliveredMilliseconds: Int64?

    /// Since when it has been starting, in milliseconds since 1970-01-01 UTC; nil once its place has answered or failed.
    package var startingSinceMilliseconds: Int64?

    /// Text of the newest failure, also when it is cured.
    package var lastError: String?

    /// When that was, in milliseconds since 1970-01-01 UTC.
    package var lastErrorMilliseconds: Int64?

    /// Failures in a row; 0 when all is well.
    package var failures = 0

    /// How often something went wrong since the start.
    package var troubles = 0

    /// Lines of the dead-letter file.
    package var deadLetters = 0

    /// What the positions passed since the start held.
    package var tally = DeliveryTally()

    /// Positions passed since the start that were neither delivered nor buried nor skipped for cause; must be 0.
    ///
    /// The loop refuses to pass a position that isn't accounted for, so another value is a bug.
    package var losses = 0

    /// Knows nothing but the name.
    package init(destination: String) {
        self.destination = destination
    }

    /// No operator and no retry is needed.
    package var isHealthy: Bool { condition.reason == nil }
}
