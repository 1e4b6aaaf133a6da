import AuditEvents
import AuditJournal

/// The data of a chart as it was read at one moment; the values stand in the envelope of ``evidence``.
package struct DataCapture: Sendable, Hashable {
    /// The chart.
    package var object: NamedThing

    /// When.
    package var time: UTCTime

    /// The state of the data; nil when the extension did not say.
    package var dataState: Int64?

    /// Rows that were read.
    package var rowCount: Int

    /// Columns that were read: dimensions and measures.
    package var columnCount: Int

    /// The event that carries the data.
    package var evidence: JournalOffset
}
