import AuditTesting
import Foundation
import Testing

/// The product as its user meets it: the real executable, real files, real sockets, real signals.
@Suite(.serialized, .inTurn)
struct EndToEndTests {
    private func events(in data: String, _ arguments: [String] = []) throws -> [[String: Any]] {
        let listed = try VidimusProcess.run(["events", "--data", data, "--format", "json"] + arguments)
        try #require(listed.status == 0, "\(listed.errors)")
        return try listed.output.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private func ids(in data: String) throws -> [String] {
        try events(in: data).compactMap { ($0["eventId"] as? String)?.lowercased() }
    }

    @Test func aPostedEventIsListedAndItsObjectDataIsAFile() throws {
        let folder = try TestFolder()
        let data = folder.path + "/data"
        let server = try TestServer(data: data)
        let id = UUID()
        let (code, body) = try #require(server.post(TestEvent.objectData(id: id)))
        #expect(code == 202)
        #expect(body.contains("\"receipt\":{\"offset\":2,\"logId\":\""))
        #expect(server.stop() == 0)
        #expect(try ids(in: data) == [id.uuidString.lowercased()])
        let files = try FileManager.default.contentsOfDirectory(atPath: data + "/object-data")
        #expect(files == ["20260211T091405.902Z_\(id.uuidString.lowercased())_1770801243480.json"])
        let verified = try VidimusProcess.run(["verify", "--data", data])
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func anAcknowledgedEventSurvivesAKill() throws {
        let folder = try TestFolder()
        let id = UUID()
        let first = try TestServer(data: folder.path)
        let (code, _) = try #require(first.post(TestEvent.selection(id: id)))
        first.process.kill(SIGKILL)
        first.process.waitForExit()
        #expect(code == 202)
        let second = try TestServer(data: folder.path)
        let (again, body) = try #require(second.post(TestEvent.selection(id: id)))
        #expect(again == 202)
        #expect(body.contains("\"duplicate\":true"))
        #expect(second.stop() == 0)
        #expect(try ids(in: folder.path) == [id.uuidString.lowercased()])
    }

    @Test func anIdWithOtherContentIsRefusedAndRecorded() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        let id = UUID()
        let (first, _) = try #require(server.post(TestEvent.selection(id: id)))
        let (second, body) = try #require(server.post(TestEvent.selection(id: id, user: "somebody@example.com")))
        #expect((first, second) == (202, 409))
        #expect(body.contains("\"outcome\":\"dropped\""))
        #expect(server.stop() == 0)
        let types = try events(in: folder.path).compactMap { $0["eventType"] as? String }
        #expect(types == ["selection.state.changed", "audit.conflict"])
    }

    @Test func aSecondServerOnTheSameDataIsRefused() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        let second = try VidimusProcess.run(
            ["serve", "--data", folder.path, "--port", "0", "--operator-port", "0"]
        )
        #expect(second.status == 1)
        #expect(second.errors.contains("in use by another server (pid \(server.process.processID))"))
        #expect(server.stop() == 0)
    }

    @Test func aPortThatIsTakenIsNamedAndTheServerEnds() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path + "/a")
        let second = try VidimusProcess.run(
            ["serve", "--data", folder.path + "/b", "--port", "\(server.port)", "--operator-port", "0"]
        )
        #expect(second.status == 1)
        #expect(second.errors.contains("\(server.port)"))
        #expect(server.stop() == 0)
    }

    @Test func bothDoorsSayTheyAreReadyAndMetricsCount() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        #expect(try #require(server.ask("/health/ready")).0 == 200)
        #expect(try #require(server.ask("/health/live")).0 == 200)
        #expect(try #require(server.post(TestEvent.selection())).0 == 202)
        #expect(try #require(server.post("{}")).0 == 400)
        let (code, text) = try #require(server.ask("/metrics"))
        #expect(code == 200)
        #expect(text.contains("vidimus_ingest_events_total{code=\"202\"} 1\n"))
        #expect(text.contains("vidimus_ingest_events_total{code=\"400\"} 1\n"))
        #expect(server.stop() == 0)
    }

    @Test func sigtermUnderLoadLosesNothing() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        let acknowledged = AcknowledgedEvents()
        let posters = (0..<8).map { _ in
            Thread {
                while !acknowledged.isStopped {
                    let id = UUID()
                    guard let (code, _) = server.post(TestEvent.selection(id: id)) else { continue }
                    if code == 202 { acknowledged.add(id) }
                }
                acknowledged.posterEnded()
            }
        }
        for poster in posters { poster.start() }
        acknowledged.waitFor(count: 500)
        #expect(server.stop() == 0)
        acknowledged.stop(posters: posters.count)
        let stored = try ids(in: folder.path)
        #expect(Set(stored).count == stored.count)
        #expect(acknowledged.ids.subtracting(stored).isEmpty)
    }

    /// Some launchers hand down a pipe that does not block; output must wait for its reader and not be cut.
    @Test func aListReachesASlowReaderOfANonBlockingPipeWhole() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        let padding = String(repeating: "x", count: 200_000)
        for _ in 0..<4 { #expect(try #require(server.post(TestEvent.objectData(value: padding))).0 == 202) }
        #expect(server.stop() == 0)
        let nonBlocking = "import os, sys; os.set_blocking(1, False); os.execv(sys.argv[1], sys.argv[1:])"
        let listed = try VidimusProcess.run(
            ["events", "--data", folder.path, "--format", "json"],
            launcher: ["sh", "-c", "python3 -c '\(nonBlocking)' \"$@\" | (sleep 1; cat)", "sh"]
        )
        #expect(listed.output.split(separator: "\n").count == 4)
        #expect(listed.output.utf8.count > 4 * 200_000)
        #expect(listed.output.hasSuffix("}\n"))
    }

    @Test func aReaderThatGoesAwayEndsAListQuietlyAndAFullDiskDoesNot() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        let padding = String(repeating: "x", count: 200_000)
        for _ in 0..<4 { #expect(try #require(server.post(TestEvent.objectData(value: padding))).0 == 202) }
        #expect(server.stop() == 0)
        let list = ["events", "--data", folder.path, "--format", "json"]
        let left = try VidimusProcess.run(list, launcher: ["sh", "-c", "(\"$@\"; echo $? >&2) | true", "sh"])
        #expect(left.errors == "0\n")
        let full = try VidimusProcess.run(list, launcher: ["sh", "-c", "\"$@\" > /dev/full", "sh"])
        #expect(full.status == 1)
        #expect(full.errors.contains("standard output"))
    }

    @Test func aFullStandardErrorEndsNothing() throws {
        let folder = try TestFolder()
        let checked = try VidimusProcess.run(
            ["check-config", folder.path + "/missing.yaml"],
            launcher: ["sh", "-c", "\"$@\" 2> /dev/full", "sh"]
        )
        #expect(checked.status == 78)
    }

    @Test func aBatchIsOneAnswerLineAnEvent() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        let lines = [TestEvent.selection(), "{", TestEvent.objectData()].joined(separator: "\n")
        let (code, body) = try #require(
            server.post(lines, path: "/api/v1/audit-events", type: "application/x-ndjson")
        )
        #expect(code == 200)
        let codes = body.split(separator: "\n").map { $0.firstMatch(of: #/"code":(\d+)/#).map { String($0.output.1) } }
        #expect(codes == ["202", "400", "202"])
        #expect(server.stop() == 0)
        #expect(try ids(in: folder.path).count == 2)
    }

    @Test func hostileTextsNeitherForgeLogLinesNorReachTheTerminal() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        let hostile = "\\u001b[31mred\\nFORGED critical line\\u0000\\u202e"
        #expect(try #require(server.post(TestEvent.selection(user: hostile))).0 == 202)
        #expect(
            try #require(server.post(TestEvent.selection().replacing("selection.state", with: "\\nFORGED"))).0 == 422
        )
        #expect(server.stop() == 0)
        #expect(!server.process.errorText.contains("\nFORGED"))
        let table = try VidimusProcess.run(["events", "--data", folder.path])
        #expect(table.status == 0)
        #expect(!table.output.contains("\u{1B}"))
        #expect(!table.output.contains("\nFORGED"))
        #expect(table.output.contains(#" \u{1b}[31mred\u{a}FORGED critical line\u{0}\u{202e} "#))
        // The table is for terminals; files for other programs keep the data as it is.
        let user = "\u{1B}[31mred\nFORGED critical line\0\u{202E}"
        let csv = try VidimusProcess.run(["events", "--data", folder.path, "--format", "csv"])
        #expect(csv.output.utf8.contains(",selection.state.changed,\"\(user)\",".utf8))
        let stored = try events(in: folder.path)
        #expect(stored.first?["user"] as? String == user)
    }
}
