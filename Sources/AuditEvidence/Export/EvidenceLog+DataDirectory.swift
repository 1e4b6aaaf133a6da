import AuditJournal
import MerkleLog

extension EvidenceLog {
    private static let keyFile = "log.key"
    private static let maximumKeyBytes = 4_096

    /// Reads the log of a data directory, also while a server publishes.
    package init(_ directory: DataDirectory) throws(EvidenceExportError) {
        guard let snapshot = try Self.snapshot(directory) else {
            throw .checkpoint(reason: "there is none yet in \(directory.log)")
        }
        let signer = try Self.signer(directory)
        let keyFiles = try Self.keyFiles(directory, signer: signer.verifier)
        var proofs = snapshot.proofs
        try self.init(checkpoint: snapshot.checkpoint, keyFiles: keyFiles, signer: signer) {
            index throws(EvidenceExportError) in
            do throws(TileReadError) {
                return try proofs.inclusion(of: index)
            } catch {
                throw .tree(reason: error.description)
            }
        }
    }

    /// Records that the newest checkpoint of a data directory covers; 0 without one.
    package static func coveredRecords(_ directory: DataDirectory) throws(EvidenceExportError) -> UInt64 {
        try snapshot(directory)?.size ?? 0
    }

    private static func snapshot(_ directory: DataDirectory) throws(EvidenceExportError) -> LogSnapshot? {
        do throws(LogOpenError) {
            return try LogSnapshot(directory)
        } catch {
            throw .checkpoint(reason: error.description)
        }
    }

    private static func signer(_ directory: DataDirectory) throws(EvidenceExportError) -> NoteSigner {
        let bytes: [UInt8]
        do throws(StorageError) {
            let keys = PosixStorage(path: directory.keys)
            bytes = try DurableFile.read(keyFile, in: keys, maximumBytes: maximumKeyBytes)
        } catch {
            throw .key(reason: "\(error); only its holder makes packages")
        }
        do throws(KeyError) {
            let text = String(decoding: bytes, as: UTF8.self)
            return try NoteSigner(text.hasSuffix("\n") ? String(text.dropLast()) : text)
        } catch {
            throw .key(reason: error.description)
        }
    }

    /// The first key, and each hand-over since.
    private static func keyFiles(
        _ directory: DataDirectory,
        signer: NoteVerifier
    ) throws(EvidenceExportError) -> [[UInt8]] {
        let keys: LogKeys
        do throws(LogIdentityError) {
            keys = try LogKeys(PosixStorage(path: directory.log)) ?? LogKeys(first: signer)
        } catch {
            throw .key(reason: error.description)
        }
        guard keys.current == signer else {
            throw .key(reason: "a rotation is not finished; start the server once")
        }
        return [Array((keys.verifiers[0].text + "\n").utf8)] + keys.handOvers.map(\.note.bytes)
    }
}
