import ArgumentParser
import AuditEvidence
import AuditJournal
import Foundation

/// `vidimus export --evidence`: makes a package that can be checked elsewhere.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Make a package of events and pictures that an auditor can check elsewhere.",
        discussion: """
            The package is a zip file with the chosen events, their pictures, the proofs that the log has them, a report \
            for people, and a verifier that needs nothing but Python. Without a filter, it has all events.

            Reads the data directory of a running or stopped server and changes nothing. The package is signed with the \
            log's key, so it takes whoever may read that key. Nothing is overwritten.

            Events that the log's newest checkpoint does not cover yet are waited for, a few seconds at most; what is \
            missing then is said, and stands in the package.
            """
    )

    /// How long the log is given to cover what the journal has.
    private static let patience = Duration.seconds(5)

    @Option(help: "The package to make, such as evidence.zip.")
    var evidence: String

    @Option(help: "Directory of the server (default ./vidimus-data).")
    var data = "vidimus-data"

    @OptionGroup(title: "Filters")
    var filters: EventFilterOptions

    func run() async throws {
        do {
            let directory = DataDirectory(path: data)
            let end = try JournalDirectoryReader.end(of: directory)
            try await waitForCoverage(of: directory, to: end)
            let filter = filters.filter
            let exporter = EvidenceExporter(
                directory,
                log: try EvidenceLog(directory),
                upTo: end,
                selection: EvidenceSelection(filter: filters.given) { filter.includes(EventLine($0)) },
                madeBy: "vidimus \(VidimusVersion.current)"
            )
            let url = URL(fileURLWithPath: evidence)
            let folder = PosixStorage(path: url.deletingLastPathComponent().path)
            let summary = try exporter.export(to: url.lastPathComponent, in: folder) {
                StandardError.progress(Self.text(of: $0))
            }
            StandardError.endProgress()
            try report(summary)
        } catch {
            StandardError.endProgress()
            StandardError.print("vidimus export: \(error)")
            throw ExitStatus.failure
        }
    }

    /// Gives a running server time to sign for the records that the journal has now.
    private func waitForCoverage(of directory: DataDirectory, to end: JournalOffset) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + Self.patience
        while clock.now < deadline, try EvidenceLog.coveredRecords(directory) < end.rawValue {
            StandardError.progress("waiting for a checkpoint that covers \(end) records")
            try await clock.sleep(for: .milliseconds(100))
        }
    }

    private func report(_ summary: EvidenceSummary) throws {
        print(
            "\(evidence): \(summary.events) events, \(summary.ownRecords) records of the server, "
                + "\(summary.pictures) pictures, \(summary.bytes) bytes; the log has \(summary.treeSize) records"
        )
        if summary.notCovered > 0 {
            StandardError.print(
                "\(summary.notCovered) records are not in the package: the log's checkpoint does not cover them yet"
            )
        }
        for name in summary.missingPictures {
            StandardError.print("\(name) is not in the package: the data directory has not the picture that was stored")
        }
        if summary.events == 0 { StandardError.print("No events match.") }
    }

    private static func text(of progress: EvidenceProgress) -> String {
        switch progress {
        case .records(let done, let total): "looked at \(done) of \(total) records"
        case .pictures(let done, let total): "copied \(done) of \(total) pictures"
        case .report(let done, let total): "wrote \(done) of \(total) records into the report"
        }
    }
}
