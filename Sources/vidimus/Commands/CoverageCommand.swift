import ArgumentParser
import AuditJournal

/// `vidimus coverage`: which sheets and charts of each app are audited, and which never were.
struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Show which sheets and charts of each app are audited, and which never were.",
        discussion: """
            Reads the journal of a running or stopped server; nothing is locked and nothing is changed. The extension \
            sends an inventory of its app once for each page; the newest one is compared with the sheets that people \
            opened and the charts that events are about.

            A chart is 'never audited' when the inventory says that it is not and no event is about it, and 'no longer \
            audited' when events came earlier. The text is for terminals: control characters are shown escaped. --json \
            prints one object a line for each app.

            Exit codes: 0 also when nothing is known; 1 when the journal can't be read; 64 for a wrong command line.
            """
    )

    @Option(help: "Directory of the server (default ./vidimus-data).")
    var data = "vidimus-data"

    @Option(help: "Only this app: its id or its name; letter case is ignored.")
    var app: String?

    @Flag(help: "Print one JSON object a line for each app.")
    var json = false

    func run() throws {
        do {
            var collector = CoverageCollector()
            var reader = JournalDirectoryReader(DataDirectory(path: data))
            while let record = try reader.next() { collector.take(record) }
            try show(collector)
        } catch StandardOutput.Failure.readerGone {
            return
        } catch {
            StandardError.print("vidimus coverage: \(error)")
            throw ExitStatus.failure
        }
    }

    private func show(_ collector: CoverageCollector) throws(StandardOutput.Failure) {
        let wanted = app?.lowercased()
        let apps = collector.apps.values
            .filter { wanted == nil || $0.id.lowercased() == wanted || $0.name?.lowercased() == wanted }
            .sorted { ($0.name ?? "", $0.id) < ($1.name ?? "", $1.id) }
        if collector.isCut {
            StandardError.print("There are more apps or people than are told apart; the rest is left out.")
        }
        if json {
            for app in apps { try StandardOutput.write(CoverageJSON.bytes(about: app) + [0x0A]) }
        } else if apps.isEmpty {
            try StandardOutput.write(Array(nothingKnown(collector.apps.isEmpty).utf8))
        } else {
            let blocks = apps.map { CoverageText.lines(about: $0).joined(separator: "\n") }
            try StandardOutput.write(Array((blocks.joined(separator: "\n\n") + "\n").utf8))
        }
    }

    private func nothingKnown(_ isEmpty: Bool) -> String {
        guard !isEmpty else {
            return """
                Nothing is known of any app: the journal has no event with an app. The extension reports an app when \
                somebody opens a sheet that has its object.

                """
        }
        return "Nothing is known of this app: no event names it. Without --app all apps are shown.\n"
    }
}
