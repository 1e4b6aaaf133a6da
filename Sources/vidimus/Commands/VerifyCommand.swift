import ArgumentParser
import AuditJournal

/// `vidimus verify`: checks everything that is stored.
struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check every record of a data directory, or an evidence package.",
        discussion: """
            With --evidence: checks packages that 'vidimus export' made, here or elsewhere, without any data directory. \
            Prints what is proven and each finding, as the Python verifier inside the package does.

            Without it: reads every segment: structure, checksums, gapless offsets, and the id files that belong to \
            them. Grows the Merkle tree of the records, and compares it with the stored tree and with every checkpoint that \
            was ever published. Each picture that the journal calls stored must be there with the SHA-256 it had then, and \
            only events that were marked as waiting for one may have an outcome. Works beside a running server. Prints each \
            finding with its place; exit code 0 only when there is none.

            Whoever holds the log's key could sign another history. Against that, keep elsewhere what the log said at some \
            time, and give it to --checkpoint (the file log/checkpoint, or what GET /log/checkpoint answered), --key (GET \
            /log/key) or --log-id (a receipt).
            """
    )

    @Option(help: "Directory of the server (default ./vidimus-data).")
    var data = "vidimus-data"

    @Option(help: "Check this evidence package instead of a data directory; repeatable.")
    var evidence: [String] = []

    @Option(help: "Segments of a data directory that are checked at the same time (default: one for each core).")
    var cores = UsableCores.count

    @OptionGroup(title: "What is known from elsewhere")
    var options: EvidenceOptions

    func validate() throws {
        guard (1...256).contains(cores) else { throw ValidationError("--cores \(cores): 1 to 256") }
    }

    func run() async throws {
        guard evidence.isEmpty else { return try verifyPackages() }
        try await verifyDirectory()
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

    private func verifyDirectory() async throws {
        let report: DirectoryVerification.Report
        do {
            let expectations = try options.expectations()
            let verification = DirectoryVerification(
                directory: DataDirectory(path: data),
                expectations: expectations,
                checkpointFile: options.checkpoint,
                cores: cores
            )
            report = try await verification.run { report, pictures in
                StandardError.progress(
                    "verified \(report.records) records in \(report.segments) segments, \(pictures) pictures"
                )
            }
        } catch {
            StandardError.endProgress()
            StandardError.print("vidimus verify: \(error)")
            throw ExitStatus.failure
        }
        StandardError.endProgress()
        for finding in report.findings { print(finding) }
        print("\(data): \(report.summary)")
        if !report.findings.isEmpty { throw ExitStatus.failure }
    }
}
