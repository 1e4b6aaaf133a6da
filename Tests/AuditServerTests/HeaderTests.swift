import AuditServer
import AuditTesting
import Testing

/// The headers of every routed answer.
@Suite(.inTurn) struct HeaderTests {
    private static let security: [(name: String, value: String)] = [
        ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Cache-Control", "no-store"),
        ("Content-Security-Policy", "default-src 'none'"), ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
        ("Cross-Origin-Resource-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
    private static let origin = ("Origin", "https://qs.example.com")

    @Test func theSecurityHeadersStandOnEveryRoutedAnswer() async throws {
        try await IngestHarness.run { server in
            let preflight = [Self.origin, ("Access-Control-Request-Method", "POST")]
            let answers = [
                try server.request(body: TestEnvelope.selection.encoded),
                try server.request("GET", "/api/v1/test-connection"),
                try server.request(body: "{}"),
                try server.request(token: nil, body: "{}"),
                try server.request("GET", "/unknown"),
                try server.request(contentType: "text/html", body: "{}"),
                try server.request("OPTIONS", "/any", headers: preflight),
                try server.request("OPTIONS", "/any"),
                try server.request("GET", "/health/live"),
                try server.request("POST", "/api/v1/audit-events", contentType: "application/x-ndjson", body: "{}"),
            ]
            #expect(answers.map(\.code) == [202, 200, 400, 401, 404, 415, 204, 400, 200, 200])
            for answer in answers {
                for header in Self.security {
                    #expect(answer.all(header.name) == [header.value], "\(answer)")
                }
                #expect(answer["Strict-Transport-Security"] == nil)
                #expect(answer["Server"] == nil)
                #expect(answer["X-Powered-By"] == nil)
                #expect(answer["WWW-Authenticate"] == nil)
                #expect(answer.all("Date").count == 1)
            }
        }
    }

    @Test func noHeaderStandsTwice() async throws {
        try await IngestHarness.run(IngestHarness.settings { $0.requestsPerMinutePerAddress = 2 }) { server in
            for _ in 0..<3 {
                let answer = try server.request(headers: [Self.origin], body: TestEnvelope.selection.encoded)
                let names = answer.headers.map { $0.name.lowercased() }
                #expect(names.count == Set(names).count, "\(answer)")
            }
        }
    }

    @Test func theDateIsAnHTTPDateOfTheWallClock() async throws {
        try await IngestHarness.run { server throws in
            #expect(try server.request("GET", "/health/live")["Date"] == "Wed, 11 Feb 2026 09:14:03 GMT")
        }
    }

    @Test func keptConnectionsSayForHowLong() async throws {
        try await IngestHarness.run { server in
            let kept = try server.request("GET", "/health/live")
            #expect(kept["Connection"] == "keep-alive")
            #expect(kept["Keep-Alive"] == "timeout=72")
            let closed = try server.request("GET", "/health/live", headers: [("Connection", "close")])
            #expect(closed["Connection"] == "close")
            #expect(closed["Keep-Alive"] == nil)
        }
    }

    @Test func contentTypesAreThoseOfTheContract() async throws {
        try await IngestHarness.run { server in
            #expect(try server.request(body: "{}")["Content-Type"] == "application/json; charset=utf-8")
            let batch = try server.request(
                "POST",
                "/api/v1/audit-events",
                contentType: "application/x-ndjson",
                body: "{}\n"
            )
            #expect(batch["Content-Type"] == "application/x-ndjson")
        }
    }

    @Test func rateLimitHeadersCountDownOnCountedRoutesOnly() async throws {
        try await IngestHarness.run(IngestHarness.settings { $0.requestsPerMinutePerAddress = 3 }) { server in
            let answers = [
                try server.request(token: nil, body: "{"),
                try server.request("HEAD", "/api/v1/test-connection"),
                try server.request(contentType: nil, body: "x"),
                try server.request("GET", "/api/v1/test-connection"),
            ]
            #expect(answers.map(\.code) == [401, 200, 415, 429])
            #expect(answers.map { $0["X-RateLimit-Remaining"] } == ["2", "1", "0", "0"])
            #expect(answers.allSatisfy { $0["X-RateLimit-Limit"] == "3" })
            #expect(answers.map { $0["Retry-After"] == nil } == [true, true, true, false])
            #expect(answers[3]["Retry-After"] == answers[3]["X-RateLimit-Reset"])
            let left = answers[3]["Retry-After"].flatMap { Int($0) } ?? 0
            #expect((1...60).contains(left))
            for path in ["/health/live", "/health/ready", "/unknown", "/api/v1/audit-event"] {
                #expect(try server.request("GET", path)["X-RateLimit-Limit"] == nil)
            }
        }
    }

    @Test func withoutALimitThereAreNoRateLimitHeaders() async throws {
        try await IngestHarness.run { server in
            let answer = try server.request(body: TestEnvelope.selection.encoded)
            #expect(!answer.headers.contains { $0.name.lowercased().hasPrefix("x-ratelimit") })
        }
    }

    // MARK: CORS

    @Test func aPageOfAListedOriginMayReadTheLimits() async throws {
        try await IngestHarness.run(IngestHarness.settings { $0.requestsPerMinutePerAddress = 1 }) { server in
            for code in [202, 429] {
                let answer = try server.request(headers: [Self.origin], body: TestEnvelope.selection.encoded)
                #expect(answer.code == code)
                let exposed = answer["Access-Control-Expose-Headers"]?.lowercased() ?? ""
                for name in ["retry-after", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"] {
                    #expect(exposed.contains(name))
                }
                #expect(answer["Vary"] == "Origin")
            }
        }
    }

    @Test func preflightsAreRememberedByBrowsers() async throws {
        try await IngestHarness.run { server in
            let headers = [Self.origin, ("Access-Control-Request-Method", "POST")]
            let answer = try server.request("OPTIONS", "/api/v1/audit-event", headers: headers, token: nil)
            #expect(answer["Access-Control-Max-Age"].flatMap { Int($0) } ?? 0 >= 60)
            #expect(answer["Access-Control-Allow-Headers"] == nil)
            #expect(answer["Access-Control-Allow-Credentials"] == nil)
        }
    }

    @Test(arguments: ["https://qs.example.com/", "https://qs.example.com:443", "https://qs.example.co", "null", "*"])
    func anOriginThatIsNotListedExactlyGetsNoPermission(origin: String) async throws {
        try await IngestHarness.run { server in
            let answer = try server.request(headers: [("Origin", origin)], body: TestEnvelope.selection.encoded)
            // CORS is no access control: the event is stored.
            #expect(answer.code == 202)
            #expect(answer["Access-Control-Allow-Origin"] == nil)
            #expect(answer["Access-Control-Expose-Headers"] == nil)
            #expect(answer["Vary"] == "Origin")
        }
    }

    @Test func pagesOfAPrivateNetworkAreToldOnlyIfListedAndOnlyIfTheyAsk() async throws {
        try await IngestHarness.run { server throws in
            let method = ("Access-Control-Request-Method", "POST")
            let asking = ("Access-Control-Request-Private-Network", "true")
            func permission(_ headers: [(String, String)]) throws -> String? {
                try server.request("OPTIONS", "/x", headers: headers)["Access-Control-Allow-Private-Network"]
            }
            #expect(try permission([Self.origin, method, asking]) == "true")
            #expect(try permission([Self.origin, method]) == nil)
            #expect(try permission([("Origin", "https://evil.example"), method, asking]) == nil)
        }
    }

    @Test func withoutCORSNoAnswerSpeaksOfIt() async throws {
        try await IngestHarness.run(Profile.p2.settings) { server in
            let answer = try server.request(headers: [Self.origin], body: TestEnvelope.selection.encoded)
            #expect(answer.code == 202)
            #expect(!answer.headers.contains { $0.name.lowercased().hasPrefix("access-control") })
            #expect(answer["Vary"] == nil)
        }
    }

    @Test func everybodysOriginIsNeverReflected() async throws {
        try await IngestHarness.run(Profile.p3.settings) { server in
            let answer = try server.request(headers: [("Origin", "https://evil.example")], body: "{}")
            #expect(answer.all("Access-Control-Allow-Origin") == ["*"])
            #expect(answer["Vary"] == nil)
        }
    }
}
