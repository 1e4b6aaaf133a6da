import AuditCatalog
import AuditEvents
import AuditJournal

/// User sessions: the list, and one of them put together again.
enum SessionPages {
    /// Sessions of a page.
    static let rows = 50
    /// Events of a session that its page lists.
    static let listedEvents = 200
    /// Objects in view whose data and pictures a page shows.
    static let shownObjects = 24
    /// Rows of data that are shown of each object in view.
    static let shownDataRows = 50

    static let routes = [
        ConsoleRoute("sessions", .get, "/console/sessions", .evidence, recording: .view) { request, services in
            try await list(request, services)
        },
        ConsoleRoute("session", .get, "/console/sessions/:session", .evidence, recording: .view) { request, services in
            try await reconstruction(request, services)
        },
    ]

    struct Row: Sendable {
        let link: String
        let day: String
        let begin: String
        let end: String
        let length: String
        let person: String
        let app: String
        let events: String
        let views: String
        let data: String
        let pictures: String
    }

    struct ListView: Sendable {
        let fields: [String: String]
        let zone: String
        let isZoneNamed: Bool
        let people: [SearchPage.Option]
        let apps: [SearchPage.Option]
        let mistakes: [String]
        let sessions: [Row]
        let hasSessions: Bool
        let isNarrow: Bool
        let nextLink: String?
        let firstLink: String?
        let behind: String?
    }

    private static func list(_ request: ConsoleRequest, _ services: ConsoleServices) async throws -> ConsoleAnswer {
        let filter = EventFilter(request, limit: rows)
        let after = request.query["place"].flatMap { SessionPosition($0) }
        let query = SessionQuery(
            user: filter.query.user,
            app: filter.query.app,
            from: filter.query.from,
            to: filter.query.to,
            limit: rows,
            after: after
        )
        let found = try await services.sources.catalog.sessions(query)
        let people = try await SearchPage.options(.people, services)
        let apps = try await SearchPage.options(.apps, services)
        let view = ListView(
            fields: SearchPage.fields(of: request),
            zone: request.zone.name,
            isZoneNamed: request.query["zone"] != nil,
            people: people,
            apps: apps,
            mistakes: filter.mistakes,
            sessions: found.sessions.map { row(of: $0, request.zone) },
            hasSessions: !found.sessions.isEmpty,
            isNarrow: filter.isNarrow,
            nextLink: found.next.map { "/console/sessions?\(filter.fields.setting("place", "\($0)").query)" },
            firstLink: after == nil ? nil : "/console/sessions?\(filter.fields.query)",
            behind: SearchPage.behind(services.sources.catalog.status)
        )
        let shown = ShownContents(rows: found.sessions.count)
        return services.page("sessions", view, title: "Sessions", current: "sessions", for: request, shown: shown)
    }

    private static func row(of session: SessionSummary, _ zone: DisplayZone) -> Row {
        let (begin, end) = (session.begin.milliseconds, session.end.milliseconds)
        return Row(
            link: "/console/sessions/\(session.id)",
            day: zone.day(begin),
            begin: zone.clock(begin),
            end: zone.day(begin) == zone.day(end) ? zone.clock(end) : zone.text(end),
            length: Words.duration(end - begin),
            person: session.person?.displayName ?? "nobody named",
            app: session.app?.displayName ?? "no app named",
            events: Words.count(session.eventCount),
            views: Words.count(session.viewCount),
            data: Words.count(session.dataCount),
            pictures: Words.count(session.pictureCount)
        )
    }

    private static func reconstruction(
        _ request: ConsoleRequest,
        _ services: ConsoleServices
    ) async throws -> ConsoleAnswer {
        guard let session = SessionID(request.parameter("session")),
            let timeline = try await services.sources.catalog.reconstruction(session)
        else { throw ConsoleProblem.notFound("There is no session of this number.") }
        let instant = instant(request.query["at"], in: timeline, request.zone)
        let screen = timeline.screen(at: instant)
        var objects: [ScreenView.Object] = []
        for object in screen.objects.prefix(shownObjects) {
            var table: DataTable?
            if let data = object.data, let record = try await services.sources.record(data.evidence) {
                table = DataTable(envelope: record.bytes, maximumRows: shownDataRows)
            }
            objects.append(ScreenView.Object(object, table: table, zone: request.zone))
        }
        let view = ReconstructionView(
            timeline,
            screen: ScreenView(screen, objects: objects, zone: request.zone),
            instant: instant,
            request: request
        )
        var pictures = screen.objects.compactMap { $0.picture?.outcome.picture?.sha256 }
        pictures += timeline.events.prefix(listedEvents).compactMap { $0.picture?.picture?.sha256 }
        return services.page(
            "session",
            view,
            title: "Session of \(view.person)",
            current: "sessions",
            for: request,
            shown: ShownContents(rows: timeline.events.count, pictures: pictures)
        )
    }

    /// The moment that is asked for; without one, the first at which something was in view.
    private static func instant(_ text: String?, in timeline: SessionTimeline, _ zone: DisplayZone) -> UTCTime {
        let (first, last) = (timeline.session.begin, timeline.session.end)
        if let text {
            let wanted = Int64(text) ?? zone.milliseconds(text)
            if let wanted { return min(max(UTCTime(milliseconds: wanted), first), last) }
        }
        return timeline.pictures.first?.time ?? timeline.captures.first?.time ?? timeline.views.first?.begin ?? first
    }
}
