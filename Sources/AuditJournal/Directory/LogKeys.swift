import AuditEvents
import Crypto
import MerkleLog

/// The public keys of a log, oldest first, each of which handed over to the next.
package struct LogKeys: Sendable, Hashable {
    /// Name of the file with the hand-overs, in the log folder.
    package static let fileName = "key-rotations"
    /// Bytes of it that are read: hundreds of rotations.
    private static let maximumBytes = 1 << 20

    /// First eight bytes, in hex, of SHA-256(origin ‖ 0x0A ‖ 0x01 ‖ first public key).
    package let logID: String
    /// All keys; the last one signs.
    package private(set) var verifiers: [NoteVerifier]
    /// What led from each key to the next.
    package private(set) var handOvers: [KeyHandOver] = []

    /// The keys of a log that never changed its key.
    package init(first: NoteVerifier) {
        logID = Self.logID(of: first)
        verifiers = [first]
    }

    /// Reads the hand-overs of a log folder; nil when there are none.
    package init?(_ storage: any SegmentStorage) throws(LogIdentityError) {
        let bytes: [UInt8]
        do throws(StorageError) {
            bytes = try DurableFile.read(Self.fileName, in: storage, maximumBytes: Self.maximumBytes)
        } catch {
            guard error.isNotFound else { throw .storage(error) }
            return nil
        }
        try self.init(parsing: bytes)
    }

    /// Reads hand-overs, each followed by an empty line, and checks that they form a chain; nil for none.
    package init?(parsing bytes: [UInt8]) throws(LogIdentityError) {
        var start = 0
        var handOvers: [KeyHandOver] = []
        for end in CheckpointText.ends(in: bytes) {
            handOvers.append(try KeyHandOver(verifying: bytes[start..<end - 1]))
            start = end
        }
        guard start == bytes.count else { throw .unreadableRotation(reason: "its last line is cut off") }
        guard let first = handOvers.first else { return nil }
        self.init(first: first.old)
        for handOver in handOvers { try add(handOver) }
    }

    /// The key that signs.
    package var current: NoteVerifier { verifiers[verifiers.count - 1] }

    /// The hand-overs as they stand in their file.
    package var bytes: [UInt8] {
        handOvers.reduce(into: []) { $0 += $1.note.bytes + [UInt8(ascii: "\n")] }
    }

    /// Goes on with a further key.
    mutating func add(_ handOver: KeyHandOver) throws(LogIdentityError) {
        guard handOver.logID == logID, handOver.old == current else {
            throw .unreadableRotation(reason: "it does not follow the one before")
        }
        verifiers.append(handOver.new)
        handOvers.append(handOver)
    }

    /// 16 hexadecimal digits that name the log whose first key this is.
    static func logID(of key: NoteVerifier) -> String {
        let named = key.id.name.bytes + [0x0A, key.type.rawValue] + key.publicKey
        return Hexadecimal.text(of: SHA256.hash(data: named).prefix(8))
    }
}
