import AuditDestinations
import AuditTesting
import Foundation
import Testing

/// The Grafana dashboards in `deploy/grafana`.
@Suite(.inTurn) struct DashboardTests {
    private struct Dashboard: Decodable {
        let uid: String
        let panels: [Panel]
        let templating: Templating

        struct Panel: Decodable {
            let title: String
            let targets: [Target]
        }

        struct Target: Decodable {
            let query: String?
            let rawSql: String?
            let expr: String?
        }

        struct Templating: Decodable {
            let list: [Variable]
        }

        struct Variable: Decodable {
            let name: String
            let type: String
            let query: Query
        }

        enum Query: Decodable {
            case text(String)
            case statement(String)

            init(from decoder: any Decoder) throws {
                if let text = try? decoder.singleValueContainer().decode(String.self) {
                    self = .text(text)
                } else {
                    self = .statement(try Target(from: decoder).rawSql ?? "")
                }
            }
        }
    }

    private func dashboard(_ name: String) throws -> Dashboard {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: "deploy/grafana/dashboards/\(name).json")
        return try JSONDecoder().decode(Dashboard.self, from: try Data(contentsOf: file))
    }

    /// What Grafana makes of a query when a day, every user and one app are chosen.
    private func filled(_ query: String) -> String {
        query.replacing("$timeFilter", with: "time >= 1772900000000000000 AND time < 1773000000000000000")
            .replacing("$__interval", with: "1h").replacing("$user", with: ".*").replacing("$app", with: "My, App")
    }

    @Test(arguments: [InfluxDBTagging.bounded, .compat])
    func everyInfluxQLQueryIsAnsweredByARealServer(tagging: InfluxDBTagging) async throws {
        let server = try InfluxDBServer1()
        let destination = server.destination("audit", tagging: tagging)
        try await destination.prepare()
        try await destination.deliver(InfluxEvents.batch(InfluxEvents.journal(100)))
        let dashboard = try dashboard("vidimus-influxql")
        var count = 0
        for panel in dashboard.panels {
            for query in panel.targets.compactMap(\.query) {
                let rows = try server.query(filled(query), database: "audit")
                #expect(!rows.isEmpty, "\(panel.title): \(filled(query))")
                count += 1
            }
        }
        for variable in dashboard.templating.list where variable.type == "query" {
            guard case .text(let query) = variable.query else { continue }
            #expect(try !server.query(query, database: "audit").isEmpty, "\(variable.name)")
            count += 1
        }
        #expect(count == 11)
        let events = try #require(dashboard.panels.first { $0.title == "Events" }?.targets.first?.query)
        #expect(try server.query(filled(events), database: "audit").first?["count"] == .number(100))
    }

    @Test(arguments: ["vidimus-influxql", "vidimus-flux", "vidimus-sql"])
    func everyDashboardAsksForTheSamePanels(name: String) throws {
        let reference = try dashboard("vidimus-influxql")
        let dashboard = try dashboard(name)
        #expect(dashboard.uid == name)
        #expect(dashboard.panels.map(\.title) == reference.panels.map(\.title))
        for panel in dashboard.panels {
            let texts = panel.targets.compactMap { $0.query ?? $0.rawSql ?? $0.expr }
            #expect(texts.count == panel.targets.count && !texts.isEmpty, "\(panel.title)")
            #expect(texts.allSatisfy { $0.contains("audit_event") || $0.contains("vidimus_destination_") })
        }
    }
}
