import AuditDestinations

/// How the server identifies itself when it fetches a picture: `screenshots.auth`.
package enum ScreenshotAuthentication: Sendable, Hashable {
    /// Not at all.
    case none
    /// With a ticket for one fixed user, at one virtual proxy.
    case fixedUser(ProxyServiceConfiguration, TicketUser, VirtualProxy)
    /// With a ticket for the very user of the event.
    case eventUser(ProxyServiceConfiguration)

    init(_ block: ConfigurationView, _ reading: inout ConfigurationReading) {
        let mode = block.text("mode")
        guard mode != "none", ["qpsTicket", "userTicket"].contains(mode) else {
            self = .none
            return
        }
        let qps = block.object("qps")
        let service = ProxyServiceConfiguration(qps, mode: mode, &reading)
        if mode == "userTicket" {
            self = service.map { .eventUser($0) } ?? .none
            return
        }
        let user = Self.fixedUser(qps, &reading)
        let proxy = VirtualProxy(configured: qps.text("virtualProxy"))
        if proxy == nil {
            let message = "must be the prefix of a virtual proxy, such as 'audit' or 'a/b'"
            reading.problem(qps, "virtualProxy", message)
        }
        guard let service, let user, let proxy else {
            self = .none
            return
        }
        self = .fixedUser(service, user, proxy)
    }

    /// Reads the user that tickets are for; nil when it can't be one, which is reported.
    private static func fixedUser(_ qps: ConfigurationView, _ reading: inout ConfigurationReading) -> TicketUser? {
        let directory = reading.requiredText(qps, "userDirectory", "with mode: qpsTicket")
        let id = reading.requiredText(qps, "userId", "with mode: qpsTicket")
        guard !directory.isEmpty, !id.isEmpty else { return nil }
        do {
            return try TicketUser(directory: directory, id: id)
        } catch {
            let message = "holds characters that no Qlik user has: backslashes, control characters or outer blanks"
            reading.problem(qps, "userId", message)
            return nil
        }
    }
}
