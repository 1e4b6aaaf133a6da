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

extension DestinationView {
    /// What an operator sees of a destination.
    init(_ state: DestinationState) {
        self.init(
            name: state.name,
            state: state.state,
            reason: state.reason,
            lag: state.lag,
            deadLetters: state.deadLetters,
            lost: state.lost,
            lastError: state.lastError
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
