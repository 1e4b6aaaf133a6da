/// What only the server knows about how a record came in.
///
/// The texts come from outside and are kept as evidence, not as truth. Each is cut to
/// ``maximumTextBytes`` at a character boundary, so a frame's size stays bounded by its envelope.
package struct ReceptionFacts: Sendable, Hashable {
    /// Bound of each text, in bytes of UTF-8.
    package static let maximumTextBytes = 512

    /// The server's clock at reception, in milliseconds since 1970-01-01 UTC.
    package let receivedAtMilliseconds: Int64

    /// One object for the texts, so that a copy of the facts, of which a batch has many, counts one reference.
    private let texts: Texts

    /// Address of the client, through trusted proxies only; empty for the server's own records.
    package var clientAddress: String { texts.clientAddress }

    /// The `User-Agent` header, when there was one.
    package var userAgent: String? { texts.userAgent }

    /// Name, never the value, of the ingestion token that was used.
    package var tokenName: String? { texts.tokenName }

    /// Version that the extension announced.
    package var extensionVersion: String? { texts.extensionVersion }

    /// Keeps the facts, each text cut to ``maximumTextBytes``.
    package init(
        receivedAtMilliseconds: Int64,
        clientAddress: String,
        userAgent: String? = nil,
        tokenName: String? = nil,
        extensionVersion: String? = nil
    ) {
        self.receivedAtMilliseconds = receivedAtMilliseconds
        texts = Texts(
            clientAddress: Self.bounded(clientAddress),
            userAgent: userAgent.map(Self.bounded),
            tokenName: tokenName.map(Self.bounded),
            extensionVersion: extensionVersion.map(Self.bounded)
        )
    }

    private init(_ texts: Texts, receivedAtMilliseconds: Int64) {
        self.texts = texts
        self.receivedAtMilliseconds = receivedAtMilliseconds
    }

    /// The same facts at another time, as for the next line of a batch.
    package func received(atMilliseconds milliseconds: Int64) -> ReceptionFacts {
        ReceptionFacts(texts, receivedAtMilliseconds: milliseconds)
    }

    private final class Texts: Sendable, Hashable {
        let clientAddress: String
        let userAgent: String?
        let tokenName: String?
        let extensionVersion: String?

        init(clientAddress: String, userAgent: String?, tokenName: String?, extensionVersion: String?) {
            self.clientAddress = clientAddress
            self.userAgent = userAgent
            self.tokenName = tokenName
            self.extensionVersion = extensionVersion
        }

        static func == (left: Texts, right: Texts) -> Bool {
            left === right
                || (left.clientAddress == right.clientAddress && left.userAgent == right.userAgent
                    && left.tokenName == right.tokenName && left.extensionVersion == right.extensionVersion)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(clientAddress)
            hasher.combine(userAgent)
            hasher.combine(tokenName)
            hasher.combine(extensionVersion)
        }
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
