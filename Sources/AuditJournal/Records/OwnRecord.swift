import AuditEvents

/// A record that the server itself writes, such as `audit.conflict` or `server.started`.
package struct OwnRecord: Sendable {
    /// Unique name of the record; takes part in dedupe like an envelope's.
    package let id: EventID

    /// Dotted name, at most ``ReceptionFacts/maximumTextBytes`` bytes.
    package let type: String

    /// A JSON object in UTF-8.
    package let bytes: [UInt8]

    /// Describes one own record; `bytes` is the caller's promise of valid JSON.
    package init(id: EventID, type: String, bytes: [UInt8]) {
        precondition(!type.isEmpty && type.utf8.count <= ReceptionFacts.maximumTextBytes, "a type is 1 to 512 bytes")
        self.id = id
        self.type = type
        self.bytes = bytes
    }
}
