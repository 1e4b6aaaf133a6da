import ArgumentParser
import AuditJournal
import MerkleLog

/// `vidimus log add-cosignature`: publishes a checkpoint that a witness without a network cosigned.
struct AddCosignatureCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-cosignature",
        abstract: "Publish a checkpoint that a witness cosigned by file.",
        discussion: "Works beside a running server, which serves it as GET /log/cosigned-checkpoint."
    )

    @Option(help: "Directory of the server (default ./vidimus-data).")
    var data = "vidimus-data"

    @Option(help: "Public key of the witness.")
    var witnessKey: String

    @Argument(help: "What 'vidimus witness cosign' printed.")
    var file: String

    func run() throws {
        do {
            let directory = DataDirectory(path: data)
            let witness = try NoteVerifier(witnessKey)
            let cosigned = try SignedCheckpoint(parsing: BinaryFile.read(file))
            let log = PosixStorage(path: directory.log)
            guard let newest = try LogSnapshot(log), newest.size >= cosigned.checkpoint.size,
                try newest.root(ofSize: cosigned.checkpoint.size) == cosigned.checkpoint.root,
                newest.checkpoint.checkpoint.origin == cosigned.checkpoint.origin
            else { throw CommandFailure("\(file) is no checkpoint of this log") }
            guard try !cosigned.note.signatures(by: [witness]).isEmpty else {
                throw CommandFailure("\(file) is not cosigned by \(witness.id)")
            }
            try DurableFile.replace(LogSnapshot.cosignedFileName, in: log, with: cosigned.bytes)
        } catch {
            StandardError.print("vidimus log add-cosignature: \(error)")
            throw ExitStatus.failure
        }
    }
}
