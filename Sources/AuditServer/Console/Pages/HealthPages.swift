import AuditCatalog
import AuditEvents
import AuditJournal
import Hummingbird
import NIOCore

/// Whether everything works: destinations, catalog, coverage, the extension.
enum HealthPages {
    /// Most bytes of the extension's package.
    static let maximumExtensionBytes = 64 << 20

    static let routes = [
        ConsoleRoute("health", .get, "/console/health", .health, recording: .view) { request, services in
            try await page(request, services)
        },
        ConsoleRoute("coverage", .get, "/console/health/coverage", .health, recording: .view) { request, services in
            try await coverage(request, services)
        },
        ConsoleRoute("extension", .get, "/console/health/extension.zip", .health, recording: .export) {
            _,
            services in
            guard let path = services.settings.extensionFile else {
                throw ConsoleProblem.notFound("No package of the extension is configured here.")
            }
            guard let bytes = try await services.extensionFile.bytes(atMost: maximumExtensionBytes) else {
                throw ConsoleProblem.notFound("There is no file \(path).")
            }
            let body = ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
            return .file("vidimus-extension.zip", contentType: "application/zip", body: body)
        },
    ]

    struct App: Sendable {
        let name: String
        let link: String
        let last: String
        let isSilent: Bool
        let missing: String?
    }

    struct Destination: Sendable {
        let name: String
        let state: String
        let isWell: Bool
        let reason: String?
        let lag: String
        let deadLetters: String
        let hasDeadLetters: Bool
        let lost: String
        let isLosing: Bool
        let lastError: String?
    }

    struct View: Sendable {
        let isReady: Bool
        let trouble: String?
        let isCollecting: Bool
        let records: String
        let indexed: String
        let catalogLag: String
        let catalogTrouble: String?
        let logID: String
        let version: String
        let destinations: [Destination]
        let hasDestinations: Bool
        let apps: [App]
        let hasApps: Bool
        let hasExtension: Bool
    }

    struct Chart: Sendable {
        let name: String
        let kind: String?
        let state: String
        let style: String
        let reason: String?
        let last: String?
    }

    struct Sheet: Sendable {
        let name: String
        let opened: String
        let people: String
        let hosts: String?
        let charts: [Chart]
        let hasCharts: Bool
    }

    struct CoverageView: Sendable {
        let app: String
        let people: String
        let inventory: String?
        let inventoryLink: String?
        let scope: String?
        let isComplete: Bool
        let never: String
        let hasNever: Bool
        let sheets: [Sheet]
        let beyond: [Sheet]
        let hasBeyond: Bool
    }

    private static func page(_ request: ConsoleRequest, _ services: ConsoleServices) async throws -> ConsoleAnswer {
        let sources = services.sources
        let health = sources.health()
        let status = sources.catalog.status
        let overview = try await sources.catalog.overview(at: UTCTime(milliseconds: request.milliseconds))
        let apps = overview.apps.map { app in
            App(
                name: app.app.displayName,
                link: "/console/health/coverage?\(FormFields([("app", app.app.id)]).query)",
                last: request.zone.text(app.lastReceived.milliseconds),
                isSilent: app.isUnexpectedlySilent,
                missing: app.missingCount > 0 ? Words.count(app.missingCount) : nil
            )
        }
        let destinations = sources.destinations().map(destination)
        let view = View(
            isReady: health.isReady,
            trouble: health.unreadyReason,
            isCollecting: health.isCollecting,
            records: Words.count(Int(sources.records.end.rawValue)),
            indexed: Words.count(Int(status.indexedEnd.rawValue)),
            catalogLag: Words.count(status.lagRecords),
            catalogTrouble: status.trouble,
            logID: sources.logID,
            version: sources.version,
            destinations: destinations,
            hasDestinations: !destinations.isEmpty,
            apps: apps,
            hasApps: !apps.isEmpty,
            hasExtension: services.settings.extensionFile != nil
        )
        let shown = ShownContents(rows: apps.count)
        return services.page("health", view, title: "Health", current: "health", for: request, shown: shown)
    }

    private static func destination(_ state: DestinationView) -> Destination {
        Destination(
            name: state.name,
            state: state.state,
            isWell: state.isWell,
            reason: state.reason,
            lag: Words.count(state.lag),
            deadLetters: Words.count(state.deadLetters),
            hasDeadLetters: state.deadLetters > 0,
            lost: Words.count(state.lost),
            isLosing: state.lost > 0,
            lastError: state.lastError
        )
    }

    private static func coverage(_ request: ConsoleRequest, _ services: ConsoleServices) async throws -> ConsoleAnswer {
        guard let app = request.query["app"], let report = try await services.sources.catalog.coverage(app: app) else {
            throw ConsoleProblem.notFound("No event names this app.")
        }
        let charts = report.sheets.flatMap(\.objects)
        let never = charts.count { $0.state == .never }
        let view = CoverageView(
            app: report.app.displayName,
            people: Words.count(report.people, "person", "people"),
            inventory: report.inventoryReceived.map { request.zone.text($0.milliseconds) },
            inventoryLink: ConsoleAccess.evidence.allows(request.person.role)
                ? report.inventoryEvidence.map { "/console/events/\($0)" } : nil,
            scope: report.scope,
            isComplete: report.isComplete,
            never: "\(Words.count(never, "chart", "charts")) of \(Words.count(charts.count))",
            hasNever: never > 0,
            sheets: report.sheets.map { sheet($0, request.zone) },
            beyond: report.sheetsBeyondInventory.map { sheet($0, request.zone) },
            hasBeyond: !report.sheetsBeyondInventory.isEmpty
        )
        let shown = ShownContents(rows: charts.count)
        let title = "Coverage of \(view.app)"
        return services.page("coverage", view, title: title, current: "health", for: request, shown: shown)
    }

    private static func sheet(_ sheet: SheetCoverage, _ zone: DisplayZone) -> Sheet {
        Sheet(
            name: sheet.sheet.displayName,
            opened: sheet.lastOpened.map { "last opened on \($0)" } ?? "never opened",
            people: Words.count(sheet.people, "person", "people"),
            hosts: sheet.hostsExtension == true ? "has the extension" : nil,
            charts: sheet.objects.map { chart in
                Chart(
                    name: chart.object.displayName,
                    kind: chart.object.type,
                    state: chart.state.rawValue,
                    style: chart.state == .audited ? "good" : chart.state == .unseen ? "" : "bad",
                    reason: chart.reason,
                    last: chart.lastEvent.map { zone.text($0.milliseconds) }
                )
            },
            hasCharts: !sheet.objects.isEmpty
        )
    }
}
