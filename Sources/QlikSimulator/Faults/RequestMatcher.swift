/// Which requests a fault is for; everything that is said must be true.
package struct RequestMatcher: Sendable, Hashable {
    /// Every request.
    package static let any = RequestMatcher()
    /// Requests for tickets.
    package static let tickets = RequestMatcher(listener: .proxyService, method: "POST", pathContains: "/ticket")
    /// Requests that end a session.
    package static let sessionEnds = RequestMatcher(
        listener: .proxyService,
        method: "DELETE",
        pathContains: "/session/"
    )
    /// Requests for temporary content, over https and http.
    package static let pictures = RequestMatcher(method: "GET", pathContains: "/tempcontent/")

    private let listener: SiteListener?
    private let method: String?
    private let pathContains: String?
    private let hasTicket: Bool?

    /// Describes requests.
    ///
    /// - Parameters:
    ///   - listener: Where they come in; nil for anywhere.
    ///   - method: Their method; nil for any.
    ///   - pathContains: What is in their path as sent; nil for anything.
    ///   - hasTicket: Whether `qlikTicket` is in their query; nil for both.
    package init(
        listener: SiteListener? = nil,
        method: String? = nil,
        pathContains: String? = nil,
        hasTicket: Bool? = nil
    ) {
        self.listener = listener
        self.method = method
        self.pathContains = pathContains
        self.hasTicket = hasTicket
    }

    /// Whether `request` is one of these.
    package func matches(_ request: SiteRequest) -> Bool {
        if let listener, request.listener != listener { return false }
        if let method, request.method != method { return false }
        if let pathContains, !request.path.contains(pathContains) { return false }
        if let hasTicket, (request.parameter("qlikTicket") != nil) != hasTicket { return false }
        return true
    }
}
