import AuditServer
import AuditTesting
import Foundation
import Testing

/// Requests that two servers in a row could read differently, and texts that want to become headers or log lines.
@Suite(.inTurn) struct SmugglingTests {
    private static let start =
        "POST /api/v1/audit-event HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\n"
        + "Content-Type: application/json\r\n"
    private static let smuggled =
        "GET /api/v1/test-connection HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\n\r\n"

    @Test(arguments: [
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
        "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nG",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\n0\r\n\r\nG",
        "Content-Length: 5\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "Content-Length: 5, 5\r\n\r\n0\r\n\r\n",
        "Content-Length: +5\r\n\r\n0\r\n\r\n",
        "Content-Length: -5\r\n\r\n0\r\n\r\n",
        "Content-Length: 0x5\r\n\r\n0\r\n\r\n",
        "Content-Length: 5 6\r\n\r\n0\r\n\r\n",
        "Content-Length : 5\r\n\r\n0\r\n\r\n",
        "Content-Length:\r\n 5\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2\r\n{}x0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2\n{}\n0\n\n",
        "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}\r\n",
        "Transfer-Encoding: chunked\r\n\r\n\r\n{}\r\n",
        "X: a\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "X: a\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "X\0: a\r\n\r\n",
        "X: a\0b\r\n\r\n",
        ": a\r\n\r\n",
        "no colon\r\n\r\n",
    ])
    func anAmbiguousRequestEndsTheConnectionAndNothingBehindItIsServed(rest: String) async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            try client.send(Self.start + rest + Self.smuggled)
            let answers = try client.receiveAll()
            let codes = String(decoding: answers, as: UTF8.self).components(separatedBy: "HTTP/1.1 ").dropFirst()
            #expect(codes.count <= 1, "\(codes)")
            #expect(codes.allSatisfy { $0.hasPrefix("4") }, "\(codes)")
            #expect(server.sink.callSizes.isEmpty)
        }
    }

    @Test(arguments: [
        "Origin: https://qs.example.com\r\n X-Injected: 1\r\n",
        "Origin: https://qs.example.com\n X-Injected: 1\r\n",
        "Origin: https://qs.example.com\rX-Injected: 1\r\n",
        "Origin: https://qs.example.com\r\nAccess-Control-Request-Headers: a\r\n\tX-Injected: 1\r\n",
        "Origin: https://qs.example.com\r\nAccess-Control-Request-Headers: a\rX-Injected: 1\r\n",
        "Origin: https://qs.example.com\r\nAccess-Control-Request-Headers: a\nX-Injected: 1\r\n",
        "Origin: https://qs.example.com\r\nAccess-Control-Request-Headers: a\0X-Injected: 1\r\n",
        "Origin: https://qs.example.com\r\nAccess-Control-Request-Headers: a%0d%0aX-Injected: 1\r\n",
        "Origin: https://qs.example.com\r\nAccess-Control-Request-Headers: \u{010D}\u{010A}X-Injected: 1\r\n",
    ])
    func whatAPreflightEchoesNeverBecomesAHeaderOfItsOwn(headers: String) async throws {
        try await IngestHarness.run(Profile.p0.settings) { server in
            let client = try RawClient(port: server.port)
            try client.send(
                "OPTIONS /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccess-Control-Request-Method: POST\r\n"
                    + headers + "\r\n"
            )
            let answer = try client.receiveAll()
            let text = String(decoding: answer, as: UTF8.self)
            #expect(!text.contains("\nX-Injected") && !text.contains("\rX-Injected"), "\(text)")
            // Every line ends in both characters, and neither stands alone.
            let stripped = text.replacing("\r\n", with: "")
            #expect(!stripped.utf8.contains(13) && !stripped.utf8.contains(10) && !stripped.utf8.contains(0))
        }
    }

    @Test func theRouteInA404IsEscaped() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            try client.send(
                "GET /a\"b\\c\u{7F}d\u{e4}?<script> HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\n\r\n"
            )
            let answer = try client.receive()
            if answer.code == 404 { #expect(answer.json["statusCode"] as? Int == 404, "\(answer)") }
            #expect([400, 404].contains(answer.code))
        }
    }

    @Test func anUpgradeIsNotGrantedAndTheConnectionEnds() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            let headers = [
                ("Connection", "Upgrade, HTTP2-Settings"), ("Upgrade", "h2c"), ("HTTP2-Settings", "AAMAAABk"),
            ]
            try client.send(IngestHarness.text(headers: headers, body: TestEnvelope.selection.encoded))
            let answer = try client.receive()
            #expect(answer.code == 202)
            #expect(answer["Connection"] == "close")
            #expect(client.isClosedByServer())
        }
    }

    @Test func whatComesBehindAnUpgradeIsNotKept() async throws {
        try await IngestHarness.run(sink: RecordingSink(.holds)) { server in
            let client = try RawClient(port: server.port)
            let headers = [("Connection", "Upgrade"), ("Upgrade", "websocket")]
            try client.send(IngestHarness.text(headers: headers, body: TestEnvelope.selection.encoded))
            // Far more than sockets hold: it is refused, or never taken.
            let garbage = [UInt8](repeating: 0x41, count: 64 << 20)
            do {
                #expect(try client.sendUntilStuck(garbage, patienceMilliseconds: 300) < garbage.count)
            } catch RawClient.Failure.closed {
                // The server ended it.
            }
            server.sink.release()
        }
    }

    @Test(arguments: [
        "CONNECT example.com:443 HTTP/1.1", "PRI * HTTP/2.0", "GET / HTTP/2.0", "GET / HTTP/0.9", "GET /",
        "\u{16}\u{3}\u{1}",
    ])
    func otherProtocolsAreRefused(line: String) async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            try client.send(line + "\r\nHost: a\r\n\r\n")
            let text = String(decoding: try client.receiveAll(), as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 4"), "\(text)")
        }
    }

    // MARK: Log lines

    @Test func noClientCanForgeALogLine() async throws {
        let nasty = "x\r\n2026-01-01 warning AUDIT API: forged\u{1B}[31m\u{0}\u{85}\u{2028}\u{202E}"
        try await IngestHarness.run { server in
            _ = try server.request(body: TestEnvelope.selection.setting("eventId", to: .text(nasty)).encoded)
            _ = try server.request(body: TestEnvelope.selection.setting("type", to: .text(nasty)).encoded)
            _ = try server.request(
                body: TestEnvelope.selection.setting("source", to: ["version": .text(nasty)]).encoded
            )
            _ = try server.request(
                body: TestEnvelope.selection.setting("payload.context", to: ["appId": .text(nasty)]).encoded
            )
            _ = try server.request(
                body: TestEnvelope.selection.setting("payload", to: ["context": [nasty: 1].asJSON]).encoded
            )
            _ = try server.request(body: nasty)
            _ = try server.request("GET", "/api/%0d%0aforged?\u{85}\u{2028}", token: nil)
            _ = try server.request(
                headers: [("X-Audit-QS-Version", "1\u{85}\u{202E}\u{9B}")],
                body: TestEnvelope.selection.encoded
            )
            _ = try server.request(
                "GET",
                "/api/v1/test-connection",
                headers: [("X-Audit-QS-Version", "1\u{85}\u{202E}")]
            )
            let lines = server.log.lines
            #expect(lines.count >= 5)
            for line in lines {
                let bad = line.unicodeScalars.filter {
                    $0.properties.generalCategory == .control || $0.properties.generalCategory == .format
                        || $0.properties.generalCategory == .lineSeparator
                }
                #expect(bad.isEmpty, "\(line.debugDescription)")
            }
        }
    }

    @Test func neitherTokensNorEnvelopesReachTheLog() async throws {
        try await IngestHarness.run { server in
            _ = try server.request(
                body: TestEnvelope.selection.setting("payload.context.user", to: "very-private").encoded
            )
            _ = try server.request(token: "guessed-token", body: "{}")
            _ = try server.request("GET", "/api/v1/test-connection", token: "guessed-token")
            let all = server.log.lines.joined(separator: "\n")
            #expect(
                !all.contains("very-private") && !all.contains("guessed-token") && !all.contains(IngestHarness.token)
            )
        }
    }

    @Test func aFloodOfRefusalsWritesFewLines() async throws {
        try await IngestHarness.run { server in
            for _ in 0..<50 { _ = try server.request("GET", "/x", token: nil) }
            #expect(server.log.lines.filter { $0.contains("Unauthorized") }.count == 1)
        }
    }
}

extension [String: Int] {
    /// The dictionary as an object of numbers.
    fileprivate var asJSON: JSON { .object(map { JSON.Member(key: $0.key, value: .number("\($0.value)")) }) }
}
