import AuditEvents
import AuditJournal
import AuditServer
import AuditTesting
import NIOCore
import Testing

/// What existing clients know of the protocol below the events, and what the door adds to it.
@Suite(.inTurn) struct ConnectionContractTests {
    private static let envelope = TestEnvelope.selection.encoded

    /// A request line, headers and body as they are, on a connection of its own.
    private static func send(_ text: String, to server: IngestHarness) throws -> RawClient.Answer {
        let client = try RawClient(port: server.port)
        try client.send(text)
        return try client.receive()
    }

    private static func chunked(_ chunks: [String]) -> String {
        let head =
            "POST /api/v1/audit-event HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
        return head + chunks.map { String($0.utf8.count, radix: 16) + "\r\n" + $0 + "\r\n" }.joined() + "0\r\n\r\n"
    }

    @Test func aChunkedBodyIsOneEnvelope() async throws {
        try await IngestHarness.run { server throws in
            let middle = Self.envelope.index(Self.envelope.startIndex, offsetBy: 40)
            let chunks = [String(Self.envelope[..<middle]), String(Self.envelope[middle...])]
            #expect(try Self.send(Self.chunked(chunks), to: server).code == 202)
            #expect(server.sink.envelopes.map(\.bytes) == [Array(Self.envelope.utf8)])
        }
    }

    @Test func aBodyInChunksOfOneByteIsKeptWhole() async throws {
        try await IngestHarness.run { server throws in
            let body = TestEnvelope.ofSize(20_000)
            #expect(try Self.send(Self.chunked(body.map { String($0) }), to: server).code == 202)
            #expect(server.sink.envelopes.map(\.bytes) == [Array(body.utf8)])
        }
    }

    @Test func aChunkedBodyOverTheLimitIsRefused() async throws {
        try await IngestHarness.run(IngestHarness.settings { $0.limits.maximumBodyBytes = 10_000 }) { server in
            let answer = try Self.send(Self.chunked(Array(repeating: TestEnvelope.ofSize(2_000), count: 6)), to: server)
            #expect(answer.code == 413)
            #expect(answer["connection"] == "close")
            #expect(answer.json["message"] as? String == "The body exceeds the limit of 10000 bytes")
        }
    }

    @Test(arguments: ["2097153", "99999999999", "9999999999999999999", "99999999999999999999999"])
    func aDeclaredLengthOverTheLimitIsRefusedUnread(length: String) async throws {
        try await IngestHarness.run { server in
            let answer = try server.request(headers: [("Content-Type", "application/json"), ("Content-Length", length)])
            // The last of the four is no number of 64 bits, and so no HTTP.
            #expect(answer.code == (length.count > 20 ? 400 : 413))
            #expect(answer["connection"] == "close")
        }
    }

    @Test func aClientThatWaitsForContinueGetsIt() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            try client.send(
                "POST /api/v1/audit-event HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\n"
                    + "Content-Type: application/json\r\nContent-Length: \(Self.envelope.utf8.count)\r\n"
                    + "Expect: 100-Continue\r\n\r\n"
            )
            #expect(try client.receiveHead() == "HTTP/1.1 100 Continue")
            try client.send(Self.envelope)
            #expect(try client.receive().code == 202)
        }
    }

    @Test func aClientThatWaitsForContinueIsRefusedWithoutIt() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            try client.send(
                "POST /api/v1/audit-event HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 10\r\nExpect: 100-continue\r\n\r\n"
            )
            #expect(try client.receiveHead().hasPrefix("HTTP/1.1 401 "))
        }
    }

    @Test func anotherExpectationFails() async throws {
        try await IngestHarness.run { server in
            let answer = try server.request(headers: [("Expect", "the-unexpected")], body: Self.envelope)
            #expect(answer.code == 417)
        }
    }

    @Test(arguments: [1, 2, 20])
    func aHeaderBlockOverTheLimitIsRefused(fields: Int) async throws {
        try await IngestHarness.run { server in
            let value = String(repeating: "v", count: 17_000 / fields)
            let headers = (0..<fields).map { ("X-Long-\($0)", value) }
            let answer = try server.request("GET", "/api/v1/test-connection", headers: headers)
            #expect(answer.code == 431)
            #expect(answer["connection"] == "close")
            #expect(Set(answer.json.keys) == ["error", "message", "statusCode"])
        }
    }

    @Test func aLongRequestLineIsRefused() async throws {
        try await IngestHarness.run { server throws in
            let path = "/" + String(repeating: "p", count: 20_000)
            #expect(try server.request("GET", path).code == 431)
        }
    }

    @Test func tooManyHeaderFieldsAreRefused() async throws {
        try await IngestHarness.run { server throws in
            let headers = (0..<101).map { ("X-\($0)", "v") }
            #expect(try server.request("GET", "/api/v1/test-connection", headers: headers).code == 431)
        }
    }

    @Test func trailersAreTakenAndIgnored() async throws {
        try await IngestHarness.run { server in
            let body = Self.chunked([Self.envelope]).dropLast() + "X-Sum: 1\r\nX-Other: v\r\n\r\n"
            let answer = try Self.send(String(body), to: server)
            #expect(answer.code == 202, "\(answer)")
        }
    }

    @Test func endlessTrailersAreRefused() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            let body = Self.chunked([Self.envelope]).dropLast()
            try client.send(body + (0..<200).map { "X-\($0): v\r\n" }.joined() + "\r\n")
            let answer = try client.receive()
            #expect(answer.code == 431, "\(answer)")
            #expect(server.sink.callSizes.isEmpty)
        }
    }

    @Test func aRequestWithoutHostIsRefusedEmpty() async throws {
        try await IngestHarness.run { server in
            let answer = try Self.send("GET /api/v1/test-connection HTTP/1.1\r\n\r\n", to: server)
            #expect(answer.code == 400)
            #expect(answer.text.isEmpty)
            #expect(answer["connection"] == "close")
        }
    }

    @Test func http10IsServedAndClosed() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            try client.send("GET /api/v1/test-connection HTTP/1.0\r\nAuthorization: Bearer secret\r\n\r\n")
            #expect(try client.receive().code == 200)
            #expect(client.isClosedByServer())
        }
    }

    @Test func aByteOrderMarkIsTolerated() async throws {
        try await IngestHarness.run { server throws in
            #expect(try server.request(body: "\u{FEFF}" + Self.envelope).code == 202)
        }
    }

    @Test func invalidUTF8IsRefused() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            let marked = IngestHarness.text(body: TestEnvelope.selection.setting("extra", to: "#").encoded)
            try client.send(marked.utf8.map { $0 == UInt8(ascii: "#") ? 0xFF : $0 })
            let answer = try client.receive()
            #expect(answer.code == 400)
            #expect(answer.json["reason"] as? String == "An unexpected error occurred")
        }
    }

    @Test func theContentEncodingIsIgnored() async throws {
        try await IngestHarness.run { server throws in
            #expect(try server.request(headers: [("Content-Encoding", "gzip")], body: Self.envelope).code == 202)
        }
    }

    @Test func theFirstOfTwoAuthorizationsCounts() async throws {
        try await IngestHarness.run { server throws in
            let right = ("Authorization", "Bearer secret")
            let wrong = ("Authorization", "Bearer wrong")
            #expect(try server.request(headers: [right, wrong], token: nil, body: Self.envelope).code == 202)
            #expect(try server.request(headers: [wrong, right], token: nil, body: Self.envelope).code == 401)
        }
    }

    @Test func theFirstOfTwoVersionHeadersCounts() async throws {
        try await IngestHarness.run { server throws in
            let headers = [("X-Audit-QS-Version", "0.4.0"), ("x-audit-qs-version", "9.0.0")]
            #expect(try server.request(headers: headers, body: Self.envelope).code == 202)
            #expect(try server.request(headers: headers.reversed(), body: Self.envelope).code == 422)
        }
    }

    @Test func oneClientsLimitIsNotAnothers() async throws {
        try await IngestHarness.run(IngestHarness.settings { $0.requestsPerMinutePerAddress = 1 }) { server throws in
            let text = IngestHarness.text("GET", "/api/v1/test-connection")
            func code(from source: String) throws -> Int {
                let client = try RawClient(port: server.port, from: source)
                try client.send(text)
                return try client.receive().code
            }
            #expect(try code(from: "127.0.0.1") == 200)
            #expect(try code(from: "127.0.0.1") == 429)
            #expect(try code(from: "127.0.0.2") == 200)
        }
    }

    @Test func aBadPercentEscapeIsRefused() async throws {
        try await IngestHarness.run { server in
            let answer = try server.request("GET", "/api/%zz")
            #expect(answer.code == 400)
            #expect(answer.json["code"] as? String == "FST_ERR_BAD_URL")
            #expect(answer.json["statusCode"] as? Int == 400)
            #expect(answer["X-Frame-Options"] == nil)
        }
    }

    @Test func escapedLettersOfThePathAreDecoded() async throws {
        try await IngestHarness.run { server throws in
            #expect(try server.request("POST", "/api/v1/%61udit-event", body: Self.envelope).code == 202)
        }
    }

    @Test func headOfTheConnectionTestHasNoBody() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            try client.send(IngestHarness.text("HEAD", "/api/v1/test-connection"))
            let head = try client.receive(hasBody: false)
            #expect(head.code == 200)
            #expect(head["content-length"].flatMap { Int($0) } ?? 0 > 0)
            // The next answer starts where the body would have been.
            try client.send(IngestHarness.text("GET", "/api/v1/test-connection"))
            let get = try client.receive()
            #expect(get.code == 200)
            #expect(get["content-length"] == head["content-length"])
        }
    }

    @Test func nothingPostedIsAnEnvelopeThatIsNoObject() async throws {
        try await IngestHarness.run { server in
            let answer = try server.request(contentType: nil)
            #expect(answer.code == 400)
            #expect(answer.json["reason"] as? String == "Schema validation failed")
            let empty = try server.request(body: "")
            #expect(empty.code == 400)
            #expect(empty.json["reason"] as? String == "An unexpected error occurred")
        }
    }

    @Test func plainTextIsAnEnvelopeThatIsNoObject() async throws {
        try await IngestHarness.run { server in
            let answer = try server.request(contentType: "text/plain", body: Self.envelope)
            #expect(answer.code == 400)
            #expect(answer.json["reason"] as? String == "Schema validation failed")
        }
    }

    @Test(arguments: ["application/json; charset=utf-8", "APPLICATION/JSON", "application/json ;a=b"])
    func theJSONTypeMayHaveParameters(type: String) async throws {
        try await IngestHarness.run { server throws in
            #expect(try server.request(contentType: type, body: Self.envelope).code == 202)
        }
    }

    @Test func aRepeatIsADuplicateAndOtherContentAConflict() async throws {
        try await IngestHarness.run { server in
            let first = try server.request(body: Self.envelope)
            #expect(first.json["duplicate"] == nil)
            #expect((first.json["receipt"] as? [String: Any])?["offset"] as? Int == 0)
            #expect((first.json["receipt"] as? [String: Any])?["logId"] as? String == "00112233445566aa")
            let second = try server.request(body: Self.envelope)
            #expect(second.code == 202)
            #expect(second.json["duplicate"] as? Bool == true)
            #expect((second.json["receipt"] as? [String: Any])?["offset"] as? Int == 0)
            let third = try server.request(body: TestEnvelope.selection.setting("extra", to: 1).encoded)
            #expect(third.code == 409)
            #expect(third.json["outcome"] as? String == "dropped")
            #expect(third.json["reason"] as? String == "eventId is already stored with different content")
            #expect(server.sink.envelopes.count == 1)
        }
    }

    @Test func depthIsRefusedRatherThanAcceptedAndLost() async throws {
        try await IngestHarness.run { server in
            let deep = String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000)
            let body = Self.envelope.dropLast() + ",\"deep\":\(deep)}"
            let answer = try server.request(body: String(body))
            #expect(answer.code == 400)
            #expect(answer.json["message"] as? String ?? "" != "")
        }
    }

    @Test func wrongTokensAreLimitedOnEveryPathAlsoWithoutTheAddressLimit() async throws {
        let settings = IngestHarness.settings {
            $0.requestsPerMinutePerAddress = nil
            $0.limits.failedTokensPerMinute = 3
        }
        try await IngestHarness.run(settings) { server in
            let codes = try (0..<5).map { try server.request("GET", "/guess", token: "guess\($0)").code }
            #expect(codes == [401, 401, 401, 429, 429])
            #expect(try server.request(token: "guess", body: Self.envelope).code == 429)
            #expect(try server.request(body: Self.envelope).code == 202)
        }
    }

    @Test func lineBreaksAndLongNamesAreStoredAsSent() async throws {
        try await IngestHarness.run { server throws in
            let body = TestEnvelope.selection.setting("payload.context.user", to: "a\nb\r\nc")
                .setting("payload.context.appName", to: .text(String(repeating: "n", count: 200))).encoded
            #expect(try server.request(body: body).code == 202)
            #expect(server.sink.envelopes.map(\.bytes) == [Array(body.utf8)])
        }
    }

    @Test func theYear9999IsStored() async throws {
        try await IngestHarness.run { server throws in
            let body = TestEnvelope.selection.setting("timestamp", to: "9999-12-31T23:59:59.999Z").encoded
            #expect(try server.request(body: body).code == 202)
        }
    }

    @Test func whatOnlyTheServerKnowsIsKeptWithTheEvent() async throws {
        try await IngestHarness.run { server in
            let headers = [
                ("User-Agent", "Browser/1.0"), ("X-Audit-QS-Version", " 0.4.1 ,0.2.0"), ("X-Forwarded-For", "9.9.9.9"),
            ]
            #expect(try server.request(headers: headers, body: Self.envelope).code == 202)
            let facts = try #require(server.sink.facts.first)
            #expect(facts.receivedAtMilliseconds == 1_770_801_243_221)
            #expect(facts.clientAddress == "127.0.0.1")
            #expect(facts.userAgent == "Browser/1.0")
            #expect(facts.tokenName == "test")
            #expect(facts.extensionVersion == "0.4.1")
        }
    }

    @Test func aTrustedProxysClientIsTheClient() async throws {
        let settings = IngestHarness.settings { settings in
            settings.trustedProxies = [AddressRange("127.0.0.1")].compactMap { $0 }
            settings.requestsPerMinutePerAddress = 1
        }
        try await IngestHarness.run(settings) { server throws in
            func code(_ number: Int, _ forwarded: String...) throws -> Int {
                let headers = forwarded.map { ("X-Forwarded-For", $0) }
                return try server.request(headers: headers, body: TestEnvelope.numbered(number).encoded).code
            }
            #expect(try code(1, "1.1.1.1, 192.0.2.1") == 202)
            // The proxy's own line comes last; the one above it may be forged.
            #expect(try code(2, "1.1.1.1", "192.0.2.1") == 429)
            #expect(try code(3, "192.0.2.2") == 202)
            #expect(server.sink.facts.map(\.clientAddress) == ["192.0.2.1", "192.0.2.2"])
        }
    }
}
