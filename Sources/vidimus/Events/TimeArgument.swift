import ArgumentParser
import AuditEvents

/// A moment given on the command line: a day, or a day and time, UTC unless it names a zone.
struct TimeArgument: ExpressibleByArgument {
    /// Milliseconds since 1970 UTC.
    let milliseconds: Int64

    init?(argument: String) {
        let candidates = [argument, argument + "Z", argument + "T00:00:00Z", argument + ":00Z"]
        for candidate in candidates {
            if let time = UTCTime(dateTime: candidate) {
                milliseconds = time.milliseconds
                return
            }
        }
        return nil
    }
}
