/// Which origins may read the answers of the ingest door.
///
/// CORS is no access control: an event of an unlisted origin with a right token is stored all the same.
package enum CORSPolicy: Sendable, Hashable {
    /// No CORS headers; preflights are unknown routes.
    case off
    /// `*` for everybody.
    case anyOrigin
    /// The origins of this list, compared exactly: letter case, port and all.
    case listed(Set<String>)

    /// Reads `cors.allowedOrigins`: an empty list switches CORS off, a `*` anywhere allows every origin.
    package init(allowedOrigins: [String]) {
        if allowedOrigins.isEmpty {
            self = .off
        } else if allowedOrigins.contains("*") {
            self = .anyOrigin
        } else {
            self = .listed(Set(allowedOrigins))
        }
    }

    /// The value of `Access-Control-Allow-Origin` for a request, or nil for none.
    package func allowedOrigin(for origin: String?) -> String? {
        switch self {
        case .off: nil
        case .anyOrigin: "*"
        case .listed(let origins): origin.flatMap { origins.contains($0) ? $0 : nil }
        }
    }

    /// Whether answers differ by origin, so that caches must be told `Vary: Origin`.
    package var variesByOrigin: Bool {
        if case .listed = self { true } else { false }
    }
}
