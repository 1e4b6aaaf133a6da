import AuditTesting
import Foundation
import QlikSimulator
import Testing

/// `vidimus demo` fills in a week: the real executable, a real server, pictures fetched from the simulated site.
@Suite(.serialized, .inTurn) struct DemoWeekTests {
    private struct Place {
        let folder: TestFolder
        let ports: [String]
        var data: String { folder.path + "/data" }
        var site: [String] { ["--data", data, "--site-port", ports[0], "--ticket-port", ports[1]] }

        init() throws {
            folder = try TestFolder()
            ports = try (0..<2).map { _ in try FreePort() }.map { "\($0.number)" }
        }

        func serve() throws -> TestServer {
            let printed = try VidimusProcess.run(["demo", "--print-config"] + site)
            try printed.output.write(toFile: folder.path + "/c.yaml", atomically: true, encoding: .utf8)
            return try TestServer(data: data, arguments: ["--config", folder.path + "/c.yaml"])
        }

        func fill(_ server: TestServer, _ more: [String] = []) throws -> VidimusProcess.Result {
            try VidimusProcess.run(["demo", "--users", "0", "--port", "\(server.port)"] + site + more)
        }

        func lines() throws -> [Substring] {
            try VidimusProcess.run(["events", "--data", data, "--format", "json"]).output.split(separator: "\n")
        }
    }

    @Test func theWeekIsFilledInOnce() throws {
        let place = try Place()
        let server = try place.serve()
        let first = try place.fill(server)
        #expect(first.status == 0, "\(first.errors)")
        let count = try #require(first.output.firstMatch(of: #/(\d+) events of 40 people/#)?.output.1)
        #expect(first.output.contains("who looked at the figures of \(WeekStory.customer) last Tuesday"))
        // The question, not its answer.
        #expect(!first.output.contains("tobias") && !first.output.contains("karin"))
        let again = try place.fill(server)
        #expect(again.status == 0 && again.output.hasPrefix("The week is there already: "), "\(again.errors)")
        let lines = try place.lines()
        let posted = lines.filter { $0.contains("\"sessionKey\"") }
        #expect(posted.count == Int(count))
        let pictures = lines.count { $0.contains("\"eventType\":\"screenshot.url.received\"") }
        #expect(lines.count { $0.contains("\"eventType\":\"screenshot.stored\"") } == pictures)
        let coverage = try VidimusProcess.run(["coverage", "--data", place.data])
        #expect(coverage.output.contains("never audited"))
        #expect(!coverage.output.contains("no longer audited"))
        #expect(server.stop() == 0)
    }

    @Test func anInterruptedWeekIsMadeGood() throws {
        let place = try Place()
        let server = try place.serve()
        #expect(try place.fill(server).status == 0)
        let before = try place.lines().count
        let record = place.data + "/demo-site/week.json"
        let text = try String(contentsOfFile: record, encoding: .utf8)
        #expect(text.contains("\"isComplete\":true"))
        try text.replacing("\"isComplete\":true", with: "\"isComplete\":false")
            .write(toFile: record, atomically: true, encoding: .utf8)
        let again = try place.fill(server, ["--seed", "9"])
        #expect(again.status == 0, "\(again.errors)")
        // The week that was begun goes on, whatever seed is asked for now.
        let posted = try #require(again.output.firstMatch(of: #/(\d+) events of 40 people in \d+ s, (\d+) of them/#))
        #expect(posted.output.1 == posted.output.2)
        #expect(try place.lines().count == before)
        #expect(server.stop() == 0)
    }

    @Test func withoutAWeekNothingIsFilledInAndSomebodyHasToWork() throws {
        let place = try Place()
        let nobody = try VidimusProcess.run(["demo", "--no-week", "--users", "0"])
        #expect(nobody.status == 64)
        let server = try place.serve()
        let wrong = try place.fill(server, ["--token", "wrong"])
        #expect(wrong.status == 1)
        #expect(wrong.errors.contains("not all of the week was taken"))
        #expect(wrong.errors.split(separator: "\n").count == 1)
        #expect(server.stop() == 0)
    }
}
