/// Scheme, host and port: who answers.
package struct WebOrigin: Sendable, Hashable, CustomStringConvertible {
    /// With or without TLS.
    package let scheme: WebScheme
    /// The host.
    package let host: WebHost
    /// TCP port, 1 to 65535.
    package let port: Int

    /// Names an origin.
    package init(scheme: WebScheme, host: WebHost, port: Int) {
        precondition((1...65_535).contains(port), "a port has 16 bits and is not 0")
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    /// Whether the port need not be written.
    package var hasDefaultPort: Bool { port == scheme.defaultPort }

    /// Host, and port if it has to be written: the header `Host`.
    package var authority: String { hasDefaultPort ? "\(host)" : "\(host):\(port)" }

    /// As in a URL.
    package var description: String { "\(scheme.rawValue)://\(authority)" }

    /// Whether both ports are the same, or both go without saying.
    package func hasPort(like other: WebOrigin) -> Bool {
        port == other.port || (hasDefaultPort && other.hasDefaultPort)
    }
}
