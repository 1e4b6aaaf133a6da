import AuditEvents
import Crypto

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// Name and signing key of the log, made at the first start and kept for ever.
///
/// The key file `<data>/keys/log.key` (0600) is one line in the encoding of Go's `sumdb/note`:
/// `PRIVATE+KEY+<origin>+<key id, 8 hex>+<base64 of 0x01 ‖ seed>`. The key id is that of C2SP signed-note.
package struct LogIdentity: Sendable {
    /// Name of the log in its checkpoints.
    package let origin: String
    /// Ed25519 key that signs checkpoints.
    package let signingKey: Curve25519.Signing.PrivateKey
    /// First eight bytes, in hex, of SHA-256(origin ‖ 0x0A ‖ 0x01 ‖ public key); the first four are the key id.
    package let logID: String

    /// Public half of ``signingKey``.
    package var publicKey: Curve25519.Signing.PublicKey { signingKey.publicKey }

    /// Key id of C2SP signed-note: eight hex digits.
    package var keyID: String { String(logID.prefix(8)) }

    /// What an auditor needs to check checkpoints: `<origin>+<key id>+<base64 of 0x01 ‖ public key>`.
    package var verifierKey: String {
        "\(origin)+\(keyID)+\(Data([Self.algorithm] + publicKey.rawRepresentation).base64EncodedString())"
    }

    private static let file = "log.key"
    private static let algorithm: UInt8 = 0x01

    /// Reads the key, or makes one at the first start.
    ///
    /// Throws ``LogIdentityError/originMismatch(stored:configured:)`` when the key was made for another origin: a log
    /// never changes its name, because every receipt and checkpoint bears it.
    package static func loadOrCreate(
        in directory: DataDirectory,
        origin: String
    ) throws(LogIdentityError) -> LogIdentity {
        let hasRecords: Bool
        do throws(StorageError) {
            try DataDirectory.make(directory.keys)
            try DataDirectory.make(directory.journal)
            hasRecords = try PosixStorage(path: directory.journal).list()
                .contains { SegmentName.firstOffset(ofSegment: $0) != nil }
        } catch {
            throw .storage(error)
        }
        let storage = PosixStorage(path: directory.keys)
        if hasRecords, try load(from: storage) == nil { throw .missing(journal: directory.journal) }
        return try loadOrCreate(in: storage, origin: origin)
    }

    /// The same in an existing folder, whose journal is new.
    package static func loadOrCreate(
        in storage: any SegmentStorage,
        origin: String
    ) throws(LogIdentityError) -> LogIdentity {
        guard isValid(origin) else { throw .invalidOrigin(origin) }
        if let known = try load(from: storage) {
            guard known.origin == origin else { throw .originMismatch(stored: known.origin, configured: origin) }
            return known
        }
        let identity = LogIdentity(origin: origin, signingKey: Curve25519.Signing.PrivateKey())
        do throws(StorageError) {
            let isNew = try DurableFile.create(file, in: storage, with: Array((identity.encoded + "\n").utf8))
            precondition(isNew, "there was no key a moment ago, and the directory is locked")
        } catch {
            throw .storage(error)
        }
        return identity
    }

    /// Names a key.
    package init(origin: String, signingKey: Curve25519.Signing.PrivateKey) {
        self.origin = origin
        self.signingKey = signingKey
        let named = Array(origin.utf8) + [0x0A, Self.algorithm] + signingKey.publicKey.rawRepresentation
        logID = Hexadecimal.text(of: SHA256.hash(data: named).prefix(8))
    }

    private static func load(from storage: any SegmentStorage) throws(LogIdentityError) -> LogIdentity? {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try DurableFile.read(file, in: storage, maximumBytes: 4096)
        } catch {
            guard error.isNotFound else { throw .storage(error) }
            return nil
        }
        return try LogIdentity(decoding: String(decoding: bytes, as: UTF8.self))
    }

    private init(decoding text: String) throws(LogIdentityError) {
        let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
        // Base64 may itself contain "+": everything after the fourth belongs to it.
        let parts = line.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY",
            let key = Data(base64Encoded: parts[4]), key.first == Self.algorithm
        else { throw .unreadable(reason: "it is not a signing key") }
        do {
            self.init(
                origin: parts[2],
                signingKey: try Curve25519.Signing.PrivateKey(rawRepresentation: key.dropFirst())
            )
        } catch {
            throw .unreadable(reason: "its key is not an Ed25519 key")
        }
        guard keyID == parts[3] else { throw .unreadable(reason: "its key id does not fit its key") }
    }

    private var encoded: String {
        let key = Data([Self.algorithm] + signingKey.rawRepresentation).base64EncodedString()
        return "PRIVATE+KEY+\(origin)+\(keyID)+\(key)"
    }

    /// Names of signed notes have no space and no plus sign.
    private static func isValid(_ origin: String) -> Bool {
        !origin.isEmpty && origin.utf8.count <= 200
            && origin.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0 != "+" && $0.properties.generalCategory != .control
            }
    }
}
