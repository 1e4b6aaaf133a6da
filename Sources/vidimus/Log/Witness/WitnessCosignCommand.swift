import ArgumentParser
import AuditJournal
import Foundation
import MerkleLog

/// `vidimus witness cosign`: one cosignature by files, for a machine without a network.
struct WitnessCosignCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cosign",
        abstract: "Cosign one checkpoint that was brought as a file.",
        discussion: """
            FILE is what 'vidimus log witness-request' printed on the machine of the log. Prints the cosigned checkpoint; \
            'vidimus log add-cosignature' takes it there. Exit code 1 when it was not cosigned, with the reason; when the \
            witness knows another size, the reason names it for --old.
            """
    )

    @OptionGroup var options: WitnessOptions

    @Option(help: "Public key of the log, obtained elsewhere than with the request; repeat it for a rotated key.")
    var logKey: [String]

    @Argument(help: "The request.")
    var file: String

    func run() throws {
        do {
            let (ledger, lock) = try options.ledger(logKeys: logKey)
            let now = UInt64(max(0, Date().timeIntervalSince1970))
            let cosigned = try withExtendedLifetime(lock) {
                try ledger.cosign(try BinaryFile.read(file), atSeconds: now).checkpoint
            }
            print(String(decoding: cosigned.bytes, as: UTF8.self), terminator: "")
        } catch {
            StandardError.print("vidimus witness cosign: \(error)")
            throw ExitStatus.failure
        }
    }
}
