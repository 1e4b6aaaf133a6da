/// The prefix of a Qlik Sense virtual proxy, without slashes at its ends; empty for the default one.
package struct VirtualProxy: Sendable, Hashable, CustomStringConvertible {
    /// The proxy without a prefix.
    package static let `default` = VirtualProxy(checked: "")

    /// The longest prefix, in bytes.
    private static let maximumBytes = 255

    /// First path segments of what Qlik serves itself; what stands before the first of them is the prefix.
    private static let services: Set<String> = [
        "api", "appcontent", "content", "dataprepservice", "extensions", "hub", "printing", "qmc", "qps", "qrs",
        "resources", "sense", "tempcontent",
    ]

    /// The prefix, which may be nested (`a/b`).
    package let prefix: String

    private init(checked prefix: String) {
        self.prefix = prefix
    }

    /// Takes a prefix as configured: slashes at its ends don't count; nil for other characters than a prefix has.
    package init?(configured text: String) {
        let segments = text.split(separator: "/").map(String.init)
        let trimmed = segments.map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
        guard Self.isValid(trimmed) else { return nil }
        self.init(checked: trimmed.joined(separator: "/"))
    }

    /// Finds the proxy that serves the URL; nil when the prefix has characters that no prefix has.
    ///
    /// A configured prefix that the path begins with wins, the longest one first, in the spelling of the
    /// configuration. Otherwise it is what stands before `tempcontent`, `printing`, `hub` and the other services of
    /// Qlik, in lower case, as prefixes are. Without such a segment it is the first one, as at Butler SOS; a file at the
    /// root is the default proxy's.
    package init?(serving url: PictureURL, known prefixes: [VirtualProxy]) {
        let all = url.path.split(separator: "/").map(String.init)
        let isFolder = url.path.hasSuffix("/")
        let lower = all.map { $0.lowercased() }
        let matching = prefixes.filter { known in
            let segments = known.prefix.lowercased().split(separator: "/").map(String.init)
            return !segments.isEmpty && lower.starts(with: segments)
        }
        if let longest = matching.max(by: { $0.prefix.utf8.count < $1.prefix.utf8.count }) {
            self = longest
            return
        }
        guard let first = lower.first else {
            self = .default
            return
        }
        let segments: [String]
        if first == "qps" {
            let second = lower.dropFirst().first
            let isProxy = second.map { !["ticket", "session"].contains($0) && Self.isValid([$0]) } ?? false
            segments = isProxy ? second.map { [$0] } ?? [] : []
        } else if let service = lower.firstIndex(where: Self.services.contains) {
            segments = Array(lower[..<service])
        } else {
            segments = lower.count > 1 || isFolder ? [first] : []
        }
        guard Self.isValid(segments) else { return nil }
        self.init(checked: segments.joined(separator: "/"))
    }

    /// The path of the proxy service API for this proxy: `/qps/ticket`, `/qps/a/b/ticket`.
    package func servicePath(_ resource: String) -> String {
        prefix.isEmpty ? "/qps/\(resource)" : "/qps/\(prefix)/\(resource)"
    }

    /// The prefix; `(default)` if there is none.
    package var description: String { prefix.isEmpty ? "(default)" : prefix }

    private static func isValid(_ segments: [String]) -> Bool {
        let isProper = segments.allSatisfy { segment in
            segment != "." && segment != ".."
                && segment.utf8.allSatisfy { byte in
                    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "._~-".utf8.contains(byte)
                }
        }
        return isProper && segments.reduce(0) { $0 + $1.utf8.count + 1 } <= maximumBytes
    }
}

extension String {
    /// Without blanks and tabs at the ends.
    fileprivate func trimmingBlanks() -> String {
        var rest = Substring(self).drop { $0.isWhitespace }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
