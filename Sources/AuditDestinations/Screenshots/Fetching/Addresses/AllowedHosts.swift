import AuditEvents

/// The hosts that pictures may be fetched from, redirects included: `allowedImageDownloadHosts`.
///
/// An entry is `host`, `host:port` or, to allow tickets without TLS, `http://host:port`. It is trimmed, and written in
/// any case and script: `bücher.example` is `xn--bcher-kva.example`.
package struct AllowedHosts: Sendable, Hashable {
    private struct Entry: Sendable, Hashable {
        let host: WebHost
        /// Nil permits the port of the event's own URL.
        let port: Int?
        let allowsTicketsWithoutTLS: Bool
    }

    /// Entries that can never match, as written.
    package let unusable: [String]
    private let entries: [Entry]

    /// Reads the entries.
    package init(_ texts: [String]) {
        var entries: [Entry] = []
        var unusable: [String] = []
        for text in texts {
            if let entry = Self.entry(text) {
                entries.append(entry)
            } else {
                unusable.append(text)
            }
        }
        self.entries = entries
        self.unusable = unusable
    }

    /// Whether nothing can be fetched.
    package var isEmpty: Bool { entries.isEmpty && unusable.isEmpty }

    /// Whether some entry names the host, whatever the port.
    package func names(_ host: WebHost) -> Bool {
        entries.contains { $0.host == host }
    }

    /// Whether a request may go to `target` for an event whose picture is at `event`.
    ///
    /// An entry without port permits the port of the event's URL, or the default port if that has the default port.
    /// Without tickets both schemes will do; with tickets https only, or an entry that begins with `http://`.
    package func permits(_ target: WebOrigin, event: WebOrigin, usesTickets: Bool) -> Bool {
        entries.contains { entry in
            guard entry.host == target.host else { return false }
            if target.scheme == .http, usesTickets, !entry.allowsTicketsWithoutTLS { return false }
            return entry.port.map { $0 == target.port } ?? target.hasPort(like: event)
        }
    }

    private static func entry(_ text: String) -> Entry? {
        var rest = text.drop { $0.isWhitespace }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        let lower = rest.lowercased()
        let isPlain = lower.hasPrefix("http://")
        let place = isPlain ? String(lower.dropFirst("http://".count)) : lower
        if let address = NetworkAddress(place) {
            return Entry(host: .address(address), port: nil, allowsTicketsWithoutTLS: isPlain)
        }
        let end = place.lastIndex(of: "]").map { place.index(after: $0) } ?? place.firstIndex(of: ":")
        let host = place[..<(end ?? place.endIndex)]
        guard let name = Punycode.name(String(host)), let canonical = WebHost(name) else { return nil }
        var port: Int?
        if let end, end != place.endIndex {
            let digits = place[end...].dropFirst()
            guard place[end] == ":", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
                (1...65_535).contains(number)
            else { return nil }
            port = number
        }
        return Entry(host: canonical, port: port, allowsTicketsWithoutTLS: isPlain)
    }
}
