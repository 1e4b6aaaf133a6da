import AuditEvents

/// How much one app, sheet or object was used.
package struct UsageRow: Sendable, Hashable {
    /// The thing.
    package let thing: NamedThing

    /// The app that it belongs to; of an app, itself.
    package let app: NamedThing?

    /// The sheet that it was last seen on; nil for apps and sheets.
    package let sheet: NamedThing?

    /// How many people.
    package let people: Int

    /// Views of objects; of a sheet, how often it was opened.
    package let views: Int

    /// Looking time of the object, or of all objects in the sheet or app, in milliseconds.
    package let activeMilliseconds: Int64

    /// The last day of the question on which it was used.
    package let lastDay: Day

    /// Views on each day of the question, from the first to the last.
    package let trend: [Int]

    /// Describes the use of one thing.
    package init(
        thing: NamedThing,
        app: NamedThing?,
        sheet: NamedThing?,
        people: Int,
        views: Int,
        activeMilliseconds: Int64,
        lastDay: Day,
        trend: [Int]
    ) {
        self.thing = thing
        self.app = app
        self.sheet = sheet
        self.people = people
        self.views = views
        self.activeMilliseconds = activeMilliseconds
        self.lastDay = lastDay
        self.trend = trend
    }
}
