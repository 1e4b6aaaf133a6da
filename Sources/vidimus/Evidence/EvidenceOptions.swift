import ArgumentParser
import AuditEvidence
import AuditJournal
import Foundation
import MerkleLog

/// What `vidimus verify` compares with, besides what it verifies.
struct EvidenceOptions: ParsableArguments {
    @Option(help: "A verifier key of the log, as you got it from elsewhere.")
    var key: String?

    @Option(help: "The id of the log, as it stands in receipts (16 hexadecimal digits).")
    var logID: String?

    @Option(help: "File with a checkpoint that somebody kept; what is verified must agree with it.")
    var checkpoint: String?

    @Option(help: "Verifier key of a witness that must have confirmed the checkpoint; repeatable.")
    var witness: [String] = []

    @Flag(help: "With --evidence: leave out the table of proven records.")
    var quiet = false

    /// What is expected of a package.
    func expectations() throws -> EvidenceExpectations {
        var expectations = EvidenceExpectations()
        expectations.key = try key.map { try Self.verifier($0, .note, option: "--key") }
        expectations.logID = logID
        expectations.witnesses = try witness.map { try Self.verifier($0, .cosignature, option: "--witness") }
        if let checkpoint {
            let url = URL(fileURLWithPath: checkpoint)
            let bytes = try DurableFile.read(
                url.lastPathComponent,
                in: PosixStorage(path: url.deletingLastPathComponent().path),
                maximumBytes: SignedNote.maximumByteCount + 1
            )
            do {
                expectations.checkpoint = try SignedCheckpoint(parsing: bytes)
            } catch {
                throw CommandFailure("\(checkpoint): \(error)")
            }
        }
        return expectations
    }

    private static func verifier(_ text: String, _ type: KeyType, option: String) throws -> NoteVerifier {
        do {
            let key = try NoteVerifier(text)
            guard key.type == type else { throw KeyError.wrongType(key.type) }
            return key
        } catch {
            throw CommandFailure("\(option): \(error)")
        }
    }
}
