import Hummingbird

/// Where a browser says that a form was sent from.
enum RequestOrigin {
    /// Whether the headers allow that one of our own pages sent it.
    ///
    /// Browsers send `Sec-Fetch-Site` to trustworthy places and `Origin` with each POST. A client that sends neither
    /// is no browser that could be tricked. `authority` is the host that the request was sent to.
    static func mayBeOurs(_ headers: HTTPFields, publicOrigin: String?, authority: String?) -> Bool {
        if let site = HeaderNames.value(HeaderNames.secFetchSite, in: headers), site != "same-origin" { return false }
        guard let origin = HeaderNames.value(HeaderNames.origin, in: headers) else { return true }
        guard let host = origin.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).last,
            origin.hasPrefix("http://") || origin.hasPrefix("https://")
        else { return false }
        if let publicOrigin, origin.lowercased() == publicOrigin.lowercased() { return true }
        return authority.map { $0.lowercased() == host.lowercased() } ?? false
    }
}
