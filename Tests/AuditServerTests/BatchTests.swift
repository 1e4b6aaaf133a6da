import AuditEvents
import AuditJournal
import AuditServer
import AuditTesting
import Foundation
import Testing

/// `POST /api/v1/audit-events`: many envelopes in one body, each judged alone.
@Suite(.inTurn) struct BatchTests {
    private struct Answer {
        let whole: RawClient.Answer
        let lines: [[String: Any]]

        var codes: [Int] { lines.map { $0["code"] as? Int ?? -1 } }
        var offsets: [Int] { lines.map { ($0["receipt"] as? [String: Any])?["offset"] as? Int ?? -1 } }
    }

    private static func post(
        _ body: String,
        to server: IngestHarness,
        type: String? = "application/x-ndjson",
        headers: [(String, String)] = []
    ) throws -> Answer {
        let whole = try server.request("POST", "/api/v1/audit-events", headers: headers, contentType: type, body: body)
        let lines =
            whole.code != 200 ? [] : whole.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let objects = lines.map { line in
            (try? JSONSerialization.jsonObject(with: Data(line.utf8))) as? [String: Any] ?? [:]
        }
        return Answer(whole: whole, lines: objects)
    }

    private static func lines(_ numbers: some Sequence<Int>) -> String {
        numbers.map { TestEnvelope.numbered($0).encoded + "\n" }.joined()
    }

    @Test func answersComeInTheOrderOfTheLinesAndWithOneSync() async throws {
        try await IngestHarness.run { server in
            let answer = try Self.post(Self.lines(1...300), to: server)
            #expect(answer.whole.code == 200)
            #expect(answer.codes == Array(repeating: 202, count: 300))
            #expect(answer.offsets == Array(0..<300))
            #expect(server.sink.callSizes == [300])
            #expect(server.sink.envelopes.map { $0.id.description } == (1...300).map(TestEnvelope.numberedID))
        }
    }

    @Test func everyLineIsJudgedAlone() async throws {
        try await IngestHarness.run { server in
            let body = [
                TestEnvelope.numbered(1).encoded,
                "{",
                TestEnvelope.selection.setting("eventId", to: nil).encoded,
                TestEnvelope.numbered(2).setting("type", to: "no").encoded,
                TestEnvelope.numbered(3).setting("payload", to: [:]).encoded,
                TestEnvelope.numbered(4).setting("source", to: ["version": "9.9.9"]).encoded,
                TestEnvelope.numbered(5).encoded,
            ].joined(separator: "\n")
            let answer = try Self.post(body, to: server)
            #expect(answer.codes == [202, 400, 400, 422, 422, 422, 202])
            #expect(
                answer.lines.map { $0["reason"] as? String } == [
                    nil, "An unexpected error occurred", "Schema validation failed",
                    "One or more constraint violations",
                    "Payload validation failed", "Incompatible Audit.qs version", nil,
                ]
            )
            #expect(server.sink.callSizes == [2])
            #expect(server.sink.envelopes.count == 2)
            // A bad line says nothing about the connection.
            #expect(answer.whole["Connection"] == "keep-alive")
        }
    }

    @Test func duplicatesAndConflictsWithinABatchAreTold() async throws {
        try await IngestHarness.run { server in
            let event = TestEnvelope.numbered(1)
            let body = [event, event, event.setting("extra", to: 1)].map(\.encoded).joined(separator: "\n") + "\n"
            let answer = try Self.post(body, to: server)
            #expect(answer.codes == [202, 202, 409])
            #expect(answer.lines.map { $0["duplicate"] as? Bool } == [nil, true, nil])
            #expect(server.sink.envelopes.count == 1)
        }
    }

    @Test func theLastLineBreakMayBeMissing() async throws {
        try await IngestHarness.run { server throws in
            #expect(try Self.post(String(Self.lines(1...2).dropLast()), to: server).codes == [202, 202])
        }
    }

    @Test func anEmptyLineIsALineAndNoEnvelope() async throws {
        try await IngestHarness.run { server in
            let answer = try Self.post("\n" + Self.lines([1]) + "\n" + Self.lines([2]), to: server)
            #expect(answer.codes == [400, 202, 400, 202])
        }
    }

    @Test func linesMayEndInCarriageReturnAndLineFeed() async throws {
        try await IngestHarness.run { server in
            let answer = try Self.post(Self.lines(1...2).replacingOccurrences(of: "\n", with: "\r\n"), to: server)
            #expect(answer.codes == [202, 202])
            #expect(server.sink.envelopes.count == 2)
        }
    }

    @Test func anEmptyBatchIsAnsweredWithNoLine() async throws {
        try await IngestHarness.run { server in
            let answer = try Self.post("", to: server)
            #expect(answer.whole.code == 200)
            #expect(answer.whole.text.isEmpty)
            #expect(server.sink.callSizes.isEmpty)
        }
    }

    @Test func tenThousandLinesAreTaken() async throws {
        try await IngestHarness.run { server in
            let answer = try Self.post(Self.lines(1...10_000), to: server)
            #expect(answer.codes == Array(repeating: 202, count: 10_000))
            #expect(server.sink.callSizes == [10_000])
        }
    }

    @Test func oneLineMoreIsRefusedAndNothingIsStored() async throws {
        try await IngestHarness.run { server in
            let answer = try Self.post(Self.lines(1...10_001), to: server)
            #expect(answer.whole.code == 413)
            #expect(
                answer.whole.json["message"] as? String
                    == "The batch has more than 10000 lines; none of them was stored"
            )
            #expect(server.sink.callSizes.isEmpty)
        }
    }

    @Test func aBatchOverSixteenMebibytesIsRefused() async throws {
        try await IngestHarness.run { server in
            let line = TestEnvelope.ofSize(2_000_000) + "\n"
            let answer = try Self.post(String(repeating: line, count: 9), to: server)
            #expect(answer.whole.code == 413)
            #expect(answer.whole.json["message"] as? String == "The body exceeds the limit of 16777216 bytes")
            #expect(server.sink.callSizes.isEmpty)
        }
    }

    @Test func aBatchOfExactlySixteenMebibytesIsTaken() async throws {
        try await IngestHarness.run { server throws in
            let half = 1_048_576 - 1
            let body = (1...16).map { TestEnvelope.ofSize(half, number: $0) + "\n" }.joined()
            #expect(body.utf8.count == 16_777_216)
            #expect(try Self.post(body, to: server).codes == Array(repeating: 202, count: 16))
        }
    }

    @Test func aLineOverTheLimitOfOneEventIsRefusedAlone() async throws {
        try await IngestHarness.run { server in
            let body =
                Self.lines([1]) + TestEnvelope.ofSize(2_097_153, number: 2) + "\n"
                + TestEnvelope.ofSize(2_097_152, number: 3) + "\n" + Self.lines([4])
            let answer = try Self.post(body, to: server)
            #expect(answer.codes == [202, 413, 202, 202])
            #expect(answer.lines[1]["message"] as? String == "The line exceeds the limit of 2097152 bytes")
        }
    }

    @Test func everyLineCountsAgainstTheAddressLimit() async throws {
        try await IngestHarness.run(IngestHarness.settings { $0.requestsPerMinutePerAddress = 5 }) { server in
            let first = try Self.post(Self.lines(1...3), to: server)
            #expect(first.codes == [202, 202, 202])
            #expect(first.whole["X-RateLimit-Remaining"] == "2")
            let second = try Self.post(Self.lines(4...7), to: server)
            #expect(second.whole.code == 200)
            #expect(second.codes == [202, 202, 429, 429])
            #expect(second.whole["X-RateLimit-Remaining"] == "0")
            #expect(try Self.post(Self.lines([8]), to: server).whole.code == 429)
            #expect(server.sink.envelopes.count == 5)
        }
    }

    @Test func everyGoodLineCountsAgainstTheLimitOfEvents() async throws {
        try await IngestHarness.run(IngestHarness.settings { $0.eventsPerMinute = 2 }) { server in
            let answer = try Self.post("{}\n" + Self.lines(1...3), to: server)
            #expect(answer.codes == [400, 202, 202, 429])
            #expect((answer.lines[3]["details"] as? [String: Any])?["retryAfter"] as? Int == 60)
        }
    }

    @Test(arguments: ["application/json", "text/plain", "application/ndjson", nil])
    func anotherContentTypeIsRefused(type: String?) async throws {
        try await IngestHarness.run { server in
            let answer = try Self.post(Self.lines([1]), to: server, type: type)
            #expect(answer.whole.code == 415)
            #expect(answer.whole.json["message"] as? String == "The content type must be application/x-ndjson")
        }
    }

    @Test func withoutTokenNoLineIsRead() async throws {
        try await IngestHarness.run { server in
            let answer = try server.request(
                "POST",
                "/api/v1/audit-events",
                token: nil,
                contentType: "application/x-ndjson",
                body: Self.lines([1])
            )
            #expect(answer.code == 401)
            #expect(server.sink.callSizes.isEmpty)
        }
    }

    @Test func theVersionHeaderHoldsForEveryLine() async throws {
        try await IngestHarness.run { server in
            let answer = try Self.post(Self.lines(1...2), to: server, headers: [("X-Audit-QS-Version", "9.0.0")])
            #expect(answer.codes == [422, 422])
        }
    }

    @Test func whatTheJournalRefusesIsToldLineByLine() async throws {
        try await IngestHarness.run(sink: RecordingSink(.refuses(.diskFull))) { server in
            let answer = try Self.post(Self.lines([1]) + "{}\n" + Self.lines([2]), to: server)
            #expect(answer.whole.code == 200)
            #expect(answer.codes == [503, 400, 503])
        }
    }

    @Test func aLargeBatchDoesNotKeepOthersWaiting() async throws {
        // Others are answered while the journal still has the batch.
        try await IngestHarness.run(sink: RecordingSink(.holds)) { server in
            let batch = try RawClient(port: server.port)
            try batch.send(
                IngestHarness.text(
                    "POST",
                    "/api/v1/audit-events",
                    contentType: "application/x-ndjson",
                    body: Self.lines(1...5_000)
                )
            )
            try server.wait { server.sink.heldCount > 0 }
            for _ in 0..<4 { #expect(try server.request("GET", "/health/live").code == 200) }
            server.sink.release()
            #expect(try batch.receive().code == 200)
        }
    }

    @Test func aClientThatLeavesDuringABatchDoesNoHarm() async throws {
        try await IngestHarness.run(IngestHarness.settings { $0.limits.maximumBodyBytesInFlight = 4_000_000 }) {
            server in
            for round in 0..<10 {
                let client = try RawClient(port: server.port)
                try client.send(
                    IngestHarness.text(
                        "POST",
                        "/api/v1/audit-events",
                        contentType: "application/x-ndjson",
                        body: Self.lines((round * 1_000)..<(round * 1_000 + 1_000))
                    )
                )
            }
            // The bytes of all of them come back to the budget.
            try server.wait { server.context.bodyBytesInFlight == 0 && server.openConnections == 0 }
            #expect(try Self.post(Self.lines(100_000..<108_000), to: server).whole.code == 200)
        }
    }
}
