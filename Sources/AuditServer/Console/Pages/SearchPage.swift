import AuditCatalog

/// Events by who, where, when and what, page by page.
enum SearchPage {
    /// Rows of a page.
    static let rows = 50

    static let routes = [
        ConsoleRoute("search", .get, "/console/search", .evidence, recording: .view) { request, services in
            try await page(request, services)
        }
    ]

    struct View: Sendable {
        let fields: [String: String]
        let isOwn: Bool
        let zone: String
        let isZoneNamed: Bool
        let mistakes: [String]
        let people: [Option]
        let apps: [Option]
        let types: [Option]
        let events: [EventRowView]
        let total: String
        let hasEvents: Bool
        let isNarrow: Bool
        let isPartial: Bool
        let firstLink: String?
        let nextLink: String?
        let csvLink: String
        let jsonLink: String
        let sessionsLink: String
        let behind: String?
    }

    struct Option: Sendable {
        let value: String
        let label: String
        let isSelected: Bool
    }

    private static func page(_ request: ConsoleRequest, _ services: ConsoleServices) async throws -> ConsoleAnswer {
        let filter = EventFilter(request, limit: rows)
        let catalog = services.sources.catalog
        let found = try await catalog.search(filter.query)
        let view = View(
            fields: fields(of: request),
            isOwn: request.query["own"] != nil,
            zone: request.zone.name,
            isZoneNamed: request.query["zone"] != nil,
            mistakes: filter.mistakes,
            people: try await options(.people, services),
            apps: try await options(.apps, services),
            types: types(try await options(.types, services), chosen: request.query["type"]),
            events: found.rows.map { EventRowView($0, zone: request.zone, filter: filter.fields) },
            total: "\(found.total)",
            hasEvents: !found.rows.isEmpty,
            isNarrow: filter.isNarrow,
            isPartial: found.isPartial,
            firstLink: filter.query.after == nil ? nil : "/console/search?\(filter.fields.query)",
            nextLink: found.next.map { "/console/search?\(filter.fields.setting("after", "\($0)").query)" },
            csvLink: "/console/export/events.csv?\(filter.fields.query)",
            jsonLink: "/console/export/events.json?\(filter.fields.query)",
            sessionsLink: "/console/sessions?\(filter.fields.query)",
            behind: behind(catalog.status)
        )
        let pictures = found.rows.compactMap { $0.picture?.picture?.sha256 }
        return services.page(
            "search",
            view,
            title: "Search",
            current: "search",
            for: request,
            shown: ShownContents(rows: found.rows.count, pictures: pictures)
        )
    }

    /// What somebody typed, for the form.
    static func fields(of request: ConsoleRequest) -> [String: String] {
        Dictionary(request.query.pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// What can be chosen: the most recent ones.
    static func options(_ kind: ChoiceQuery.Kind, _ services: ConsoleServices) async throws -> [Option] {
        try await services.sources.catalog.choices(ChoiceQuery(kind, limit: 100)).map {
            Option(value: $0.value, label: $0.name ?? $0.value, isSelected: false)
        }
    }

    /// The types in words; the chosen one is always among them.
    private static func types(_ options: [Option], chosen: String?) -> [Option] {
        var types = options.map(\.value)
        if let chosen, !types.contains(chosen) { types.append(chosen) }
        return types.map { Option(value: $0, label: EventWords.label(of: $0), isSelected: $0 == chosen) }
            .sorted { $0.label < $1.label }
    }

    /// How far the catalog is behind the journal, in words; nil when it is not worth a word.
    static func behind(_ status: CatalogStatus) -> String? {
        if let trouble = status.trouble { return "The catalog doesn't go on at the moment: \(trouble)" }
        guard status.lagRecords > 100 else { return nil }
        return
            "The catalog still takes in \(Words.count(status.lagRecords)) records; the newest events are missing here."
    }
}
