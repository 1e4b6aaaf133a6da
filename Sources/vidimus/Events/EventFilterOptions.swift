import ArgumentParser
import AuditEvents
import AuditEvidence

/// The options by which commands choose events.
struct EventFilterOptions: ParsableArguments {
    @Option(help: "Only events of this user: the whole identity, or the user id alone; letter case is ignored.")
    var user: String?

    @Option(help: "Only events of this app: its id or its name.")
    var app: String?

    @Option(help: "Only events of this sheet: its id or its name.")
    var sheet: String?

    @Option(help: "Only events of this object, by its id.")
    var object: String?

    @Option(help: "Only events at or after this time, such as 2026-02-11 or 2026-02-11T09:14:03Z (UTC without a zone).")
    var from: TimeArgument?

    @Option(help: "Only events before this time.")
    var to: TimeArgument?

    @Option(help: "Only the event with this id; repeatable.")
    var eventID: [EventIDArgument] = []

    /// What was asked for.
    var filter: EventFilter {
        EventFilter(
            user: user,
            app: app,
            sheet: sheet,
            object: object,
            from: from?.milliseconds,
            to: to?.milliseconds,
            eventIDs: Set(eventID.map(\.id))
        )
    }

    /// The options that were given, for a package's manifest.
    var given: [FilterOption] {
        var given: [FilterOption] = []
        for (name, value) in [("user", user), ("app", app), ("sheet", sheet), ("object", object)] {
            if let value { given.append(FilterOption(name, .text(value))) }
        }
        for (name, time) in [("from", from), ("to", to)] {
            if let time { given.append(FilterOption(name, .text(UTCTime(milliseconds: time.milliseconds).iso8601))) }
        }
        if !eventID.isEmpty { given.append(FilterOption("event-id", .texts(eventID.map(\.id.description)))) }
        return given
    }
}
