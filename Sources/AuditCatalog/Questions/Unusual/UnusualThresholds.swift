/// From where on something counts as unusual; a value, so that a configuration can set it and a test can vary it.
package struct UnusualThresholds: Sendable, Hashable {
    /// Days before the day in question that count as usual.
    package var baselineDays: Int64 = 28

    /// Days with activity that a person must have before anything is judged against them.
    package var minimumActiveDays = 5

    /// Activity on a day is far above the usual from so many times the person's mean of active days on.
    package var volumeFactor = 4.0

    /// And from so many events on.
    package var minimumVolume = 50

    /// Hours around the usual ones that count as usual too.
    package var hourTolerance = 1

    /// Different data seen on one day is much from so many times the person's mean on.
    package var dataFactor = 5.0

    /// And from so many different pieces of data on.
    package var minimumData = 30

    /// Events that an app must have had on average on the same weekday to be missed.
    package var minimumUsualAppEvents = 20

    /// Ids of apps whose first use by a person is always worth a look, in lower case; empty for all apps.
    package var sensitiveApps: Set<String> = []

    /// Findings of one kind that are listed for a day.
    package var maximumFindings = 200

    /// Uses the defaults; set what differs.
    package init() {}
}
