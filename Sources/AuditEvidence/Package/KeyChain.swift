import AuditEvents
import Crypto
import MerkleLog

/// The keys of a log, each of which handed over to the next; the files `keys/0`, `keys/1` and so on.
struct KeyChain: Sendable {
    private static let header = Array("vidimus.log-key-rotation/v1".utf8)

    /// The oldest first; at least one.
    let keys: [NoteVerifier]
    /// Numbers of the keys that nobody trusted handed over.
    let broken: [Int]

    /// Reads the files; their number in the chain is their place in the array.
    ///
    /// Throws for the first one that is no key or hand-over, with its number.
    init(files: [[UInt8]]) throws(Fault) {
        precondition(!files.isEmpty, "the manifest lists a key")
        var keys: [NoteVerifier] = []
        var broken: [Int] = []
        for (number, bytes) in files.enumerated() {
            guard let old = keys.last else {
                keys.append(try Self.firstKey(bytes))
                continue
            }
            let key: NoteVerifier
            let isSigned: Bool
            do throws(Fault) {
                (key, isSigned) = try Self.handOver(bytes, from: old, logID: Self.logID(of: keys[0]), number)
            } catch {
                throw Fault(number: number, reason: error.reason, broken: broken)
            }
            keys.append(key)
            if !isSigned { broken.append(number) }
        }
        self.keys = keys
        self.broken = broken
    }

    /// A file that is no key.
    struct Fault: Error {
        let number: Int
        let reason: String
        /// Numbers of the keys before it that nobody trusted handed over.
        var broken: [Int] = []
    }

    /// The key that signs now.
    var newest: NoteVerifier {
        guard let last = keys.last else { preconditionFailure("a chain has a key") }
        return last
    }

    /// Id of the log: first eight bytes, in hex, of the hash whose first four are the key id of the first key.
    var logID: String { Self.logID(of: keys[0]) }

    private static func logID(of first: NoteVerifier) -> String {
        let named = first.id.name.bytes + [UInt8(ascii: "\n"), first.type.rawValue] + first.publicKey
        return Hexadecimal.text(of: SHA256.hash(data: named).prefix(8))
    }

    private static func firstKey(_ bytes: [UInt8]) throws(Fault) -> NoteVerifier {
        guard bytes.last == UInt8(ascii: "\n") else { throw Fault(number: 0, reason: "it is not one line") }
        return try key(bytes.dropLast(), 0)
    }

    private static func handOver(
        _ bytes: [UInt8],
        from old: NoteVerifier,
        logID: String,
        _ number: Int
    ) throws(Fault) -> (NoteVerifier, isSigned: Bool) {
        let note: SignedNote
        do throws(NoteError) {
            note = try SignedNote(parsing: bytes)
        } catch {
            throw Fault(number: number, reason: error.description)
        }
        let lines = note.text.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count == 5, lines[0].elementsEqual(header) else {
            throw Fault(number: number, reason: "it is no hand-over")
        }
        let new = try key(lines[4], number)
        let isOfLog =
            lines[1].elementsEqual(old.id.name.bytes) && lines[2].elementsEqual(logID.utf8)
            && lines[3].elementsEqual(old.text.utf8) && new.id.name == old.id.name
        let isSigned = isOfLog && note.isSigned(by: old) && note.isSigned(by: new)
        return (new, isSigned)
    }

    private static func key(_ line: ArraySlice<UInt8>, _ number: Int) throws(Fault) -> NoteVerifier {
        guard let text = String(validating: line, as: UTF8.self) else {
            throw Fault(number: number, reason: "it is not UTF-8")
        }
        do throws(KeyError) {
            let key = try NoteVerifier(text)
            guard key.type == .note else { throw KeyError.wrongType(key.type) }
            return key
        } catch {
            throw Fault(number: number, reason: error.description)
        }
    }
}
