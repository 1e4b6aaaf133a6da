/// How much things are used.
package struct UsageQuery: Sendable, Hashable {
    /// What is counted.
    package enum Level: String, Sendable, Hashable, CaseIterable {
        case apps, sheets, objects
    }

    /// What comes first.
    package enum Order: String, Sendable, Hashable, CaseIterable {
        /// The longest looking time.
        case attention
        /// The most views; of apps and sheets, the most visits.
        case views
        /// The most people.
        case people
        /// The fewest views.
        case leastViewed
    }

    /// Most days of one question.
    package static let maximumDays: Int64 = 400

    /// Most rows of one answer.
    package static let maximumRows = 1_000

    /// What is counted.
    package var level: Level

    /// First day.
    package var from: Day

    /// Last day, included; at most ``maximumDays`` after the first, later ones are left out.
    package var to: Day

    /// Only in this app, by id; nil for all.
    package var app: String?

    /// Only on this sheet, by id, which is of use with ``Level/objects``; nil for all.
    package var sheet: String?

    /// What comes first.
    package var order: Order

    /// Rows, at most ``maximumRows``.
    package var limit: Int

    /// Asks for the use between two days, both included.
    package init(
        _ level: Level,
        from: Day,
        to: Day,
        app: String? = nil,
        sheet: String? = nil,
        order: Order = .attention,
        limit: Int = 100
    ) {
        self.level = level
        self.from = from
        self.to = to
        self.app = app
        self.sheet = sheet
        self.order = order
        self.limit = limit
    }
}
