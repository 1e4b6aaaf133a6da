import AuditCatalog
import AuditEvents

/// Who has seen a value, a field, a chart, a sheet or an app.
enum SeenPage {
    /// Sightings of a page.
    static let rows = 50

    static let routes = [
        ConsoleRoute("sightings", .get, "/console/seen", .evidence, recording: .view) { request, services in
            try await page(request, services)
        }
    ]

    struct PersonRow: Sendable {
        let name: String
        let link: String?
        let count: String
        let first: String
        let last: String
        let duration: String?
    }

    struct Row: Sendable {
        let link: String
        let day: String
        let clock: String
        let person: String
        let kind: String
        let place: String
        let duration: String?
        let picture: PictureView?
        let momentLink: String?
        let viewLink: String?
    }

    struct Choice: Sendable {
        let value: String
        let label: String
        let isSelected: Bool
    }

    struct View: Sendable {
        let fields: [String: String]
        let kinds: [Choice]
        let isWords: Bool
        let zone: String
        let isZoneNamed: Bool
        let mistakes: [String]
        let isAsked: Bool
        let what: String
        let people: [PersonRow]
        let peopleCount: String
        let hasPeople: Bool
        let arePeopleCut: Bool
        let sightings: [Row]
        let hasSightings: Bool
        let isFound: Bool
        let nextLink: String?
        let firstLink: String?
        let behind: String?
    }

    private static let kinds: [(value: String, label: String)] = [
        ("value", "A value"), ("field", "A field"), ("object", "A chart, by its id"), ("sheet", "A sheet, by its id"),
        ("app", "An app, by its id"),
    ]

    private static func subject(_ fields: FormFields) -> SightingSubject? {
        guard let what = fields["what"] else { return nil }
        switch fields["kind"] ?? "value" {
        case "field": return .field(what)
        case "object": return .object(what, app: fields["app"])
        case "sheet": return .sheet(what)
        case "app": return .app(what)
        default: return .value(what, field: fields["field"], match: fields["match"] == "words" ? .words : .exact)
        }
    }

    private static func page(_ request: ConsoleRequest, _ services: ConsoleServices) async throws -> ConsoleAnswer {
        let filter = EventFilter(request, limit: rows)
        var found: SightingPage?
        if let subject = subject(request.query) {
            let query = SightingQuery(
                subject,
                user: filter.query.user,
                from: filter.query.from,
                to: filter.query.to,
                limit: rows,
                after: filter.query.after
            )
            found = try await services.sources.catalog.whoSaw(query)
        }
        let view = view(of: found, request, filter, services)
        return services.page(
            "sightings",
            view,
            title: "Who has seen",
            current: "sightings",
            for: request,
            shown: ShownContents(
                rows: found.map { $0.sightings.count + $0.people.count },
                pictures: found?.sightings.compactMap { $0.picture?.picture?.sha256 } ?? []
            )
        )
    }

    private static func view(
        of found: SightingPage?,
        _ request: ConsoleRequest,
        _ filter: EventFilter,
        _ services: ConsoleServices
    ) -> View {
        let query = request.query.setting("after", nil)
        let people = (found?.people ?? []).map { row(of: $0, query, request.zone) }
        let sightings = (found?.sightings ?? []).map { row(of: $0, request.zone) }
        return View(
            fields: SearchPage.fields(of: request),
            kinds: kinds.map {
                Choice(value: $0.value, label: $0.label, isSelected: $0.value == (request.query["kind"] ?? "value"))
            },
            isWords: request.query["match"] == "words",
            zone: request.zone.name,
            isZoneNamed: request.query["zone"] != nil,
            mistakes: filter.mistakes,
            isAsked: found != nil,
            what: request.query["what"] ?? "",
            people: people,
            peopleCount: Words.count(people.count, "person", "people"),
            hasPeople: !people.isEmpty,
            arePeopleCut: found?.arePeopleCut ?? false,
            sightings: sightings,
            hasSightings: !sightings.isEmpty,
            isFound: !people.isEmpty || !sightings.isEmpty,
            nextLink: found?.next.map { "/console/seen?\(query.setting("after", "\($0)").query)" },
            firstLink: request.query["after"] == nil ? nil : "/console/seen?\(query.query)",
            behind: SearchPage.behind(services.sources.catalog.status)
        )
    }

    private static func row(of person: PersonSightings, _ query: FormFields, _ zone: DisplayZone) -> PersonRow {
        PersonRow(
            name: person.person?.displayName ?? "nobody named",
            link: person.person.map { "/console/seen?\(query.setting("user", $0.identity).query)" },
            count: Words.count(person.count),
            first: zone.text(person.first.milliseconds),
            last: zone.text(person.last.milliseconds),
            duration: person.activeMilliseconds.map(Words.duration)
        )
    }

    private static func row(of sighting: Sighting, _ zone: DisplayZone) -> Row {
        let names = [sighting.app, sighting.sheet, sighting.object].compactMap { $0?.displayName }
        return Row(
            link: "/console/events/\(sighting.evidence)",
            day: zone.day(sighting.time.milliseconds),
            clock: zone.clock(sighting.time.milliseconds),
            person: sighting.person?.displayName ?? "nobody named",
            kind: words(for: sighting.kind),
            place: names.joined(separator: " › "),
            duration: sighting.activeMilliseconds.map(Words.duration),
            picture: sighting.picture?.picture.map {
                PictureView($0, of: sighting.object?.displayName ?? "the screen")
            },
            momentLink: sighting.session.map { "/console/sessions/\($0)?at=\(sighting.time.milliseconds)" },
            viewLink: sighting.viewEvidence.map { "/console/events/\($0)" }
        )
    }

    private static func words(for kind: Sighting.Kind) -> String {
        switch kind {
        case .data: "in the data of a chart"
        case .selection: "among the selections"
        case .view: "chart in view"
        case .visit: "sheet opened"
        }
    }
}
