import ArgumentParser
import AuditEvents

/// An event id given on the command line.
struct EventIDArgument: ExpressibleByArgument {
    let id: EventID

    init?(argument: String) {
        guard let id = EventID(argument) else { return nil }
        self.id = id
    }
}
