import Foundation

/// A password as somebody typed it, in the one form in which it is hashed.
///
/// Compared in Unicode's composed form (NFC), so that it fits whatever keyboard it is typed on (RFC 8265).
struct Password: Sendable {
    /// Fewest characters of a new one; NIST SP 800-63B wants at least 8.
    static let fewestCharacters = 12
    /// Most bytes that are looked at.
    static let maximumBytes = 1_024

    /// UTF-8 of the composed form.
    let bytes: [UInt8]

    /// Takes what was typed; nil if that can be nobody's password, because it is empty or too long.
    init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= Self.maximumBytes else { return nil }
        bytes = Array(text.precomposedStringWithCanonicalMapping.utf8)
    }

    /// Why this must not become the password of `account`, in words for the person; nil when it may.
    func objection(for account: String) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        if text.count < Self.fewestCharacters {
            return "Use at least \(Self.fewestCharacters) characters. A few words in a row are easy to remember."
        }
        if Set(text).count < 5 { return "Use more different characters." }
        if text.lowercased().contains(account.lowercased()) { return "Leave your name out of the password." }
        let plain = text.lowercased().filter { $0.isLetter }
        if ["password", "passwort", "qwertyuiop", "qwertzuiop", "vidimus", "letmein"].contains(plain) {
            return "This is among the first passwords that somebody would try."
        }
        return nil
    }
}
