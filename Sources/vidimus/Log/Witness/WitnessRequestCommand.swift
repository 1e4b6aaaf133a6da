import ArgumentParser
import AuditJournal
import MerkleLog

/// `vidimus log witness-request`: what a witness without a network needs, as a file.
struct WitnessRequestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness-request",
        abstract: "Print the newest checkpoint with the proof that a witness needs.",
        discussion: "Works beside a running server. The output goes to 'vidimus witness cosign' on the other machine."
    )

    @Option(help: "Directory of the server (default ./vidimus-data).")
    var data = "vidimus-data"

    @Option(help: "Records that the witness knows; 0 for the first time.")
    var old: UInt64 = 0

    func run() throws {
        do {
            guard let snapshot = try LogSnapshot(DataDirectory(path: data)) else {
                throw CommandFailure("\(data)/log has no checkpoint yet")
            }
            guard old <= snapshot.size else {
                throw CommandFailure("--old \(old): the log has only \(snapshot.size) records; one was rolled back")
            }
            var proofs = snapshot.proofs
            let request = WitnessRequest(try proofs.consistency(from: old), to: snapshot.checkpoint)
            print(String(decoding: request.bytes, as: UTF8.self), terminator: "")
        } catch {
            StandardError.print("vidimus log witness-request: \(error)")
            throw ExitStatus.failure
        }
    }
}
