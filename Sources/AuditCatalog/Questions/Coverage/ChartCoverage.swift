import AuditEvents

/// How well one chart is audited.
package struct ChartCoverage: Sendable, Hashable {
    /// What was promised against what came.
    package enum State: String, Sendable, Hashable {
        /// Promised, and events of it came.
        case audited = "audited"
        /// Promised, and no event of it came yet.
        case unseen = "audited, no event yet"
        /// Not promised any more, but events of it came earlier.
        case lapsed = "no longer audited"
        /// Neither promised nor ever in an event.
        case never = "never audited"
    }

    /// The chart.
    package let object: NamedThing

    /// What was promised against what came.
    package let state: State

    /// Why it is not audited, such as `excluded-type`; nil when it is.
    package let reason: String?

    /// Its last event; nil when there is none.
    package let lastEvent: UTCTime?

    /// Describes one chart's coverage.
    package init(object: NamedThing, state: State, reason: String?, lastEvent: UTCTime?) {
        self.object = object
        self.state = state
        self.reason = reason
        self.lastEvent = lastEvent
    }
}
