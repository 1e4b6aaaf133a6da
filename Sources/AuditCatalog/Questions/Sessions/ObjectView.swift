import AuditEvents
import AuditJournal

/// An object that was in view for a while.
package struct ObjectView: Sendable, Hashable {
    /// A part of a view during which the data on screen stayed the same.
    package struct Segment: Sendable, Hashable {
        /// The state of the data; nil when the extension did not say.
        package let dataState: Int64?

        /// How long it was looked at, in milliseconds.
        package let milliseconds: Int64

        /// Describes a part.
        package init(dataState: Int64?, milliseconds: Int64) {
            self.dataState = dataState
            self.milliseconds = milliseconds
        }
    }

    /// The object.
    package var object: NamedThing

    /// The sheet that it stands on.
    package var sheet: NamedThing?

    /// When it came into view.
    package var begin: UTCTime

    /// When it left the view; nil when no event tells.
    package var end: UTCTime?

    /// How long it was really looked at, in milliseconds: pauses are not counted; nil when no event tells.
    package var activeMilliseconds: Int64?

    /// Its parts in order; empty when the extension sent none.
    package var segments: [Segment]

    /// The state of the data at its end; nil when no event tells.
    package var lastDataState: Int64?

    /// The event that reported it.
    package var evidence: JournalOffset

    /// Whether the object was in view at `instant`.
    package func contains(_ instant: UTCTime) -> Bool { begin <= instant && instant <= end ?? instant }

    /// The state of the data that was on screen at `instant`; nil when unknown.
    ///
    /// Segments count only looking time. A pause inside a view is therefore attributed to the part before it.
    package func dataState(at instant: UTCTime) -> Int64? {
        guard !segments.isEmpty else { return lastDataState }
        var left = instant.milliseconds - begin.milliseconds
        for segment in segments {
            if left < segment.milliseconds { return segment.dataState }
            left -= segment.milliseconds
        }
        return segments.last?.dataState
    }
}
