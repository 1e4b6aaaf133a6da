import ArgumentParser
import AuditEvents
import AuditJournal

/// `vidimus events`: lists what the journal holds.
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "List the stored events.",
        discussion: """
            Reads the journal of a running or stopped server; nothing is locked and nothing is changed. With --user, \
            --app or --type the catalog tells which records can fit, which changes only how long it takes. Events come \
            in the order in which they were stored. --format json prints one object a line, with the envelope as received.

            The table is for terminals: control characters are shown escaped. json and csv are for programs and keep \
            the data as it is.

            The server's own records are left out, except conflicts and screenshot outcomes; --all lists them too.
            """
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case table, json, csv
    }

    @Option(help: "Directory of the server (default ./vidimus-data).")
    var data = "vidimus-data"

    @OptionGroup(title: "Filters")
    var filters: EventFilterOptions

    @Option(help: "Only events of this type, such as selection.state.changed.")
    var type: String?

    @Option(help: "At most this many events, from the first.")
    var limit: Int?

    @Option(help: "How events are printed: table, json or csv.")
    var format = Format.table

    @Flag(help: "List the server's own records too.")
    var all = false

    func run() async throws {
        var filter = filters.filter
        filter.type = type
        filter.includesOwnRecords = all
        do {
            let printed = try await list(filter)
            if printed == 0, format == .table { StandardError.print("No events match.") }
        } catch StandardOutput.Failure.readerGone {
            return
        } catch {
            StandardError.print("vidimus events: \(error)")
            throw ExitStatus.failure
        }
    }

    /// Prints what the filter includes and returns how many events that were.
    private func list(_ filter: EventFilter) async throws -> Int {
        let printer = EventPrinter(format: format)
        var printed = 0
        do {
            var records = await EventRecords(of: DataDirectory(path: data), fitting: filter)
            printer.printHeader()
            while printed < limit ?? .max, let record = try records.next() {
                let line = EventLine(record)
                guard filter.includes(line) else { continue }
                try printer.print(line)
                printed += 1
            }
        } catch let error as JournalReadError {
            // What stands before the damage is worth reading.
            try printer.flush()
            throw error
        }
        try printer.flush()
        return printed
    }
}
