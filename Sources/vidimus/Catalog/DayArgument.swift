import ArgumentParser
import AuditCatalog

/// A day given on the command line, such as 2026-02-11.
struct DayArgument: ExpressibleByArgument {
    /// The day, in UTC.
    let day: Day

    init?(argument: String) {
        guard let day = Day(argument) else { return nil }
        self.day = day
    }
}
