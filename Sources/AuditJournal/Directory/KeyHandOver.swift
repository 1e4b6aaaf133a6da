import MerkleLog

/// A statement, signed by an old and a new key of a log, that the new one signs from now on.
///
/// Source: `docs/formats/log-directory.md`, "Rotation of the key".
package struct KeyHandOver: Sendable, Hashable {
    private static let header = "vidimus.log-key-rotation/v1"

    /// Id of the log, which stays that of its first key.
    package let logID: String
    /// The key that signed before.
    package let old: NoteVerifier
    /// The key that signs afterwards.
    package let new: NoteVerifier
    /// The statement with both signatures.
    package let note: SignedNote

    /// Signs a hand-over with both keys, which bear the name of the log.
    init(logID: String, from old: NoteSigner, to new: NoteSigner) throws(NoteError) {
        precondition(old.verifier.id.name == new.verifier.id.name, "both are keys of one log")
        let text = Self.text(logID: logID, old: old.verifier, new: new.verifier)
        let signatures = [try old.signature(for: text), try new.signature(for: text)]
        self.logID = logID
        self.old = old.verifier
        self.new = new.verifier
        note = try SignedNote(text: text, signatures: signatures)
    }

    /// Reads a statement and verifies both signatures.
    package init(verifying bytes: some Collection<UInt8>) throws(LogIdentityError) {
        do {
            note = try SignedNote(parsing: bytes)
            let lines = String(decoding: note.text, as: UTF8.self).split(
                separator: "\n",
                omittingEmptySubsequences: false
            )
            guard lines.count == 6, lines[0] == Self.header, lines[5].isEmpty else {
                throw LogIdentityError.unreadableRotation(reason: "it has not the lines of a rotation")
            }
            old = try NoteVerifier(String(lines[3]))
            new = try NoteVerifier(String(lines[4]))
            logID = String(lines[2])
            guard Self.text(logID: logID, old: old, new: new) == note.text else {
                throw LogIdentityError.unreadableRotation(reason: "its lines contradict each other")
            }
            guard try note.signatures(by: [old, new]).count == 2 else {
                throw LogIdentityError.unreadableRotation(reason: "it is not signed by both keys")
            }
        } catch let error as LogIdentityError {
            throw error
        } catch {
            throw .unreadableRotation(reason: "\(error)")
        }
    }

    /// The text that both keys sign.
    private static func text(logID: String, old: NoteVerifier, new: NoteVerifier) -> [UInt8] {
        Array("\(header)\n\(old.id.name)\n\(logID)\n\(old.text)\n\(new.text)\n".utf8)
    }
}
