import AuditTesting
import Foundation
import Testing

/// Packages of a real server with pictures, judged by the executable and by the Python program alone.
@Suite(.serialized, .inTurn)
struct EvidenceTests {
    @Test func aPackageOfARunningServerProvesWhoSawWhichPictureWhen() async throws {
        let place = try await EvidencePlace()
        let server = try place.place.serve()
        try await place.fill(server)
        let (made, path) = try place.export("all.zip")
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.contains("25 events"), "\(made.output)")
        let key = try EvidencePlace.file("keys/0", of: path).trimmingCharacters(in: .newlines)
        let verdict = try place.verify(path, ["--key", key])
        #expect(verdict.status == 0 && verdict.output.contains(": 25 events, "), "\(verdict.output)")
        #expect(!verdict.output.contains("came with the package"))
        // Who saw which picture when, from the package alone.
        let outcome = try #require(try place.place.outcomes().values.joined().first { $0["picture"] != nil })
        let sha256 = try #require((outcome["picture"] as? [String: Any])?["sha256"] as? String)
        #expect(verdict.output.contains("record \(outcome["eventOffset"] ?? "")\t\(sha256)"))
        #expect(verdict.output.contains("screenshot.url.received\tUserDirectory=NORD; UserId=anna.berg\tSales"))
        // The report shows hostile text as text.
        let report = try EvidencePlace.file("report.html", of: path)
        #expect(report.contains("pictures/\(sha256).png\""))
        #expect(report.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !report.contains("<script"))
        #expect(report.contains("There is no picture"))
        #expect(try EvidencePlace.python(["-m", "zipfile", "-t", path]).output.contains("Done testing"))
        #expect(server.stop() == 0)
        // Without the server, the same.
        let (later, other) = try place.export("later.zip")
        #expect(later.status == 0)
        #expect(try place.verify(other, ["--key", key]).status == 0)
    }

    @Test func packagesAreMadeTheSameAgainAndNeverOverwritten() async throws {
        let place = try await EvidencePlace()
        let server = try place.place.serve()
        try await place.fill(server)
        #expect(server.stop() == 0)
        let (first, path) = try place.export("a.zip")
        let (second, other) = try place.export("b.zip")
        #expect(first.status == 0 && second.status == 0)
        let bytes = try #require(FileManager.default.contents(atPath: path))
        #expect(FileManager.default.contents(atPath: other) == bytes)
        let (again, _) = try place.export("a.zip")
        #expect(again.status == 1 && again.errors.contains("is there already"))
        #expect(FileManager.default.contents(atPath: path) == bytes)
        let left = try FileManager.default.contentsOfDirectory(atPath: place.folder).filter { $0.hasPrefix(".") }
        #expect(left.isEmpty)
    }

    @Test func filtersChooseEventsWithTheirPictures() async throws {
        let place = try await EvidencePlace()
        let server = try place.place.serve()
        try await place.fill(server)
        #expect(server.stop() == 0)
        let (made, path) = try place.export("bert.zip", ["--user", "BERT.LUND"])
        #expect(made.status == 0 && made.output.contains("11 events, "), "\(made.output)")
        let verdict = try place.verify(path)
        #expect(verdict.status == 0 && verdict.output.contains("came with the package"))
        #expect(!verdict.output.contains("anna") && verdict.output.contains("screenshot.stored"))
        #expect(try EvidencePlace.file("manifest.json", of: path).contains("\"user\": \"BERT.LUND\""))
        let id = try #require(try place.place.outcomes().keys.first)
        let (one, onePath) = try place.export("one.zip", ["--event-id", id])
        #expect(one.output.contains(": 1 events, "), "\(one.output)")
        #expect(try place.verify(onePath).status == 0)
        let (none, nonePath) = try place.export("none.zip", ["--from", "2031-01-01"])
        #expect(none.status == 0 && none.errors.contains("No events match"))
        #expect(try place.verify(nonePath).status == 0)
    }

    @Test func aPictureThatIsGoneIsNamedAndTheRestStaysProven() async throws {
        let place = try await EvidencePlace()
        let server = try place.place.serve()
        try await place.fill(server)
        #expect(server.stop() == 0)
        let outcome = try #require(try place.place.outcomes().values.joined().first { $0["picture"] != nil })
        let sha256 = try #require((outcome["picture"] as? [String: Any])?["sha256"] as? String)
        try FileManager.default.removeItem(atPath: "\(place.data)/screenshots/\(sha256.prefix(2))/\(sha256).png")
        let (made, path) = try place.export("a.zip")
        #expect(made.status == 0 && made.errors.contains("pictures/\(sha256).png is not in the package"))
        #expect(try place.verify(path).status == 0)
        #expect(try EvidencePlace.file("report.html", of: path).contains("not in the data directory any more"))
    }

    @Test func theChainOfKeysLeadsFromTheFirstToTheNewest() async throws {
        let place = try await EvidencePlace()
        let server = try place.place.serve()
        try await place.fill(server)
        #expect(server.stop() == 0)
        let (_, before) = try place.export("before.zip")
        let first = try EvidencePlace.file("keys/0", of: before).trimmingCharacters(in: .newlines)
        let rotated = try VidimusProcess.run(["log", "rotate-key", "--data", place.data])
        #expect(rotated.status == 0, "\(rotated.errors)")
        let again = try place.place.serve()
        #expect(again.post(TestEvent.selection())?.0 == 202)
        #expect(again.stop() == 0)
        let (made, after) = try place.export("after.zip")
        #expect(made.status == 0, "\(made.errors)")
        let verdict = try place.verify(after, ["--key", first])
        #expect(verdict.status == 0 && !verdict.output.contains("key \(first)"), "\(verdict.output)")
        #expect(try !EvidencePlace.file("keys/1", of: after).isEmpty)
    }

    @Test func whatIsKnownFromElsewhereIsCompared() async throws {
        let place = try await EvidencePlace()
        let server = try place.place.serve()
        #expect(server.post(TestEvent.selection())?.0 == 202)
        #expect(server.stop() == 0)
        let (_, path) = try place.export("a.zip")
        let other = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        let strange = try place.verify(path, ["--key", other])
        #expect(strange.status == 1 && strange.output.contains("finding: key-mismatch"))
        #expect(try place.verify(path, ["--log-id", "0123456789abcdef"]).output.contains("finding: log-id-mismatch"))
        let kept = place.folder + "/kept"
        try EvidencePlace.file("checkpoint", of: path).write(toFile: kept, atomically: true, encoding: .utf8)
        #expect(try place.verify(path, ["--checkpoint", kept]).status == 0)
        let next = try place.place.serve()
        #expect(next.post(TestEvent.selection())?.0 == 202)
        #expect(next.stop() == 0)
        let (_, later) = try place.export("b.zip")
        #expect(try place.verify(later, ["--checkpoint", kept]).output.contains("checkpoint-not-comparable"))
    }
}
