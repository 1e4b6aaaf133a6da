/// A checkpoint as it is published: a signed note, whose signatures nobody has verified yet.
package struct SignedCheckpoint: Sendable, Hashable {
    /// What the note says.
    package let checkpoint: Checkpoint
    /// The note.
    package let note: SignedNote

    /// Signs a checkpoint with the key of its log.
    package init(_ checkpoint: Checkpoint, signedBy signer: NoteSigner) throws(NoteError) {
        precondition(checkpoint.hasOrigin(signer.verifier.id.name), "a log signs under its own name")
        let text = checkpoint.text
        note = try SignedNote(text: text, signatures: [signer.signature(for: text)])
        self.checkpoint = checkpoint
    }

    /// Reads a published checkpoint.
    package init(parsing bytes: some Collection<UInt8>) throws(CheckpointError) {
        do throws(NoteError) {
            note = try SignedNote(parsing: bytes)
        } catch {
            throw .note(error)
        }
        checkpoint = try Checkpoint(text: note.text)
    }

    private init(_ checkpoint: Checkpoint, note: SignedNote) {
        self.checkpoint = checkpoint
        self.note = note
    }

    /// The published bytes.
    package var bytes: [UInt8] { note.bytes }

    /// The same checkpoint with further signatures behind its own, such as those of witnesses.
    ///
    /// A key that signed already keeps its place in the row and gets the new signature.
    package func adding(_ signatures: [NoteSignature]) throws(NoteError) -> SignedCheckpoint {
        var all = note.signatures
        for signature in signatures {
            if let place = all.firstIndex(where: { $0.key == signature.key }) {
                all[place] = signature
            } else {
                all.append(signature)
            }
        }
        return SignedCheckpoint(checkpoint, note: try SignedNote(text: note.text, signatures: all))
    }

    /// Believes the checkpoint when one of the log's keys signed it.
    ///
    /// `logKeys` are keys of one log, old and new, all of the same name, which is the origin. Witnesses that didn't sign
    /// are passed over; how many of them are enough, the caller decides. One wrong signature of any of these keys, and
    /// nothing is believed.
    package func verify(
        logKeys: [NoteVerifier],
        witnesses: [NoteVerifier] = []
    ) throws(CheckpointError) -> VerifiedCheckpoint {
        let unsuitable = logKeys.first { $0.type != .note } ?? witnesses.first { $0.type != .cosignature }
        if let unsuitable { throw .unsuitableKey(unsuitable.id, unsuitable.type) }
        if let key = logKeys.first(where: { !checkpoint.hasOrigin($0.id.name) }) {
            throw .wrongOrigin(expected: key.id.name.description, found: checkpoint.origin)
        }
        do throws(NoteError) {
            let verified = try note.signatures(by: logKeys + witnesses)
            let ofLog = verified.filter { $0.key.type == .note }
            guard !ofLog.isEmpty else { throw .notSigned(by: note.signatures.map(\.key)) }
            return VerifiedCheckpoint(
                checkpoint: checkpoint,
                logKeys: ofLog.map(\.key),
                cosignatures: verified.filter { $0.key.type == .cosignature }
            )
        } catch {
            throw .note(error)
        }
    }
}
