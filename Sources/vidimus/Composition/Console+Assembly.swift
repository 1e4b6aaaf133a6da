import AuditJournal
import AuditServer

extension ConsoleSettings {
    /// What the configuration says of the console.
    init(_ configuration: ConsoleConfiguration) {
        self.init(
            publicOrigin: configuration.publicOrigin,
            requiresReason: configuration.requiresReason,
            idleMinutes: configuration.idleMinutes,
            sessionHours: configuration.sessionHours,
            trustedProxies: configuration.trustedProxies,
            extensionFile: configuration.extensionFile
        )
    }
}

extension ConsoleSources {
    /// The parts of a running server.
    init(journal: Journal, health: @escaping @Sendable () -> HealthReport, now: @escaping @Sendable () -> Int64) {
        self.init(
            append: { await journal.append($0) },
            health: health,
            now: now,
            version: VidimusVersion.current
        )
    }
}

extension Console {
    /// Prints the link that makes the first administrator, while there is none.
    func invite(boundTo address: String) {
        guard let link = firstLink(boundTo: address) else { return }
        StandardError.print("The console has no account yet. Open this link once to make the first administrator:")
        StandardError.print("  \(link)")
    }
}
