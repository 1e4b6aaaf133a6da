import AuditEvents

/// A time in which nothing could be made durable, and how many submissions were refused meanwhile.
struct IntakeOutage: Sendable, Hashable {
    /// Type of the own record.
    static let type = "server.intake.refused"

    /// When the first write failed, in milliseconds since 1970-01-01 UTC.
    var from: Int64
    /// Submissions that were refused, repeats of the same one included.
    var refused: Int
    /// The state that the journal was in, in words.
    var reason: String

    /// The record of it, once the disk works again.
    func record(until to: Int64, random: RandomSource) -> OwnRecord {
        OwnRecord(Self.type, random: random) { json in
            json.key("from")
            json.integer(from)
            json.key("to")
            json.integer(to)
            json.write("refused", refused)
            json.write("reason", reason)
        }
    }

    /// Counts on in `later`, which began before this could be recorded.
    func merged(with later: IntakeOutage?) -> IntakeOutage {
        IntakeOutage(from: from, refused: refused + (later?.refused ?? 0), reason: later?.reason ?? reason)
    }
}
