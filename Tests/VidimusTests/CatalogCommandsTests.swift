import AuditTesting
import Foundation
import Testing

/// The catalog as people meet it: beside a running server, after it, and built again.
@Suite(.serialized, .inTurn)
struct CatalogCommandsTests {
    private func answer(_ arguments: [String], in data: String) throws -> String {
        let result = try VidimusProcess.run(arguments + ["--data", data])
        try #require(result.status == 0, "\(arguments) \(result.errors)")
        return result.output
    }

    @Test func whoSawAValueIsToldBesideTheServerAndWithoutIt() async throws {
        let folder = try TestFolder()
        let data = folder.path + "/data"
        let before = try VidimusProcess.run(["who-saw", "Norrland", "--data", data])
        #expect(before.status == 1 && before.errors.split(separator: "\n").count == 1)
        let server = try TestServer(data: data)
        #expect(server.post(TestEvent.objectData())?.0 == 202)
        #expect(server.post(TestEvent.selection())?.0 == 202)
        var live = ""
        while !live.contains("WpLRKj") {
            live = try answer(["who-saw", "norrland", "--format", "json"], in: data)
        }
        #expect(live.contains("\"offset\":2") && live.contains("NORD\\\\anna"))
        #expect(server.stop() == 0)
        #expect(try answer(["who-saw", "norrland", "--format", "json"], in: data) == live)
        let table = try answer(["who-saw", "norr", "--words", "--field", "region"], in: data)
        #expect(table == "Nobody has seen it, as far as events tell.\n")
        let used = try answer(["usage", "apps", "--from", "2026-02-01", "--to", "2026-02-28"], in: data)
        #expect(used.contains("Sales pulse"))
        try FileManager.default.removeItem(atPath: data + "/catalog")
        let events = try answer(["events", "--user", "anna"], in: data)
        let rebuilt = try answer(["rebuild", "catalog"], in: data)
        #expect(rebuilt.hasPrefix("catalog: ") && rebuilt.hasSuffix("records of the journal indexed\n"))
        #expect(try answer(["who-saw", "norrland", "--format", "json"], in: data) == live)
        #expect(try answer(["events", "--user", "anna"], in: data) == events)
    }
}
