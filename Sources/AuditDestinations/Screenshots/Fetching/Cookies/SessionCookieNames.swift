/// Tells the cookie that holds a Qlik session from all others.
///
/// Qlik names it `X-Qlik-Session`, with the virtual proxy's prefix behind a dash by advice, and adds `-HTTP` for access
/// without TLS. The name is free in Qlik's settings, so further names can be configured. No letter case.
package struct SessionCookieNames: Sendable, Hashable {
    private static let standard = "x-qlik-session"
    private let configured: Set<String>

    /// Knows Qlik's own names and these.
    package init(configured: [String] = []) {
        self.configured = Set(configured.map { $0.lowercased() })
    }

    /// Whether a cookie of this name is a session.
    package func contains(_ name: String) -> Bool {
        let lower = name.lowercased()
        if lower == Self.standard || lower.hasPrefix(Self.standard + "-") { return true }
        return configured.contains { lower == $0 || lower == $0 + "-http" || lower == $0 + "-https" }
    }
}
