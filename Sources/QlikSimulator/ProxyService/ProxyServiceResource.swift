/// What a path of the proxy service names: something of one virtual proxy.
struct ProxyServiceResource {
    /// The kinds of things.
    enum Kind {
        /// Tickets to be given out.
        case ticket
        /// One session.
        case session(String)
        /// All sessions of a user.
        case user(SiteUser)
    }

    let prefix: SitePrefix
    let kind: Kind

    /// Reads `/qps/[prefix/]ticket`, `/qps/[prefix/]session/{id}` or `/qps/[prefix/]user/{directory}/{id}`.
    ///
    /// Nil for anything else, and for a prefix that isn't among `prefixes`.
    init?(_ segments: [String], prefixes: some Collection<SitePrefix>) {
        guard segments.first == "qps" else { return nil }
        let path = segments.dropFirst()
        for prefix in prefixes where path.starts(with: prefix.segments) {
            let rest = Array(path.dropFirst(prefix.segments.count))
            guard let kind = Self.kind(rest) else { continue }
            self.prefix = prefix
            self.kind = kind
            return
        }
        return nil
    }

    private static func kind(_ path: [String]) -> Kind? {
        switch (path.first, path.count) {
        case ("ticket", 1): return .ticket
        case ("session", 2): return .session(path[1])
        case ("user", 3):
            // Names that can't be a user's name nothing.
            guard let user = try? SiteUser(directory: path[1], id: path[2]) else { return nil }
            return .user(user)
        default: return nil
        }
    }
}
