import ArgumentParser
import AuditJournal
import MerkleLog

/// What the commands of a witness share.
struct WitnessOptions: ParsableArguments {
    @Option(help: "Directory in which the witness keeps its key and what it saw.")
    var state: String

    /// Its files; made if there are none.
    func storage() throws -> PosixStorage {
        try DataDirectory.make(state)
        return PosixStorage(path: state)
    }

    /// The witness, which trusts `logKeys` and holds its directory alone.
    func ledger(logKeys: [String]) throws -> (ledger: WitnessLedger, lock: DirectoryLock) {
        let lock = try DataDirectory(path: state).lock()
        let keys = try logKeys.map { text in
            do throws(KeyError) {
                let key = try NoteVerifier(text)
                guard key.type == .note else { throw .wrongType(key.type) }
                return key
            } catch {
                throw CommandFailure("--log-key \(text): \(error)")
            }
        }
        let storage = try storage()
        return (WitnessLedger(storage, cosigner: try WitnessKey.load(from: storage), logKeys: keys), lock)
    }
}
