import AuditEvents
import AuditEvidence
import AuditJournal
import Foundation
import MerkleLog

/// Prints what `vidimus verify --evidence` finds in packages, line by line as the Python verifier in them does.
struct EvidenceVerification {
    let expectations: EvidenceExpectations
    /// Whether the table of proven records is left out.
    let isQuiet: Bool

    /// Verifies one package and returns whether nothing is wrong.
    func run(_ path: String) throws -> Bool {
        let url = URL(fileURLWithPath: path)
        let folder = PosixStorage(path: url.deletingLastPathComponent().path)
        let file = try folder.open(url.lastPathComponent, writable: false)
        let output = BufferedOutput()
        if !isQuiet { output.line(EvidenceRow.header) }
        let verdict = try EvidenceVerifier.verify(file, expecting: expectations) { row in
            if !isQuiet { output.line(row.description) }
        }
        for finding in verdict.findings {
            output.line("finding: \(finding.code.rawValue): \(SanitizedText.escape(finding.detail))")
        }
        describe(verdict, to: output)
        output.line(
            "\(path): \(verdict.events) events, \(verdict.ownRecords) records of the server, "
                + "\(verdict.findings.count) findings"
        )
        try output.flush()
        return verdict.isGood
    }

    private func describe(_ verdict: EvidenceVerdict, to output: BufferedOutput) {
        if let checkpoint = verdict.checkpoint, let key = verdict.key, let logID = verdict.logID {
            let origin = SanitizedText.escape(checkpoint.origin)
            output.line("log \(origin), id \(logID), \(checkpoint.size) records, root \(checkpoint.root)")
            output.line("key \(SanitizedText.escape(key.text))")
        }
        for (witness, seconds) in verdict.confirmations {
            output.line(SanitizedText.escape("\(witness) confirmed this checkpoint \(seconds) seconds after 1970"))
        }
        guard !expectations.namesLog else { return }
        output.line(
            """
            This key came with the package: who made the one could have made the other. Compare it with a key or a log
            id that you got from elsewhere (a receipt, the server's /log/key), or give them with --key or --log-id.
            """
        )
    }
}
