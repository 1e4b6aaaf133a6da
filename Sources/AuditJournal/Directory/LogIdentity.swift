import Crypto
import MerkleLog

/// Name and signing key of the log; made at the first start, the name for ever, the key until it is rotated.
///
/// The key file `<data>/keys/log.key` (0600) is one line in the encoding of Go's `sumdb/note`:
/// `PRIVATE+KEY+<origin>+<key id, 8 hex>+<base64 of 0x01 ‖ seed>`. The key id is that of C2SP signed-note.
package struct LogIdentity: Sendable {
    /// Name of the log in its checkpoints.
    package let origin: String
    /// Signs checkpoints.
    package let signer: NoteSigner
    /// All public keys that the log has had.
    package let keys: LogKeys

    /// Names the log for ever: made from its origin and its first key.
    package var logID: String { keys.logID }

    /// Key id of C2SP signed-note of the present key: eight hex digits.
    package var keyID: String { signer.verifier.id.hexadecimal }

    /// What an auditor needs to check checkpoints: `<origin>+<key id>+<base64 of 0x01 ‖ public key>`.
    package var verifierKey: String { signer.verifier.text }

    private static let file = "log.key"
    private static let nextFile = "log.key.next"

    /// Reads the key, or makes one at the first start.
    ///
    /// Throws ``LogIdentityError/originMismatch(stored:configured:)`` when the key was made for another origin: a log
    /// never changes its name, because every receipt and checkpoint bears it. A rotation that was cut off after its
    /// hand-over was stored is completed.
    package static func loadOrCreate(
        in directory: DataDirectory,
        origin: String
    ) throws(LogIdentityError) -> LogIdentity {
        let hasRecords: Bool
        do throws(StorageError) {
            try DataDirectory.make(directory.keys)
            try DataDirectory.make(directory.journal)
            try DataDirectory.make(directory.log)
            hasRecords = try PosixStorage(path: directory.journal).list()
                .contains { SegmentName.firstOffset(ofSegment: $0) != nil }
        } catch {
            throw .storage(error)
        }
        let storage = PosixStorage(path: directory.keys)
        if hasRecords, try signer(in: storage, file: file) == nil { throw .missing(journal: directory.journal) }
        return try loadOrCreate(in: storage, rotations: PosixStorage(path: directory.log), origin: origin)
    }

    /// The same in existing folders, whose journal is new.
    package static func loadOrCreate(
        in storage: any SegmentStorage,
        rotations: (any SegmentStorage)? = nil,
        origin: String
    ) throws(LogIdentityError) -> LogIdentity {
        guard isValid(origin), let name = KeyName(origin) else { throw .invalidOrigin(origin) }
        let keys = try rotations.flatMap { storage throws(LogIdentityError) in try LogKeys(storage) }
        if let known = try signer(in: storage, file: file) {
            guard known.verifier.id.name == name else {
                throw .originMismatch(stored: known.verifier.id.name.description, configured: origin)
            }
            return try identity(of: known, keys: keys, in: storage)
        }
        guard keys == nil else { throw .unreadable(reason: "it is missing, but the key was rotated before") }
        let signer = NoteSigner(name: name, key: Curve25519.Signing.PrivateKey())
        try create(signer, file: file, in: storage)
        return LogIdentity(signer, keys: LogKeys(first: signer.verifier))
    }

    /// Names a key.
    package init(origin: String, signingKey: Curve25519.Signing.PrivateKey) {
        guard let name = KeyName(origin) else { preconditionFailure("the origin was checked") }
        let signer = NoteSigner(name: name, key: signingKey)
        self.init(signer, keys: LogKeys(first: signer.verifier))
    }

    private init(_ signer: NoteSigner, keys: LogKeys) {
        origin = signer.verifier.id.name.description
        self.signer = signer
        self.keys = keys
    }

    // MARK: Rotation

    /// Makes the next key, or goes on with the one that an attempt before this one made; and signs the hand-over.
    ///
    /// The log signs with the present key until ``complete(_:in:rotations:)``.
    package func prepareRotation(in storage: any SegmentStorage) throws(LogIdentityError) -> KeyHandOver {
        let next: NoteSigner
        if let known = try Self.signer(in: storage, file: Self.nextFile) {
            next = known
        } else {
            next = NoteSigner(name: signer.verifier.id.name, key: Curve25519.Signing.PrivateKey())
            try Self.create(next, file: Self.nextFile, in: storage)
        }
        do throws(NoteError) {
            return try KeyHandOver(logID: logID, from: signer, to: next)
        } catch {
            throw .unreadable(reason: "\(error)")
        }
    }

    /// Stores the hand-over, keeps the old key as `log.key.<key id>`, and puts the new one in its place.
    package func complete(
        _ handOver: KeyHandOver,
        in storage: any SegmentStorage,
        rotations: any SegmentStorage
    ) throws(LogIdentityError) -> LogIdentity {
        var keys = keys
        try keys.add(handOver)
        do throws(StorageError) {
            // A crash before this: the next attempt goes on with the same new key. After it: the next start completes.
            try DurableFile.replace(LogKeys.fileName, in: rotations, with: keys.bytes)
        } catch {
            throw .storage(error)
        }
        return try Self.identity(of: signer, keys: keys, in: storage)
    }

    /// The identity that follows from the key file and the hand-overs; replaces a key that has handed over.
    private static func identity(
        of signer: NoteSigner,
        keys: LogKeys?,
        in storage: any SegmentStorage
    ) throws(LogIdentityError) -> LogIdentity {
        guard let keys, keys.current != signer.verifier else {
            return LogIdentity(signer, keys: keys ?? LogKeys(first: signer.verifier))
        }
        guard keys.handOvers.last?.old == signer.verifier,
            let next = try self.signer(in: storage, file: nextFile), next.verifier == keys.current
        else { throw .unreadable(reason: "the log was handed over to \(keys.current.id), whose key it is not") }
        do throws(StorageError) {
            do throws(StorageError) {
                try storage.link(file, to: "\(file).\(signer.verifier.id.hexadecimal)")
            } catch {
                // An attempt before this one did it.
                guard error.isAlreadyThere else { throw error }
            }
            try storage.rename(nextFile, to: file)
            try storage.syncDirectory()
        } catch {
            throw .storage(error)
        }
        return LogIdentity(next, keys: keys)
    }

    // MARK: Files

    /// The public keys of a data directory's log, without changing anything; nil before its first start.
    package static func publicKeys(in directory: DataDirectory) throws(LogIdentityError) -> LogKeys? {
        if let rotated = try LogKeys(PosixStorage(path: directory.log)) { return rotated }
        return try signer(in: PosixStorage(path: directory.keys), file: file).map { LogKeys(first: $0.verifier) }
    }

    private static func signer(
        in storage: any SegmentStorage,
        file: String
    ) throws(LogIdentityError) -> NoteSigner? {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try DurableFile.read(file, in: storage, maximumBytes: 4096)
        } catch {
            guard error.isNotFound else { throw .storage(error) }
            return nil
        }
        let text = String(decoding: bytes, as: UTF8.self)
        do throws(KeyError) {
            return try NoteSigner(text.hasSuffix("\n") ? String(text.dropLast()) : text)
        } catch {
            throw .unreadable(reason: "\(error)")
        }
    }

    private static func create(
        _ signer: NoteSigner,
        file: String,
        in storage: any SegmentStorage
    ) throws(LogIdentityError) {
        do throws(StorageError) {
            let isNew = try DurableFile.create(file, in: storage, with: Array((signer.text + "\n").utf8))
            precondition(isNew, "there was no key a moment ago, and the directory is locked")
        } catch {
            throw .storage(error)
        }
    }

    /// Names of signed notes have no space and no plus sign.
    private static func isValid(_ origin: String) -> Bool {
        !origin.isEmpty && origin.utf8.count <= 200
            && origin.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0 != "+" && $0.properties.generalCategory != .control
            }
    }
}
