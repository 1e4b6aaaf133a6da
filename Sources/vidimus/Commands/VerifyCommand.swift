import ArgumentParser
import AuditJournal

/// `vidimus verify`: checks everything that is stored.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every record of a data directory.",
        discussion: """
            Reads every segment: structure, checksums, commitments, gapless offsets, and the id files that belong to \
            them. Works beside a running server. Prints each finding with file, byte and offset; exit code 0 only when \
            there is none.
            """
    )

    @Option(help: "Directory of the server (default ./vidimus-data).")
    var data = "vidimus-data"

    func run() throws {
        let report: VerificationReport
        do {
            report = try JournalVerifier(DataDirectory(path: data)).verify { report in
                StandardError.progress("verified \(report.records) records in \(report.segments) segments")
            }
        } catch {
            StandardError.endProgress()
            StandardError.print("vidimus verify: \(error)")
            throw ExitStatus.failure
        }
        StandardError.endProgress()
        for finding in report.findings { print(finding) }
        print("\(data): \(report.records) records in \(report.segments) segments, \(report.findings.count) findings")
        if !report.findings.isEmpty { throw ExitStatus.failure }
    }
}
