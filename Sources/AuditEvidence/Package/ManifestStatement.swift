import AuditEvents
import Crypto

/// What the signature of a package says: which manifest it has.
enum ManifestStatement {
    /// The text of `manifest.note`; its second line is none that a checkpoint could have.
    static func text(for manifest: [UInt8]) -> [UInt8] {
        let sha256 = Hexadecimal.text(of: SHA256.hash(data: manifest))
        return Array("vidimus.evidence/v1\nmanifest.json sha256:\(sha256)\n".utf8)
    }
}
