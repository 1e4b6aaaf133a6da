import AuditTesting
import Foundation
import Testing

/// `Vidimus.ingest.collect` at a running server: what clients, monitoring and the log are told.
@Suite(.serialized, .inTurn) struct CollectTests {
    @Test func aServerThatWantsNothingSaysSoEverywhere() throws {
        let folder = try TestFolder()
        let path = folder.path + "/vidimus.yaml"
        try Data("Vidimus: {ingest: {collect: false}}".utf8).write(to: URL(filePath: path))
        let server = try TestServer(data: folder.path + "/data", arguments: ["--config", path])
        let (code, test) = try #require(server.test())
        #expect(code == 200)
        #expect(test.contains("\"collect\":false"))
        let (ready, health) = try #require(server.ask("/health/ready"))
        #expect(ready == 200)
        #expect(health.contains("\"collect\":false"))
        let (_, metrics) = try #require(server.ask("/metrics"))
        #expect(metrics.contains("vidimus_ingest_collect 0"))
        #expect(server.process.errorText.contains("nobody is audited any more"))
        #expect(try #require(server.post(TestEvent.selection())).0 == 202)
        #expect(server.stop() == 0)
    }

    @Test func withoutAWordEverybodyIsAudited() throws {
        let folder = try TestFolder()
        let server = try TestServer(data: folder.path)
        #expect(try #require(server.test()).1.contains("\"collect\":true"))
        #expect(try #require(server.ask("/health/ready")).1.contains("\"collect\":true"))
        #expect(try #require(server.ask("/metrics")).1.contains("vidimus_ingest_collect 1"))
        #expect(server.stop() == 0)
    }
}
