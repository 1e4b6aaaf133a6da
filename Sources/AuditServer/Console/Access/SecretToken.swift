import AuditJournal
import Crypto

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// 256 random bits that let whoever holds them in: a session's cookie or a one-time link.
///
/// The server keeps only the hash, so that neither a file nor a memory dump lets anybody in.
struct SecretToken: Sendable, Hashable {
    /// What the holder shows: 43 characters of base64url.
    let text: String

    /// SHA-256 of the text, in base64url; what the server remembers.
    var hash: String { Self.base64URL(SHA256.hash(data: Array(text.utf8))) }

    /// Draws a new one.
    init(from random: RandomSource) {
        let words = (0..<4).map { _ in random.word() }
        text = words.withUnsafeBytes { Self.base64URL($0) }
    }

    /// Takes what somebody shows; nil for anything that can't be a token.
    init?(_ text: String) {
        guard text.utf8.count == 43, text.utf8.allSatisfy(Self.isBase64URL) else { return nil }
        self.text = text
    }

    static func base64URL(_ bytes: some Sequence<UInt8>) -> String {
        let text = Data(bytes).base64EncodedString()
        return String(decoding: text.utf8.compactMap(urlDigit), as: UTF8.self)
    }

    private static func urlDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "+"): UInt8(ascii: "-")
        case UInt8(ascii: "/"): UInt8(ascii: "_")
        case UInt8(ascii: "="): nil
        default: byte
        }
    }

    private static func isBase64URL(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
