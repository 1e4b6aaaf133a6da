import ArgumentParser
import AuditCatalog
import AuditEvents
import AuditJournal

/// `vidimus who-saw`: the people who had a value, an object, a sheet or an app on their screens.
struct WhoSawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "who-saw",
        abstract: "Show who has seen a value, a field, an object, a sheet or an app.",
        discussion: """
            Asks the catalog of a running or stopped server; nothing is changed. A value is the whole text of a cell, \
            as a chart showed it or as it was selected; letter case is ignored. With --words all words of the text \
            have to occur in one chart's data or in one state of selections.

            First come the people, then the sightings, the newest first, each with the offset of the event that proves \
            it. --format json prints one object a line for each sighting.

            Exit codes: 0 also when nobody has seen it; 1 when there is no catalog; 64 for a wrong command line.
            """
    )

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case value, field, object, sheet, app
    }

    @Argument(help: "The value; with --kind, the name of a field or the id of an object, a sheet or an app.")
    var value: String

    @Option(help: "What VALUE is: value, field, object, sheet or app.")
    var kind = Kind.value

    @Option(help: "Only in data and selections that have this field.")
    var field: String?

    @Flag(help: "Look for all words of VALUE instead of the whole text of a cell.")
    var words = false

    @Option(help: "Only this person: the whole identity, or the user id alone; letter case is ignored.")
    var user: String?

    @Option(help: "Only at or after this time, such as 2026-02-11 or 2026-02-11T09:14:03Z (UTC without a zone).")
    var from: TimeArgument?

    @Option(help: "Only before this time.")
    var to: TimeArgument?

    @Option(help: "At most this many sightings, from the newest.")
    var limit = 100

    @Option(help: "How the answer is printed: table or json.")
    var format = OutputFormat.table

    @Option(help: "Directory of the server (default ./vidimus-data).")
    var data = "vidimus-data"

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit has to be at least 1") }
        guard !words || kind == .value else { throw ValidationError("--words is for values") }
        guard field == nil || kind == .value else { throw ValidationError("--field is for values") }
    }

    func run() async throws {
        do {
            let catalog = try OpenCatalog(in: DataDirectory(path: data)).catalog
            try await answer(from: catalog)
        } catch StandardOutput.Failure.readerGone {
            return
        } catch {
            StandardError.print("vidimus who-saw: \(error)")
            throw ExitStatus.failure
        }
    }

    private func answer(from catalog: Catalog) async throws {
        let subject: SightingSubject =
            switch kind {
            case .value: .value(value, field: field, match: words ? .words : .exact)
            case .field: .field(value)
            case .object: .object(value, app: nil)
            case .sheet: .sheet(value)
            case .app: .app(value)
            }
        var query = SightingQuery(
            subject,
            user: user,
            from: from.map { UTCTime(milliseconds: $0.milliseconds) },
            to: to.map { UTCTime(milliseconds: $0.milliseconds) }
        )
        var left = limit
        var isFirst = true
        while left > 0 {
            query.limit = min(left, SightingQuery.maximumPageRows)
            let page = try await catalog.whoSaw(query)
            try StandardOutput.write(SightingText.bytes(of: page, isFirst: isFirst, format))
            left -= page.sightings.count
            isFirst = false
            guard let next = page.next else { return }
            query.after = next
        }
    }
}
