import AuditCatalog
import AuditEvents
import AuditJournal

/// Whether auditing is alive, at one look.
enum OverviewPage {
    /// Without an event for so long, an app's last event is marked.
    private static let quietMilliseconds: Int64 = 86_400_000

    static let routes = [
        ConsoleRoute("overview", .get, "/console", .signedIn, recording: .view) { request, services in
            try await page(request, services)
        }
    ]

    struct AppRow: Sendable {
        let name: String
        let last: String
        let ago: String
        let link: String?
        let events: String
        let people: String
        let missing: String?
        let isSilent: Bool
        let isQuiet: Bool
    }

    struct Hour: Sendable {
        let x: Int
        let y: Int
        let height: Int
        let title: String
    }

    struct Figure: Sendable {
        let name: String
        let value: String
        let note: String?
        let style: String
    }

    struct View: Sendable {
        let isReady: Bool
        let trouble: String?
        let degraded: String?
        let isCollecting: Bool
        let behind: String?
        let figures: [Figure]
        let apps: [AppRow]
        let hasApps: Bool
        let hours: [Hour]
        let hoursBegin: String
        let hoursEnd: String
        let mostAnHour: String
        let hasActivity: Bool
        let canSeeHealth: Bool
    }

    private static func page(_ request: ConsoleRequest, _ services: ConsoleServices) async throws -> ConsoleAnswer {
        let now = UTCTime(milliseconds: request.milliseconds)
        let overview = try await services.sources.catalog.overview(at: now)
        let health = services.sources.health()
        let mayRead = ConsoleAccess.evidence.allows(request.person.role)
        let apps = overview.apps.map { row(of: $0, now: now, mayRead: mayRead, zone: request.zone) }
        let most = overview.activity.max() ?? 0
        let hourBegin = now.milliseconds - now.milliseconds % 3_600_000
        let view = View(
            isReady: health.isReady,
            trouble: health.unreadyReason,
            degraded: health.degraded.isEmpty ? nil : health.degraded.joined(separator: ", "),
            isCollecting: health.isCollecting,
            behind: SearchPage.behind(services.sources.catalog.status),
            figures: figures(of: overview, services),
            apps: apps,
            hasApps: !apps.isEmpty,
            hours: hours(overview.activity, most: most, hourBegin: hourBegin, zone: request.zone),
            hoursBegin: request.zone.text(hourBegin - Int64(overview.activity.count - 1) * 3_600_000),
            hoursEnd: request.zone.text(now.milliseconds),
            mostAnHour: Words.count(most),
            hasActivity: most > 0,
            canSeeHealth: ConsoleAccess.health.allows(request.person.role)
        )
        let shown = ShownContents(rows: apps.count)
        return services.page("overview", view, title: "Overview", current: "overview", for: request, shown: shown)
    }

    private static func row(of app: AppActivity, now: UTCTime, mayRead: Bool, zone: DisplayZone) -> AppRow {
        let age = max(0, now.milliseconds - app.lastReceived.milliseconds)
        return AppRow(
            name: app.app.displayName,
            last: zone.text(app.lastReceived.milliseconds),
            ago: Words.ago(age),
            link: mayRead ? "/console/search?\(FormFields([("app", app.app.id)]).query)" : nil,
            events: Words.count(app.eventsLastDay),
            people: Words.count(app.peopleToday),
            missing: app.missingCount > 0 ? Words.count(app.missingCount) : nil,
            isSilent: app.isUnexpectedlySilent,
            isQuiet: age > quietMilliseconds
        )
    }

    private static func figures(of overview: Overview, _ services: ConsoleServices) -> [Figure] {
        let records = services.sources.records.end
        let pictures = overview.pictures
        let today = overview.activity.suffix(24).reduce(0, +)
        return [
            Figure(name: "Records in the journal", value: Words.count(Int(records.rawValue)), note: nil, style: ""),
            Figure(name: "Events in the last 24 hours", value: Words.count(today), note: nil, style: ""),
            Figure(
                name: "Pictures stored",
                value: Words.count(pictures.stored),
                note: pictures.awaited > 0 ? "\(Words.count(pictures.awaited)) on the way" : nil,
                style: ""
            ),
            Figure(
                name: "Pictures lost",
                value: Words.count(pictures.lost),
                note: pictures.lost > 0 ? "see Search, “Picture lost”" : nil,
                style: pictures.lost > 0 ? "warn" : ""
            ),
            Figure(
                name: "Events missing",
                value: Words.count(overview.missingCount),
                note: overview.missingCount > 0 ? "numbers that never arrived" : nil,
                style: overview.missingCount > 0 ? "bad" : ""
            ),
            Figure(
                name: "Conflicts",
                value: Words.count(overview.conflictCount),
                note: overview.conflictCount > 0 ? "an id came again with other content" : nil,
                style: overview.conflictCount > 0 ? "bad" : ""
            ),
        ]
    }

    private static func hours(_ activity: [Int], most: Int, hourBegin: Int64, zone: DisplayZone) -> [Hour] {
        activity.enumerated().map { index, count in
            let height = most == 0 ? 0 : max(count > 0 ? 2 : 0, count * 100 / most)
            let begin = hourBegin - Int64(activity.count - 1 - index) * 3_600_000
            return Hour(
                x: index * 20,
                y: 104 - height,
                height: height,
                title: "\(zone.day(begin)) \(zone.clock(begin).prefix(5)): \(Words.count(count, "event", "events"))"
            )
        }
    }
}
