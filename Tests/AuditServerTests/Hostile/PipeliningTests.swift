import AuditServer
import AuditTesting
import Testing

/// Many requests on one connection before the first answer.
@Suite(.inTurn) struct PipeliningTests {
    @Test func answersComeInTheOrderOfTheRequests() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            var text = ""
            for number in 0..<200 {
                switch number % 5 {
                case 0: text += IngestHarness.text(body: TestEnvelope.numbered(number).encoded)
                case 1: text += IngestHarness.text("GET", "/n/\(number)")
                case 2: text += IngestHarness.text(body: "{}")
                case 3: text += IngestHarness.text(token: nil, body: "{")
                default: text += IngestHarness.text("GET", "/api/v1/test-connection")
                }
            }
            try client.send(text)
            for number in 0..<200 {
                let answer = try client.receive()
                #expect(answer.code == [202, 404, 400, 401, 200][number % 5])
                if number % 5 == 0 {
                    #expect((answer.json["receipt"] as? [String: Any])?["offset"] as? Int == number / 5)
                }
                if number % 5 == 1 { #expect(answer.json["message"] as? String == "Route GET:/n/\(number) not found") }
            }
        }
    }

    @Test func readingPausesWhileTheFirstAnswerIsDue() async throws {
        try await IngestHarness.run(sink: RecordingSink(.holds)) { server in
            let client = try RawClient(port: server.port)
            let request = IngestHarness.text(body: TestEnvelope.selection.encoded)
            let flood = Array(String(repeating: request, count: 200_000).utf8)
            let sent = try client.sendUntilStuck(flood, patienceMilliseconds: 300)
            // Kernel buffers take some megabytes; the server takes none of the rest.
            #expect(sent < flood.count / 2)
            // Only the first request was looked at.
            #expect(server.sink.callSizes == [1])
            // It goes on where it stopped.
            server.sink.become(.stores)
            server.sink.release()
            let whole = sent / request.utf8.count
            for _ in 0..<whole { #expect(try client.receive().code == 202) }
            #expect(server.sink.callSizes.count >= whole)
            #expect(server.sink.envelopes.count == 1)
        }
    }

    @Test func thousandsOfBadRequestsBehindAGoodOneDoNotPileUpOnTheStack() async throws {
        try await IngestHarness.run(sink: RecordingSink(.holds)) { server in
            let client = try RawClient(port: server.port)
            let bad =
                "POST /api/v1/audit-event HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\nContent-Length: 0\r\n\r\n"
            try client.send(
                IngestHarness.text(body: TestEnvelope.selection.encoded) + String(repeating: bad, count: 2_000)
            )
            try server.wait { server.sink.heldCount > 0 }
            server.sink.release()
            #expect(try client.receive().code == 202)
            for _ in 0..<2_000 { #expect(try client.receive().code == 400) }
        }
    }

    @Test func garbageBehindAGoodRequestComesAfterItsAnswer() async throws {
        try await IngestHarness.run(sink: RecordingSink(.holds)) { server in
            let client = try RawClient(port: server.port)
            try client.send(IngestHarness.text(body: TestEnvelope.selection.encoded) + "\u{1}garbage\r\n\r\nmore\r\n")
            try server.wait { server.sink.heldCount > 0 }
            try client.send("still more garbage\r\n\r\n")
            server.sink.release()
            #expect(try client.receive().code == 202)
            #expect(try client.receive().code == 400)
            #expect(client.isClosedByServer())
        }
    }

    @Test func nothingBehindARequestThatClosesIsServed() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            try client.send(
                IngestHarness.text(headers: [("Connection", "close")], body: TestEnvelope.numbered(1).encoded)
                    + IngestHarness.text(body: TestEnvelope.numbered(2).encoded)
            )
            #expect(try client.receive().code == 202)
            #expect(try client.receiveAll().isEmpty)
            #expect(server.sink.envelopes.count == 1)
        }
    }

    @Test func aBodyThatIsThrownAwayDoesNotBecomeARequest() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            let inner = IngestHarness.text(body: TestEnvelope.selection.encoded)
            try client.send(IngestHarness.text(token: nil, body: inner) + IngestHarness.text("GET", "/health/live"))
            #expect(try client.receive().code == 401)
            #expect(try client.receive().code == 200)
            #expect(server.sink.callSizes.isEmpty)
        }
    }

    @Test func aBrokenBodyAfterItsAnswerEndsTheConnectionWithoutASecondAnswer() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            try client.send("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
            #expect(try client.receive().code == 401)
            try client.send("zz\r\n")
            #expect(try client.receiveAll().isEmpty)
        }
    }
}
