/// Whether new events can be made durable, and which parts behind are in trouble.
package struct HealthReport: Sendable, Hashable {
    /// Why no event can be made durable now; nil when the server is ready.
    package var unreadyReason: String?

    /// Names of destinations that are not keeping up; intake goes on without them.
    package var degraded: [String]

    /// Whether clients are told to collect events.
    package var isCollecting: Bool

    /// Creates a report.
    package init(unreadyReason: String? = nil, degraded: [String] = [], isCollecting: Bool = true) {
        self.unreadyReason = unreadyReason
        self.degraded = degraded
        self.isCollecting = isCollecting
    }

    /// Whether events are taken.
    package var isReady: Bool { unreadyReason == nil }
}
