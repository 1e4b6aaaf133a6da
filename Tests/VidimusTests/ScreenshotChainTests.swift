import AuditTesting
import Foundation
import QlikSimulator
import Testing

/// From the event to the picture: the real executable, and a simulated Qlik Sense site over real TLS.
@Suite(.serialized, .inTurn)
struct ScreenshotChainTests {
    private let anna: SiteUser

    init() throws {
        anna = try SiteUser(directory: "NORD", id: "anna.berg")
    }

    @Test func aPictureIsFetchedAsItsUserAndBoundToTheTrail() async throws {
        let place = try await ScreenshotPlace()
        let server = try place.serve()
        let id = UUID()
        let (code, _) = try #require(server.post(place.event(of: anna, id: id)))
        #expect(code == 202)
        try await place.waitForOutcomes(1)
        let outcomes = try #require(try place.outcomes()[id.uuidString.lowercased()])
        #expect(outcomes.map { $0["type"] as? String } == ["screenshot.stored"])
        #expect(place.isIntact(outcomes[0]))
        #expect(outcomes[0]["writesRow"] as? Bool == true)
        #expect(server.stop() == 0)
        // The row of the event names the files.
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: place.folder.path + "/json").first)
        let row = try #require(FileManager.default.contents(atPath: "\(place.folder.path)/json/\(name)"))
        let object = try #require(try JSONSerialization.jsonObject(with: row) as? [String: Any])
        #expect(object["screenshotSavedPaths"] as? [String] == outcomes[0]["savedPaths"] as? [String])
        // The session was ours, was used once, and is gone.
        #expect(place.site.statistics.ticketsIssued == 1)
        #expect(place.site.sessionCount == 0)
        let verified = try VidimusProcess.run(["verify", "--data", place.data])
        #expect(verified.status == 0 && verified.output.contains("2 pictures"), "\(verified.output)")
    }

    @Test func aChangedPictureIsFound() async throws {
        let place = try await ScreenshotPlace()
        let server = try place.serve()
        _ = server.post(place.event(of: anna))
        try await place.waitForOutcomes(1)
        #expect(server.stop() == 0)
        let outcome = try #require(try place.outcomes().values.first?.first)
        let sha256 = try #require((outcome["picture"] as? [String: Any])?["sha256"] as? String)
        let path = "\(place.data)/screenshots/\(sha256.prefix(2))/\(sha256).png"
        var bytes = try #require(FileManager.default.contents(atPath: path))
        bytes[bytes.count - 20] ^= 1
        try bytes.write(to: URL(fileURLWithPath: path))
        let changed = try VidimusProcess.run(["verify", "--data", place.data])
        #expect(changed.status == 1 && changed.output.contains("the picture was changed"), "\(changed.output)")
        try FileManager.default.removeItem(atPath: path)
        let missing = try VidimusProcess.run(["verify", "--data", place.data])
        #expect(missing.status == 1 && missing.output.contains("the picture is missing"), "\(missing.output)")
    }

    @Test func aPictureThatWasAcknowledgedIsFetchedAfterAKill() async throws {
        let place = try await ScreenshotPlace()
        // Nothing can be fetched before the kill.
        await place.site.close(.proxyService)
        let first = try place.serve()
        let ids = (0..<5).map { _ in UUID() }
        for (number, id) in ids.enumerated() {
            let (code, _) = try #require(first.post(place.event(of: anna, number: number, id: id)))
            #expect(code == 202)
        }
        first.process.kill(SIGKILL)
        first.process.waitForExit()
        try await place.site.open(.proxyService)
        let second = try place.serve()
        try await place.waitForOutcomes(ids.count)
        #expect(second.stop() == 0)
        let outcomes = try place.outcomes()
        for id in ids {
            let own = try #require(outcomes[id.uuidString.lowercased()])
            #expect(own.count { $0["type"] as? String == "screenshot.stored" } == 1)
            #expect(own.count { $0["writesRow"] as? Bool == true } == 1)
            #expect(own.contains { place.isIntact($0) })
        }
    }

    @Test(arguments: [true, false])
    func manyUsersNeverMeetTheSessionLimit(sessionCache: Bool) async throws {
        let place = try await ScreenshotPlace(sessionCache: sessionCache)
        let server = try place.serve()
        let users = try (0..<100).map { try SiteUser(directory: "NORD", id: "user\($0)") }
        let picturesEach = sessionCache ? 20 : 4
        for number in 0..<picturesEach {
            let batch = users.map { place.event(of: $0, number: number) }.joined(separator: "\n")
            let (code, _) = try #require(
                server.post(batch, path: "/api/v1/audit-events", type: "application/x-ndjson")
            )
            #expect(code == 200)
        }
        try await place.waitForOutcomes(users.count * picturesEach)
        #expect(server.stop() == 0)
        let outcomes = try place.outcomes()
        #expect(outcomes.count == users.count * picturesEach)
        #expect(outcomes.values.allSatisfy { $0.last?["type"] as? String == "screenshot.stored" })
        let statistics = place.site.statistics
        #expect(statistics.loginsRefused == 0)
        #expect(statistics.highestParallelSessionsOfAnyone <= 4)
        #expect(place.site.sessionCount == 0)
        let foreign = place.site.requests.filter { $0.method == "DELETE" && $0.status != 200 && $0.status != 204 }
        #expect(foreign.isEmpty)
    }

    @Test func whatIsNotAllowedIsLostAtOnceAndItsRowIsWritten() async throws {
        let place = try await ScreenshotPlace()
        let server = try place.serve()
        _ = server.post(TestEvent.objectData())
        _ = server.post(place.event(of: try SiteUser(directory: "INTERNAL", id: "sa_api")))
        try await place.waitForOutcomes(2)
        #expect(server.stop() == 0)
        let losses = try place.outcomes().values.compactMap(\.first)
        #expect(Set(losses.compactMap { $0["reason"] as? String }) == ["host-not-allowed", "user-denied"])
        #expect(losses.allSatisfy { $0["writesRow"] as? Bool == true })
        #expect(place.site.requests.isEmpty)
        let rows = try FileManager.default.contentsOfDirectory(atPath: place.folder.path + "/json")
        #expect(rows.count == 2)
    }

    @Test func jobsThatAreOpenWhenScreenshotsAreSwitchedOffGetTheirOutcome() async throws {
        let place = try await ScreenshotPlace()
        await place.site.close(.proxyService)
        let first = try place.serve()
        _ = first.post(place.event(of: anna))
        #expect(first.stop() == 0)
        let off = try TestServer(data: place.data)
        try await place.waitForOutcomes(1)
        #expect(off.stop() == 0)
        let outcome = try #require(try place.outcomes().values.first?.last)
        #expect(outcome["reason"] as? String == "switched-off")
    }

    @Test func theConfigurationOfTheDemonstrationIsValid() throws {
        let folder = try TestFolder()
        let printed = try VidimusProcess.run(["demo", "--print-config", "--data", folder.path + "/it's data"])
        #expect(printed.status == 0)
        try printed.output.write(toFile: folder.path + "/c.yaml", atomically: true, encoding: .utf8)
        let checked = try VidimusProcess.run(["check-config", folder.path + "/c.yaml"])
        #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
    }
}
