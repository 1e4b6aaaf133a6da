/// Why a signed note can't be believed, or not be made.
package enum NoteError: Error, Sendable, Hashable, CustomStringConvertible {
    /// It is longer than ``SignedNote/maximumByteCount``.
    case tooLong(limit: Int)
    /// It is not UTF-8.
    case notUTF8
    /// It has a control character other than a line feed, at this byte.
    case controlCharacter(position: Int)
    /// Its text doesn't end with a line feed.
    case textWithoutLineFeed
    /// It has no empty line with signatures after it.
    case noSignatures
    /// A line after the last empty one isn't a signature; counted from 1 there.
    case malformedSignature(line: Int)
    /// It has more signatures than are looked at.
    case tooManySignatures(limit: Int)
    /// Two different trusted keys have the same name and key id.
    case ambiguousKeys(KeyID)
    /// A trusted key signed it more than once, so that it is not clear what it said.
    case repeatedSignature(KeyID)
    /// The signature of a trusted key is wrong.
    case invalidSignature(KeyID)
    /// No trusted key signed it; these did.
    case notSigned(by: [KeyID])
    /// The private key did not sign.
    case signingFailed(reason: String)

    /// One line for people.
    package var description: String {
        switch self {
        case .tooLong(let limit): "a signed note has at most \(limit) bytes"
        case .notUTF8: "the note is not UTF-8"
        case .controlCharacter(let position): "the note has a control character at byte \(position)"
        case .textWithoutLineFeed: "the text of a note ends with a line feed"
        case .noSignatures: "the note has no signatures after an empty line"
        case .malformedSignature(let line): "line \(line) after the text is not a signature"
        case .tooManySignatures(let limit): "the note has more than \(limit) signatures"
        case .ambiguousKeys(let key): "two trusted keys are called \(key)"
        case .repeatedSignature(let key): "\(key) signed more than once"
        case .invalidSignature(let key): "the signature of \(key) is wrong"
        case .notSigned(let keys):
            "no trusted key signed, only \(keys.map(\.description).joined(separator: ", "))"
        case .signingFailed(let reason): "the key did not sign: \(reason)"
        }
    }
}
