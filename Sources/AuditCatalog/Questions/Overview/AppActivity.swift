import AuditEvents
import AuditJournal

/// Whether the events of one app come as they used to.
package struct AppActivity: Sendable, Hashable {
    /// Most apps that are listed.
    package static let maximumApps = 500

    /// The app.
    package let app: NamedThing

    /// Its newest event, by the time of its reception.
    package let lastReceived: UTCTime

    /// That event.
    package let lastOffset: JournalOffset

    /// Events received in the last 24 hours.
    package let eventsLastDay: Int

    /// People on the day of the question, in UTC.
    package let peopleToday: Int

    /// Numbers of this app's pages that never arrived.
    package let missingCount: Int

    /// Whether events used to come at this time on the same weekdays before, and none did in the last hour.
    package let isUnexpectedlySilent: Bool

    /// Describes one app's activity.
    package init(
        app: NamedThing,
        lastReceived: UTCTime,
        lastOffset: JournalOffset,
        eventsLastDay: Int,
        peopleToday: Int,
        missingCount: Int,
        isUnexpectedlySilent: Bool
    ) {
        self.app = app
        self.lastReceived = lastReceived
        self.lastOffset = lastOffset
        self.eventsLastDay = eventsLastDay
        self.peopleToday = peopleToday
        self.missingCount = missingCount
        self.isUnexpectedlySilent = isUnexpectedlySilent
    }
}
