/// What the console is told from outside.
package struct ConsoleSettings: Sendable, Hashable {
    /// Where browsers reach it, such as `https://audit.example.com`, when a proxy stands in front; nil without one.
    package var publicOrigin: String?

    /// Whether a person has to say why before seeing evidence.
    package var requiresReason: Bool

    /// Minutes without a request after which a session ends.
    package var idleMinutes: Int

    /// Hours after which a session ends in any case.
    package var sessionHours: Int

    /// Proxies whose `X-Forwarded-For` is believed.
    package var trustedProxies: [AddressRange]

    /// The extension's package, offered for download; nil when there is none.
    package var extensionFile: String?

    /// Creates the settings.
    package init(
        publicOrigin: String? = nil,
        requiresReason: Bool = false,
        idleMinutes: Int = 30,
        sessionHours: Int = 12,
        trustedProxies: [AddressRange] = [],
        extensionFile: String? = nil
    ) {
        self.publicOrigin = publicOrigin
        self.requiresReason = requiresReason
        self.idleMinutes = idleMinutes
        self.sessionHours = sessionHours
        self.trustedProxies = trustedProxies
        self.extensionFile = extensionFile
    }

    /// Whether browsers come over TLS, so that cookies must too.
    var isSecure: Bool { publicOrigin?.hasPrefix("https://") ?? false }
}
