import AuditDestinations

/// What is ours on screenshots: `Vidimus.screenshots`.
package struct OwnScreenshotConfiguration: Sendable, Hashable {
    /// How long after an event came in its picture is tried; default 10 minutes.
    package var patience: Duration

    /// Pictures that are fetched at the same time; default 8.
    package var maximumConcurrent: Int

    /// Directories whose users nobody is let in as, for `userTicket`; default `INTERNAL`.
    package var deniedUserDirectories: Set<String>

    /// Prefixes of virtual proxies that are known; default none, they are found in the URLs.
    package var virtualProxies: [VirtualProxy]

    /// Names of session cookies besides Qlik's own; default none.
    package var sessionCookies: [String]

    /// Bytes that may lie in each directory with pictures; default 100 GiB.
    package var directoryBytes: Int

    /// Reads the block.
    init(_ block: ConfigurationView, _ reading: inout ConfigurationReading) {
        patience = .milliseconds(boundedMilliseconds: block.number("retrySeconds") * 1_000)
        maximumConcurrent = block.integer("maxConcurrent")
        deniedUserDirectories =
            block.isWritten("deniedUserDirectories")
            ? Set(block.texts("deniedUserDirectories") ?? []) : TicketUser.defaultDeniedDirectories
        virtualProxies = []
        for text in block.texts("virtualProxies") ?? [] {
            if let proxy = VirtualProxy(configured: text), !proxy.prefix.isEmpty {
                virtualProxies.append(proxy)
            } else {
                let message = "'\(text)' must be the prefix of a virtual proxy, such as 'audit' or 'a/b'"
                reading.problem(block, "virtualProxies", message)
            }
        }
        sessionCookies = block.texts("sessionCookies") ?? []
        directoryBytes = block.integer("maxDirectoryMegabytes") << 20
    }
}
