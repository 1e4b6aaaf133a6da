import MerkleLog

extension SignedNote {
    /// Whether `key` signed, once and rightly; signatures of others are passed over.
    func isSigned(by key: NoteVerifier) -> Bool {
        do throws(NoteError) {
            return try !signatures(by: [key]).isEmpty
        } catch {
            return false
        }
    }
}

extension SignedNote {
    /// When a witness confirmed the checkpoint that this note is, in seconds since 1970; nil if it did not.
    func confirmation(by witness: NoteVerifier) -> UInt64? {
        do throws(NoteError) {
            return try signatures(by: [witness]).first?.timestampSeconds
        } catch {
            return nil
        }
    }
}
