/// Which versions of the Audit.qs extension a server takes.
package struct VersionCompatibility: Sendable, Hashable {
    /// The server version that we announce, as given.
    package let serverVersion: String
    /// The client range of the server's row, nil when there is none.
    private let clientRange: Range<SemanticVersion>?

    /// Looks up the row of a server version.
    ///
    /// A pre-release, an incomplete version and one without a row make every client incompatible, as at Butler SOS.
    package init(serverVersion: String) {
        self.serverVersion = serverVersion
        if let version = SemanticVersion(serverVersion), !version.isPrerelease {
            clientRange = VersionCompatibility.matrix.first { $0.server.contains(version) }?.client
        } else {
            clientRange = nil
        }
    }

    /// Whether a client that announces this version may send events.
    package func isCompatible(_ clientVersion: String) -> Bool {
        guard let clientRange, let version = SemanticVersion(clientVersion), !version.isPrerelease else { return false }
        return clientRange.contains(version)
    }

    /// The version in a raw `X-Audit-QS-Version` value: the first element of a comma list, trimmed, nil when empty.
    package static func announcedVersion(inHeader value: String) -> String? {
        var first = value.unicodeScalars.prefix { $0 != "," }
        while first.first?.properties.isWhitespace == true { first.removeFirst() }
        while first.last?.properties.isWhitespace == true { first.removeLast() }
        return first.isEmpty ? nil : String(first)
    }

    /// The published rows: server range, client range.
    private static let matrix: [(server: Range<SemanticVersion>, client: Range<SemanticVersion>)] = [
        (SemanticVersion(14, 0, 0)..<SemanticVersion(15, 0, 0), SemanticVersion(0, 3, 0)..<SemanticVersion(0, 5, 0)),
        (SemanticVersion(15, 0, 0)..<SemanticVersion(16, 0, 0), SemanticVersion(0, 3, 0)..<SemanticVersion(0, 5, 0)),
    ]
}
