import ArgumentParser
import AuditDestinations
import AuditJournal

/// `vidimus verify`: checks everything that is stored.
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every record of a data directory, or an evidence package.",
        discussion: """
            With --evidence: checks packages that 'vidimus export' made, here or elsewhere, without any data directory. \
            Prints what is proven and each finding, as the Python verifier inside the package does.

            Without it: \
            Reads every segment: structure, checksums, commitments, gapless offsets, and the id files that belong to \
            them. Then screenshots: each picture that the journal calls stored must be there with the SHA-256 it had \
            then, and only events that were marked as waiting for one may have an outcome. \
            Works beside a running server. Prints each finding with its file; exit code 0 only when there is none.
            """
    )

    @Option(help: "Directory of the server (default ./vidimus-data).")
    var data = "vidimus-data"

    @Option(help: "Check this evidence package instead of a data directory; repeatable.")
    var evidence: [String] = []

    @OptionGroup(title: "Evidence")
    var options: EvidenceOptions

    func run() throws {
        guard evidence.isEmpty else { return try verifyPackages() }
        try verifyDirectory()
    }

    private func verifyPackages() throws {
        do {
            let verification = EvidenceVerification(expectations: try options.expectations(), isQuiet: options.quiet)
            var areGood = true
            for path in evidence { areGood = try verification.run(path) && areGood }
            guard areGood else { throw ExitStatus.failure }
        } catch let error where !(error is ExitCode) {
            StandardError.print("vidimus verify: \(error)")
            throw ExitStatus.failure
        }
    }

    private func verifyDirectory() throws {
        let report: VerificationReport
        let pictures: ScreenshotVerifier.Report
        do {
            report = try JournalVerifier(DataDirectory(path: data)).verify { report in
                StandardError.progress("verified \(report.records) records in \(report.segments) segments")
            }
            // Records that can't be read were found already; pictures behind them can't be looked for.
            pictures =
                report.isIntact
                ? try ScreenshotVerifier(DataDirectory(path: data)).verify { pictures in
                    StandardError.progress("verified \(pictures.images) pictures")
                } : ScreenshotVerifier.Report()
        } catch {
            StandardError.endProgress()
            StandardError.print("vidimus verify: \(error)")
            throw ExitStatus.failure
        }
        StandardError.endProgress()
        for finding in report.findings { print(finding) }
        for finding in pictures.findings { print(finding) }
        let findings = report.findings.count + pictures.findings.count
        let images = pictures.images > 0 ? ", \(pictures.images) pictures" : ""
        print("\(data): \(report.records) records in \(report.segments) segments\(images), \(findings) findings")
        if findings > 0 { throw ExitStatus.failure }
    }
}
