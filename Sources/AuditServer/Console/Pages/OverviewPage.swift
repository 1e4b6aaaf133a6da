/// Whether auditing is alive, at one look.
enum OverviewPage {
    static let routes = [
        ConsoleRoute("overview", .get, "/console", .signedIn, recording: .view) { request, services in
            let health = services.sources.health()
            let view = View(isReady: health.isReady, trouble: health.unreadyReason, degraded: health.degraded)
            return services.page("overview", view, title: "Overview", current: "overview", for: request)
        }
    ]

    struct View: Sendable {
        let isReady: Bool
        let trouble: String?
        let degraded: [String]
    }
}
