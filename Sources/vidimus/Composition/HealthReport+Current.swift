import AuditDestinations
import AuditJournal
import AuditServer

extension HealthReport {
    /// The state of journal, log and destinations right now.
    ///
    /// Destinations in trouble, and the log, are named and change nothing: intake must not stop for them.
    static func current(
        journal: Journal,
        log: LogPublisher,
        deliveries: [Delivery],
        screenshots: ScreenshotStatus?,
        isDoorOpen: Bool,
        isCollecting: Bool
    ) -> HealthReport {
        let state = journal.state
        return HealthReport(
            unreadyReason: state != .running ? state.description : isDoorOpen ? nil : "the ingest door is not open",
            degraded: deliveries.map(\.status).filter { !$0.isHealthy }.map(\.destination)
                + (screenshots?.trouble == nil ? [] : [ScreenshotService.cursorName])
                + (log.status.trouble == nil ? [] : ["log"]),
            isCollecting: isCollecting
        )
    }
}
