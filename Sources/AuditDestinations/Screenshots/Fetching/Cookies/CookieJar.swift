/// The cookies of one attempt, or of one session, each going only where its server may see it.
///
/// Narrower than browsers: a cookie without `Domain` goes to the very host and port that set it, and what came over TLS
/// never goes out without, whether `Secure` was said or not. A `Domain` counts only if it is the host or a parent of it
/// with at least two labels; all hosts that are ever asked are listed by the administrator, so no list of public
/// suffixes is needed.
package struct CookieJar: Sendable, Hashable {
    /// The most cookies that are kept; further ones are left out.
    package static let maximumCount = 50

    private struct Entry: Sendable, Hashable {
        let cookie: SetCookie
        let setBy: WebOrigin
        /// Nil for the host and port that set it alone.
        let domain: String?
        let path: String
    }

    private var entries: [Entry] = []

    /// Starts empty.
    package init() {}

    /// Whether nothing is in it.
    package var isEmpty: Bool { entries.isEmpty }

    /// Takes what an answer from `url` sets; cookies for other hosts than its own are left out.
    package mutating func store(_ cookies: [SetCookie], from url: PictureURL) {
        for cookie in cookies {
            guard let domain = Self.scope(of: cookie, at: url.origin.host) else { continue }
            let path = cookie.path ?? Self.folder(of: url.path)
            let isHTTPS = url.origin.scheme == .https
            if cookie.isSecure, !isHTTPS { continue }
            entries.removeAll {
                $0.cookie.name == cookie.name && $0.domain == domain && $0.path == path
                    && $0.setBy.host == url.origin.host
            }
            if cookie.value.isEmpty || cookie.isExpired || entries.count >= Self.maximumCount { continue }
            entries.append(Entry(cookie: cookie, setBy: url.origin, domain: domain, path: path))
        }
    }

    /// The value of the header `Cookie` for a request to `url`, nil without a cookie for it.
    package func header(for url: PictureURL) -> String? {
        let fitting = entries.filter { Self.fits($0, url) }
        // Longer paths first (RFC 6265 section 5.4), otherwise in the order of their coming.
        let sorted = fitting.enumerated().sorted { left, right in
            let (first, second) = (left.element.path.utf8.count, right.element.path.utf8.count)
            return first != second ? first > second : left.offset < right.offset
        }
        guard !sorted.isEmpty else { return nil }
        return sorted.map { "\($0.element.cookie.name)=\($0.element.cookie.value)" }.joined(separator: "; ")
    }

    private static func fits(_ entry: Entry, _ url: PictureURL) -> Bool {
        if entry.setBy.scheme == .https, url.origin.scheme == .http { return false }
        if let domain = entry.domain {
            guard let name = url.origin.host.name, name == domain || name.hasSuffix(".\(domain)") else { return false }
        } else {
            guard entry.setBy.host == url.origin.host, entry.setBy.hasPort(like: url.origin) else { return false }
        }
        guard url.path.hasPrefix(entry.path) else { return false }
        return url.path == entry.path || entry.path.hasSuffix("/")
            || url.path.utf8.dropFirst(entry.path.utf8.count).first == UInt8(ascii: "/")
    }

    /// Where a cookie goes: nil for nowhere, `.some(nil)` for the host alone, else a domain.
    private static func scope(of cookie: SetCookie, at host: WebHost) -> String?? {
        guard let domain = cookie.domain else { return .some(nil) }
        guard let name = host.name else { return domain == "\(host)" ? .some(nil) : nil }
        if name == domain { return domain.contains(".") ? .some(domain) : .some(nil) }
        return name.hasSuffix(".\(domain)") && domain.contains(".") ? .some(domain) : nil
    }

    /// The default path (RFC 6265 section 5.1.4).
    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }
}
