import AuditCatalog
import AuditEvents

/// What is looked at most and least, by counts, without names of people.
enum UsagePage {
    static let rows = 200
    private static let usualDays: Int64 = 28

    static let routes = [
        ConsoleRoute("usage", .get, "/console/usage", .signedIn, recording: .view) { request, services in
            try await page(request, services)
        }
    ]

    struct Row: Sendable {
        let name: String
        let kind: String?
        let place: String?
        let people: String
        let views: String
        let attention: String
        let last: String
        let points: String
        let peak: String
        let innerLink: String?
        let seenLink: String?
    }

    struct Choice: Sendable {
        let value: String
        let label: String
        let isSelected: Bool
    }

    struct View: Sendable {
        let levels: [Choice]
        let orders: [Choice]
        let from: String
        let to: String
        let app: String?
        let sheet: String?
        let apps: [SearchPage.Option]
        let days: String
        let rows: [Row]
        let hasRows: Bool
        let isCut: Bool
        let unused: [String]
        let hasUnused: Bool
        let isWhole: Bool
        let viewsLabel: String
    }

    private static let levels = [("apps", "Apps"), ("sheets", "Sheets"), ("objects", "Charts")]
    private static let orders = [
        ("attention", "Longest looked at"), ("views", "Most views"), ("people", "Most people"),
        ("leastViewed", "Fewest views"),
    ]

    private static func page(_ request: ConsoleRequest, _ services: ConsoleServices) async throws -> ConsoleAnswer {
        let fields = request.query
        let today = Day(of: UTCTime(milliseconds: request.milliseconds))
        let to = fields["to"].flatMap { Day($0) } ?? today
        let from = min(to, fields["from"].flatMap { Day($0) } ?? to.advanced(by: 1 - usualDays))
        let level = fields["level"].flatMap { UsageQuery.Level(rawValue: $0) } ?? .apps
        let order = fields["order"].flatMap { UsageQuery.Order(rawValue: $0) } ?? .attention
        var query = UsageQuery(level, from: from, to: to, order: order, limit: rows)
        query.app = fields["app"]
        query.sheet = fields["sheet"]
        let report = try await services.sources.catalog.usage(query)
        let mayRead = ConsoleAccess.evidence.allows(request.person.role)
        let shown = report.rows.map { row(of: $0, query, mayRead: mayRead) }
        let view = View(
            levels: levels.map { Choice(value: $0.0, label: $0.1, isSelected: $0.0 == level.rawValue) },
            orders: orders.map { Choice(value: $0.0, label: $0.1, isSelected: $0.0 == order.rawValue) },
            from: "\(from)",
            to: "\(to)",
            app: query.app,
            sheet: query.sheet,
            apps: try await SearchPage.options(.apps, services),
            days: "\(report.days.lowerBound) to \(report.days.upperBound)",
            rows: shown,
            hasRows: !shown.isEmpty,
            isCut: report.isCut,
            unused: report.unused.map(\.displayName),
            hasUnused: !report.unused.isEmpty,
            isWhole: query.app == nil,
            viewsLabel: level == .objects ? "Views" : "Visits"
        )
        let contents = ShownContents(rows: shown.count)
        return services.page("usage", view, title: "Usage", current: "usage", for: request, shown: contents)
    }

    private static func row(of row: UsageRow, _ query: UsageQuery, mayRead: Bool) -> Row {
        let most = max(1, row.trend.max() ?? 1)
        let step = row.trend.count > 1 ? 120.0 / Double(row.trend.count - 1) : 0
        let points = row.trend.enumerated().map { index, count in
            "\(Int(Double(index) * step)),\(26 - count * 24 / most)"
        }
        var inner: String?
        if query.level == .apps {
            inner = link(query, level: "sheets", app: row.thing.id)
        } else if query.level == .sheets {
            inner = link(query, level: "objects", app: row.app?.id, sheet: row.thing.id)
        }
        let kind = query.level == .apps ? "app" : query.level == .sheets ? "sheet" : "object"
        let place = query.level == .apps ? [] : [row.app?.displayName, row.sheet?.displayName].compactMap(\.self)
        let seen = FormFields([("kind", kind), ("what", row.thing.id)])
        return Row(
            name: row.thing.displayName,
            kind: row.thing.type,
            place: place.isEmpty ? nil : place.joined(separator: " › "),
            people: Words.count(row.people),
            views: Words.count(row.views),
            attention: Words.duration(row.activeMilliseconds),
            last: "\(row.lastDay)",
            points: points.joined(separator: " "),
            peak: Words.count(row.trend.max() ?? 0),
            innerLink: inner,
            seenLink: mayRead ? "/console/seen?\(seen.query)" : nil
        )
    }

    private static func link(_ query: UsageQuery, level: String, app: String?, sheet: String? = nil) -> String {
        let fields = FormFields([
            ("level", level), ("app", app ?? ""), ("sheet", sheet ?? ""), ("from", "\(query.from)"),
            ("to", "\(query.to)"), ("order", query.order.rawValue),
        ])
        return "/console/usage?\(fields.query)"
    }
}
