/// How the server identifies itself when it fetches a picture: `screenshots.auth`.
package enum ScreenshotAuthentication: Sendable, Hashable {
    /// Not at all.
    case none
    /// With a ticket for one fixed user, at one virtual proxy.
    case fixedUser(ProxyServiceConfiguration, userDirectory: String, userID: String, virtualProxy: String)
    /// With a ticket for the very user of the event.
    case eventUser(ProxyServiceConfiguration)

    init(_ block: ConfigurationView, _ reading: inout ConfigurationReading) {
        let mode = block.text("mode")
        guard mode != "none", ["qpsTicket", "userTicket"].contains(mode) else {
            self = .none
            return
        }
        let service = ProxyServiceConfiguration(block.object("qps"), mode: mode, &reading)
        if mode == "userTicket" {
            self = .eventUser(service)
            return
        }
        let qps = block.object("qps")
        self = .fixedUser(
            service,
            userDirectory: reading.requiredText(qps, "userDirectory", "with mode: qpsTicket"),
            userID: reading.requiredText(qps, "userId", "with mode: qpsTicket"),
            virtualProxy: qps.text("virtualProxy")
        )
    }
}
