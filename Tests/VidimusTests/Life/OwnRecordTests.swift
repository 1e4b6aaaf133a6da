import AuditTesting
import Foundation
import Testing

/// What a server records about itself.
@Suite(.serialized, .inTurn) struct OwnRecordTests {
    private func records(in data: String) throws -> [(type: String, content: [String: Any])] {
        let listed = try VidimusProcess.run(["events", "--data", data, "--format", "json", "--all"])
        try #require(listed.status == 0, "\(listed.errors)")
        return try listed.output.split(separator: "\n").map { line in
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return (object["eventType"] as? String ?? "", object["envelope"] as? [String: Any] ?? [:])
        }
    }

    private func wait(_ isTrue: () throws -> Bool) throws {
        for _ in 0..<6_000 {
            if try isTrue() { return }
            Thread.sleep(forTimeInterval: 0.01)
        }
        Issue.record("it never came")
    }

    private func configuration(_ text: String, in folder: TestFolder) throws -> [String] {
        let path = folder.path + "/vidimus.yaml"
        try Data(text.utf8).write(to: URL(filePath: path))
        return ["--config", path]
    }

    @Test func startStopAndChangesAreRecorded() throws {
        let folder = try TestFolder()
        let data = folder.path + "/data"
        let collecting = "Vidimus: {ingest: {collect: true}}"
        #expect(try TestServer(data: data, arguments: configuration(collecting, in: folder)).stop() == 0)
        let paused = try TestServer(
            data: data,
            arguments: configuration("# for a while\nVidimus: {ingest: {collect: false}}", in: folder)
        )
        // The start is on record, and the next one will know it.
        try wait { try String(contentsOfFile: data + "/server.json", encoding: .utf8).contains("\"collects\":false") }
        paused.process.kill(SIGKILL)
        paused.process.waitForExit()
        #expect(try TestServer(data: data, arguments: configuration(collecting + " # again", in: folder)).stop() == 0)
        let found = try records(in: data)
        #expect(
            found.map(\.type) == [
                "log.key.created", "server.started", "server.stopped",
                "server.started", "server.configuration.changed", "server.collection.paused",
                "server.started", "server.configuration.changed", "server.collection.resumed", "server.stopped",
            ]
        )
        let starts = found.filter { $0.type == "server.started" }
        #expect(starts.map { $0.content["previousStop"] as? String } == ["none", "clean", "unclean"])
        let hashes = starts.map { $0.content["configurationSha256"] as? String }
        #expect(hashes[0] == hashes[2] && hashes[0] != hashes[1], "comments change nothing")
        #expect(found.allSatisfy { !$0.type.isEmpty })
        let rows = try VidimusProcess.run(["events", "--data", data])
        #expect(!rows.output.contains("server."), "own records are no events")
    }

    @Test func aRotatedKeyIsOnRecordAndSignsFromThenOn() throws {
        let folder = try TestFolder()
        let data = folder.path + "/data"
        let first = try TestServer(data: data)
        let (_, oldKey) = try #require(first.ask("/log/key"))
        let held = try VidimusProcess.run(["log", "rotate-key", "--data", data])
        #expect(held.status == 1 && held.errors.contains("in use by another server"))
        #expect(first.stop() == 0)
        let rotated = try VidimusProcess.run(["log", "rotate-key", "--data", data])
        #expect(rotated.status == 0, "\(rotated.errors)")
        let second = try TestServer(data: data)
        let (_, newKey) = try #require(second.ask("/log/key"))
        let (_, statements) = try #require(second.ask("/log/key-rotations"))
        #expect(rotated.output == "old key \(oldKey)new key \(newKey)")
        #expect(statements.contains("\n" + oldKey + newKey + "\n— "))
        #expect(second.stop() == 0)
        let found = try records(in: data)
        #expect(found.map(\.type).filter { $0.hasPrefix("log.") } == ["log.key.created", "log.key.rotated"])
        let record = try #require(found.first { $0.type == "log.key.rotated" })
        #expect("\(record.content["statement"] as? String ?? "")\n" == statements)
    }

    @Test func destinationsNeverMakeRowsOfOwnRecordsAndARebuildIsOnRecord() throws {
        let folder = try TestFolder()
        let data = folder.path + "/data"
        let server = try TestServer(data: data)
        #expect(try #require(server.post(TestEvent.selection())).0 == 202)
        #expect(server.stop() == 0)
        try FileManager.default.removeItem(atPath: data + "/object-data")
        let rebuilt = try VidimusProcess.run(["rebuild", "json", "--data", data])
        #expect(rebuilt.status == 0, "\(rebuilt.errors)")
        let mended = try VidimusProcess.run(["rebuild", "log", "--data", data])
        #expect(mended.status == 0, "\(mended.errors)")
        let types = try records(in: data).map(\.type)
        #expect(types.suffix(3) == ["server.stopped", "server.destination.rebuilt", "log.rebuilt"])
    }

    @Test func aJournalThatWasRolledBackIsRefused() throws {
        let folder = try TestFolder()
        let data = folder.path + "/data"
        let saved = folder.path + "/saved"
        let first = try TestServer(data: data)
        #expect(try #require(first.post(TestEvent.selection())).0 == 202)
        #expect(first.stop() == 0)
        try FileManager.default.copyItem(atPath: data + "/journal", toPath: saved)
        let second = try TestServer(data: data)
        #expect(try #require(second.post(TestEvent.selection())).0 == 202)
        #expect(second.stop() == 0)
        try FileManager.default.removeItem(atPath: data + "/journal")
        try FileManager.default.copyItem(atPath: saved, toPath: data + "/journal")
        let third = try VidimusProcess.run(["serve", "--data", data, "--port", "0", "--operator-port", "0"])
        #expect(third.status == 1)
        #expect(third.errors.contains("the journal was shortened or rolled back"), "\(third.errors)")
    }
}
