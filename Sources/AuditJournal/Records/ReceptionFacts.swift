/// What only the server knows about how a record came in.
///
/// The texts come from outside and are kept as evidence, not as truth. Each is cut to
/// ``maximumTextBytes`` at a character boundary, so a frame's size stays bounded by its envelope.
package struct ReceptionFacts: Sendable, Hashable {
    /// Bound of each text, in bytes of UTF-8.
    package static let maximumTextBytes = 512

    /// The server's clock at reception, in milliseconds since 1970-01-01 UTC.
    package let receivedAtMilliseconds: Int64

    /// Address of the client, through trusted proxies only; empty for the server's own records.
    package let clientAddress: String

    /// The `User-Agent` header, when there was one.
    package let userAgent: String?

    /// Name, never the value, of the ingestion token that was used.
    package let tokenName: String?

    /// Version that the extension announced.
    package let extensionVersion: String?

    /// Keeps the facts, each text cut to ``maximumTextBytes``.
    package init(
        receivedAtMilliseconds: Int64,
        clientAddress: String,
        userAgent: String? = nil,
        tokenName: String? = nil,
        extensionVersion: String? = nil
    ) {
        self.receivedAtMilliseconds = receivedAtMilliseconds
        self.clientAddress = Self.bounded(clientAddress)
        self.userAgent = userAgent.map(Self.bounded)
        self.tokenName = tokenName.map(Self.bounded)
        self.extensionVersion = extensionVersion.map(Self.bounded)
    }

    /// Returns the longest prefix of `text` that is whole characters and within the bound.
    static func bounded(_ text: String) -> String {
        guard text.utf8.count > maximumTextBytes else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: maximumTextBytes)
        while end > text.utf8.startIndex, text.utf8[end] & 0xC0 == 0x80 {
            end = text.utf8.index(before: end)
        }
        return String(text[..<end])
    }
}
