import NIOHTTP1

/// What a request to the ingest door asks for, by method and exact path.
package enum IngestRoute: Sendable, Hashable {
    /// `POST /api/v1/audit-event`: one envelope.
    case event
    /// `POST /api/v1/audit-events`: many envelopes, one a line.
    case batch
    /// `GET` and `HEAD /api/v1/test-connection`.
    case testConnection
    /// `GET` and `HEAD /health/live`.
    case live
    /// `GET` and `HEAD /health/ready`.
    case ready
    /// `OPTIONS` of any path.
    case preflight
    /// Any other method or path.
    case unknown

    /// Whether the address limiter counts requests of this route.
    package var isCounted: Bool {
        switch self {
        case .event, .batch, .testConnection: true
        case .live, .ready, .preflight, .unknown: false
        }
    }

    /// Whether the route wants a bearer token.
    package var needsToken: Bool {
        switch self {
        case .event, .batch, .testConnection, .unknown: true
        case .live, .ready, .preflight: false
        }
    }

    /// Finds the route; the query is ignored, letter case and slashes are not.
    ///
    /// - Throws: ``BadPath`` for a percent escape that isn't one.
    package init(method: HTTPMethod, uri: String) throws(BadPath) {
        if method == .OPTIONS {
            self = .preflight
            return
        }
        switch (method, try Self.path(of: uri)) {
        case (.POST, "/api/v1/audit-event"): self = .event
        case (.POST, "/api/v1/audit-events"): self = .batch
        case (.GET, "/api/v1/test-connection"), (.HEAD, "/api/v1/test-connection"): self = .testConnection
        case (.GET, "/health/live"), (.HEAD, "/health/live"): self = .live
        case (.GET, "/health/ready"), (.HEAD, "/health/ready"): self = .ready
        default: self = .unknown
        }
    }

    /// Whether the query of a batch has `leafHash=true`; singles carry leaf hashes without being asked.
    static func asksForLeafHashes(_ uri: String) -> Bool {
        guard let mark = uri.utf8.firstIndex(of: UInt8(ascii: "?")) else { return false }
        return uri[uri.index(after: mark)...].split(separator: "&").contains("leafHash=true")
    }

    /// A path with a percent escape that isn't one.
    package struct BadPath: Error {}

    private static func path(of uri: String) throws(BadPath) -> String {
        guard uri.utf8.contains(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "%") }) else { return uri }
        let path = uri.utf8.prefix { $0 != UInt8(ascii: "?") }
        var decoded: [UInt8] = []
        var rest = path[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                decoded.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(Self.hexDigit), let low = rest.popFirst().flatMap(Self.hexDigit)
            else { throw BadPath() }
            decoded.append(high << 4 | low)
        }
        guard let text = String(validating: decoded, as: UTF8.self) else { throw BadPath() }
        return text
    }

    private static func hexDigit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }
}
