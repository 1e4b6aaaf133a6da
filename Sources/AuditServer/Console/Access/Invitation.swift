/// A one-time link with which somebody chooses the password of an account.
struct Invitation: Sendable, Hashable, Codable {
    /// How long it is good for: three days.
    static let lifetimeMilliseconds: Int64 = 3 * 86_400_000

    /// Hash of the link's token; see ``SecretToken``.
    let tokenHash: String

    /// First moment at which it is too old, in milliseconds since 1970 UTC.
    let expiresAtMilliseconds: Int64

    init(_ token: SecretToken, at milliseconds: Int64) {
        tokenHash = token.hash
        expiresAtMilliseconds = milliseconds + Self.lifetimeMilliseconds
    }

    /// Whether `token` is the one, and not too old.
    func fits(_ token: SecretToken, at milliseconds: Int64) -> Bool {
        ConstantTime.areEqual(token.hash, tokenHash) && milliseconds < expiresAtMilliseconds
    }
}
