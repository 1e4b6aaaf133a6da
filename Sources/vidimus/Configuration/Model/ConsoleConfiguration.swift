import AuditServer

/// The web console: `Vidimus.console`.
package struct ConsoleConfiguration: Sendable, Hashable {
    /// Where browsers reach it when a proxy stands in front, such as `https://audit.example.com`; default nil.
    package var publicOrigin: String?

    /// Whether a person has to say why before seeing evidence; default false.
    package var requiresReason: Bool

    /// Minutes without a request after which a session ends; default 30.
    package var idleMinutes: Int

    /// Hours after which a session ends in any case; default 12.
    package var sessionHours: Int

    /// Proxies whose `X-Forwarded-For` is believed; default none.
    package var trustedProxies: [AddressRange]

    /// The extension's package, offered for download; default nil.
    package var extensionFile: String?

    init(_ block: ConfigurationView) {
        self.publicOrigin = block.optionalText("publicOrigin")
        self.requiresReason = block.boolean("requireReason")
        self.idleMinutes = block.integer("idleMinutes")
        self.sessionHours = block.integer("sessionHours")
        self.trustedProxies = (block.texts("trustedProxies") ?? []).compactMap(AddressRange.init)
        self.extensionFile = block.optionalText("extensionFile")
    }
}
