import AuditTesting
import Foundation
import Testing

/// The published log at a running server, seen by its own proofs and by a client that is not ours.
@Suite(.serialized, .inTurn) struct LogDoorTests {
    private func client(_ server: TestServer, state: String? = nil) throws -> (status: Int32, output: String) {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let (_, key) = try #require(server.ask("/log/key"))
        let child = try ChildProcess(
            [
                root.appending(path: "scripts/check-log").path, "http://127.0.0.1:\(server.operatorPort)/log",
                key.trimmingCharacters(in: .whitespacesAndNewlines),
            ] + (state.map { ["--state", $0] } ?? []),
            environment: [:]
        )
        return (child.waitForEnd(), child.output + child.errors)
    }

    private func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    /// Asks until a checkpoint covers the record.
    private func proof(_ query: String, at server: TestServer) throws -> String {
        for _ in 0..<600 {
            let (code, body) = try #require(server.ask("/api/v1/proof\(query)"))
            if code == 200 { return body }
            #expect(code == 404 && body.contains("not yet covered"), "\(body)")
            Thread.sleep(forTimeInterval: 0.05)
        }
        Issue.record("no checkpoint came")
        return ""
    }

    private func batch(_ count: Int) -> String {
        (0..<count).map { _ in TestEvent.selection().replacing("\n", with: "") + "\n" }.joined()
    }

    @Test func aThirdPartyFollowsTheLogAcrossSizesAndRestarts() throws {
        let folder = try TestFolder()
        let data = folder.path + "/data"
        let state = folder.path + "/seen"
        for lines in [1, 250, 300, 2_000] {
            let server = try TestServer(data: data)
            let (code, body) = try #require(
                server.post(batch(lines), path: "/api/v1/audit-events", type: "application/x-ndjson")
            )
            #expect(code == 200 && !body.contains("leafHash"))
            let first = try client(server, state: state)
            #expect(first.status == 0, "\(first.output)")
            #expect(server.stop() == 0)
        }
        let server = try TestServer(data: data)
        let last = try client(server, state: state)
        #expect(last.status == 0, "\(last.output)")
        #expect(server.stop() == 0)
        let verified = try VidimusProcess.run(["verify", "--data", data])
        #expect(verified.status == 0, "\(verified.output)")
    }

    /// What was seen before a kill, at any moment of a publication, is never taken back.
    @Test func aThirdPartyFollowsTheLogAcrossKills() throws {
        let folder = try TestFolder()
        let data = folder.path + "/data"
        for cycle in 0..<8 {
            let server = try TestServer(data: data)
            let seen = try client(server, state: folder.path + "/seen")
            #expect(seen.status == 0, "cycle \(cycle): \(seen.output)")
            let poster = Thread {
                while server.post(self.batch(30), path: "/api/v1/audit-events", type: "application/x-ndjson") != nil {}
            }
            poster.start()
            for _ in 0..<3 {
                let seen = try client(server, state: folder.path + "/seen")
                #expect(seen.status == 0, "cycle \(cycle): \(seen.output)")
            }
            server.process.kill(SIGKILL)
            server.process.waitForExit()
            while !poster.isFinished { Thread.sleep(forTimeInterval: 0.01) }
        }
        let verified = try VidimusProcess.run(["verify", "--data", data])
        #expect(verified.status == 0, "\(verified.output)")
    }

    @Test func aReceiptsLeafIsProvenByOffsetAndByEventID() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        let id = UUID()
        let event = TestEvent.selection(id: id)
        let (_, body) = try #require(server.post(event))
        let receipt = try #require(try json(body)["receipt"] as? [String: Any])
        let (_, repeated) = try #require(server.post(event))
        #expect(try json(repeated)["receipt"] as? [String: AnyHashable] == receipt as? [String: AnyHashable])
        let offset = try #require(receipt["offset"] as? Int)
        let byOffset = try json(try proof("/\(offset)", at: server))
        let byID = try json(try proof("?eventId=\(id.uuidString)", at: server))
        #expect(byOffset["leafHash"] as? String == receipt["leafHash"] as? String)
        #expect(byID["leafHash"] as? String == receipt["leafHash"] as? String)
        #expect(byOffset["logId"] as? String == receipt["logId"] as? String)
        let file = try proof("/\(offset)?format=tlog-proof", at: server)
        #expect(file.hasPrefix("c2sp.org/tlog-proof@v1\nindex \(offset)\n"))
        #expect(try #require(server.ask("/api/v1/proof/999")).0 == 404)
        #expect(try #require(server.ask("/api/v1/proof/x")).0 == 400)
        #expect(try #require(server.ask("/api/v1/proof?eventId=\(UUID().uuidString)")).0 == 404)
        #expect(try #require(server.ask("/api/v1/proof")).0 == 400)
        let lines = batch(2) + event.replacing("\n", with: "") + "\n"
        let (_, answers) = try #require(
            server.post(lines, path: "/api/v1/audit-events?leafHash=true", type: "application/x-ndjson")
        )
        let hashes = try answers.split(separator: "\n").map { line in
            try #require((try json(String(line))["receipt"] as? [String: Any])?["leafHash"] as? String)
        }
        #expect(hashes.count == 3 && hashes[2] == receipt["leafHash"] as? String)
        #expect(server.stop() == 0)
    }

    @Test func theLogIsReadWhileItGrows() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path + "/data")
        let poster = Thread {
            for _ in 0..<20 {
                _ = server.post(self.batch(500), path: "/api/v1/audit-events", type: "application/x-ndjson")
            }
        }
        poster.start()
        for _ in 0..<5 {
            let seen = try client(server, state: folder.path + "/seen")
            #expect(seen.status == 0, "\(seen.output)")
        }
        while !poster.isFinished { Thread.sleep(forTimeInterval: 0.01) }
        #expect(server.stop() == 0)
    }
}
