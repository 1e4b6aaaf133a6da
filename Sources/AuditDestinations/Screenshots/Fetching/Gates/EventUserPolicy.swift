/// Whom and where `userTicket` may ask for.
package struct EventUserPolicy: Sendable, Hashable {
    /// User directories that nobody is let in from, without letter case.
    package let deniedDirectories: Set<String>
    /// Prefixes of virtual proxies that are known; others are found in the URL's path.
    package let virtualProxies: [VirtualProxy]

    /// Denies Qlik's service accounts unless told otherwise.
    package init(
        deniedDirectories: Set<String> = TicketUser.defaultDeniedDirectories,
        virtualProxies: [VirtualProxy] = []
    ) {
        self.deniedDirectories = deniedDirectories
        self.virtualProxies = virtualProxies
    }
}
