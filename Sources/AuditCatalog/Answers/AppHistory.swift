/// How many events an app had on a day and on the same weekdays before.
struct AppHistory: Sendable, Hashable {
    /// Number of the app, which never changes.
    let number: Int64
    /// Which.
    let app: NamedThing
    /// Events on the day.
    var today = 0
    /// Events on the same weekday of the weeks before, one number for each week; 0 where there were none.
    var before: [Int] = []
}
