import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Foundation
import Testing

@Suite(.inTurn) struct JSONObjectDataContentTests {
    private static let siteTags = StaticTags([("environment", "test"), ("site", "Köln \"A\"")])

    @Test(arguments: [
        (
            "screenshot", StaticTags.none,
            "20260211T091405.902Z_5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d03_91c3d0b2-6a5e-4f1d-8b77-0e4a2c9f5d10.json"
        ),
        ("odd-texts", siteTags, "20250102T010405.678Z_5F0C7A1E-3D52-4B8E-9A41-7C2F6E9B1D04_a_.._b__c_____.json"),
        (
            "array", StaticTags([("a", "0"), ("a", "1"), ("", "x"), ("y", "")]),
            "20261231T235959.000Z_00000000-0000-0000-0000-000000000000_none.json"
        ),
        ("wrong-types", StaticTags.none, "20260308T164621.181Z_10000000-0000-0000-0000-000000000001_none.json"),
    ])
    func filesAreWhatJavaScriptWouldWrite(name: String, tags: StaticTags, fileName: String) async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        source.appendEnvelope(try fixture("\(name).envelope"))
        try await ObjectDataEvents.deliver(source, to: PosixPublishingDirectory(path: directory.path), tags: tags)
        #expect(try directory.names() == [fileName])
        #expect(try directory.text(fileName) == fixture("\(name).expected"))
    }

    @Test(arguments: ["null", "\"text\"", "5", "true"])
    func onlyObjectsAndArraysBecomeFiles(objectData: String) async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        source.appendEnvelope(#"{"payload":{"event":{"objectData":\#(objectData)}}}"#)
        source.appendEnvelope(#"{"payload":{"event":{}}}"#)
        source.appendEnvelope(#"{"payload":{}}"#)
        try await ObjectDataEvents.deliver(source, to: PosixPublishingDirectory(path: directory.path))
        #expect(try directory.names().isEmpty)
    }

    @Test func digitsThatJavaScriptWouldRoundAreKept() async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        source.appendEnvelope(
            #"{"eventId":"e","timestamp":"2026-03-08T16:46:21Z","payload":{"event":{"duration":12345678901234567890,"#
                + #""dataStateId":1e999,"objectData":{"big":123456789012345678901234567890}}}}"#
        )
        try await ObjectDataEvents.deliver(source, to: PosixPublishingDirectory(path: directory.path))
        let text = try directory.text("20260308T164621.000Z_e_none.json")
        #expect(text.contains(#""big": 123456789012345678901234567890"#))
        #expect(text.contains(#""durationMs": 12345678901234567890"#))
        #expect(text.contains(#""dataStateId": null"#))
    }

    @Test func bytesThatAreNoJSONAreRejected() async throws {
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        source.appendEnvelope("{\"objectData\"")
        await #expect(throws: DestinationError.self) {
            try await ObjectDataEvents.deliver(source, to: PosixPublishingDirectory(path: directory.path))
        }
    }

    private func fixture(_ name: String) throws -> String {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "json"))
        return try String(contentsOf: url, encoding: .utf8)
    }
}
