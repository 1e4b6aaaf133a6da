import ArgumentParser
import AuditCatalog
import AuditEvents
import AuditJournal
import Foundation

/// `vidimus usage`: how much apps, sheets and objects are used, without naming anybody.
struct UsageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage",
        abstract: "Show how much apps, sheets or objects are used, without naming anybody.",
        discussion: """
            Asks the catalog of a running or stopped server; nothing is changed. Days are in UTC. With --app, sheets \
            and objects that the extension's newest inventory names and that nobody used are listed too.

            Exit codes: 0 also when nothing was used; 1 when there is no catalog; 64 for a wrong command line.
            """
    )

    @Argument(help: "What is counted: apps, sheets or objects.")
    var level = UsageQuery.Level.objects

    @Option(help: "First day (default 29 days before the last one).")
    var from: DayArgument?

    @Option(help: "Last day, included (default today).")
    var to: DayArgument?

    @Option(help: "Only in this app, by id.")
    var app: String?

    @Option(help: "What comes first: attention, views, people or leastViewed.")
    var order = UsageQuery.Order.attention

    @Option(help: "At most this many rows.")
    var limit = 50

    @Option(help: "How the answer is printed: table or json.")
    var format = OutputFormat.table

    @Option(help: "Directory of the server (default ./vidimus-data).")
    var data = "vidimus-data"

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit has to be at least 1") }
    }

    func run() async throws {
        do {
            let catalog = try OpenCatalog(in: DataDirectory(path: data)).catalog
            let now = UTCTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
            let last = to?.day ?? Day(of: now)
            let query = UsageQuery(
                level,
                from: from?.day ?? last.advanced(by: -29),
                to: last,
                app: app,
                order: order,
                limit: limit
            )
            try StandardOutput.write(UsageText.bytes(of: try await catalog.usage(query), format))
        } catch StandardOutput.Failure.readerGone {
            return
        } catch {
            StandardError.print("vidimus usage: \(error)")
            throw ExitStatus.failure
        }
    }
}

extension UsageQuery.Level: ExpressibleByArgument {}
extension UsageQuery.Order: ExpressibleByArgument {}
