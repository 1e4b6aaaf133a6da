/// A one-time ticket of the proxy service; a secret for the minute that it lives.
package struct Ticket: Sendable, Hashable {
    /// The longest ticket that is taken, in bytes.
    private static let maximumBytes = 1_024

    /// What goes into the URL.
    package let text: String

    /// Takes what the service gave; nil when that is no ticket.
    package init?(_ text: String) {
        guard !text.isEmpty, text.utf8.count <= Self.maximumBytes, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { return nil }
        self.text = text
    }
}
