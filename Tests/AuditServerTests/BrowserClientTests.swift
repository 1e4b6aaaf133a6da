import AuditJournal
import AuditServer
import AuditTesting
import Testing

/// What a page of another origin needs: preflights that are granted, and answers that it may read whatever they say.
@Suite(.inTurn) struct BrowserClientTests {
    private static let origin = "https://qs.example.com"
    private static let version = ("X-Audit-QS-Version", "0.4.0")

    /// A route as a browser asks for it: a POST has a type that forces a preflight, and both have a token.
    private struct Route: Sendable {
        let method: String
        let path: String
        let type: String?
        let success: Int
    }

    private static let routes = [
        Route(method: "POST", path: "/api/v1/audit-event", type: "application/json", success: 202),
        Route(method: "POST", path: "/api/v1/audit-events", type: "application/x-ndjson", success: 200),
        Route(method: "GET", path: "/api/v1/test-connection", type: nil, success: 200),
    ]

    private static func ask(
        _ route: Route,
        of server: IngestHarness,
        token: String? = IngestHarness.token,
        type: String? = nil,
        body: String? = nil
    ) throws -> RawClient.Answer {
        try server.request(
            route.method,
            route.path,
            headers: [("Origin", origin), version],
            token: token,
            contentType: type ?? route.type,
            body: route.type == nil ? nil : body ?? TestEnvelope.selection.encoded
        )
    }

    private static func expectReadable(_ answer: RawClient.Answer) {
        #expect(answer["Access-Control-Allow-Origin"] == origin, "\(answer)")
        let exposed = answer["Access-Control-Expose-Headers"]?.lowercased() ?? ""
        for name in ["retry-after", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset"] {
            #expect(exposed.contains(name), "\(answer)")
        }
        #expect(answer["Vary"] == "Origin")
    }

    @Test func everyRouteIsGrantedToAPageThatAsksFirst() async throws {
        try await IngestHarness.run { server in
            for route in Self.routes {
                let wanted = "authorization,content-type,x-audit-qs-version"
                let asked = [
                    ("Origin", Self.origin), ("Access-Control-Request-Method", route.method),
                    ("Access-Control-Request-Headers", wanted),
                ]
                let preflight = try server.request("OPTIONS", route.path, headers: asked, token: nil)
                #expect(preflight.code == 204)
                #expect(preflight["Access-Control-Allow-Origin"] == Self.origin)
                #expect(preflight["Access-Control-Allow-Headers"] == wanted)
                let methods = preflight["Access-Control-Allow-Methods"]?.split(separator: ",") ?? []
                #expect(methods.contains { $0.drop { $0 == " " } == route.method })
                #expect(preflight["Access-Control-Max-Age"] == "7200")
                let answer = try Self.ask(route, of: server)
                #expect(answer.code == route.success)
                Self.expectReadable(answer)
            }
            #expect(server.sink.envelopes.count == 1)
        }
    }

    @Test func everyRefusalCanBeRead() async throws {
        try await IngestHarness.run { server in
            let (single, batch) = (Self.routes[0], Self.routes[1])
            let tooLong = String(repeating: " ", count: 2 * 1_024 * 1_024 + 1)
            let tooMany = String(repeating: "\n", count: 10_001)
            var answers = [
                try Self.ask(single, of: server, body: "{}"),
                try Self.ask(single, of: server, body: "{"),
                try Self.ask(single, of: server, body: tooLong),
                try Self.ask(single, of: server, type: "text/html"),
                try Self.ask(single, of: server, body: TestEnvelope.selection.setting("type", to: "no").encoded),
                try Self.ask(batch, of: server, body: tooMany),
                try Self.ask(batch, of: server, type: "application/json"),
            ]
            answers += try Self.routes.map { try Self.ask($0, of: server, token: nil) }
            server.sink.become(.refuses(.diskFull))
            answers.append(try Self.ask(single, of: server))
            #expect(answers.map(\.code) == [400, 400, 413, 415, 422, 413, 415, 401, 401, 401, 503])
            #expect(answers.last?["Retry-After"] == "30")
            for answer in answers { Self.expectReadable(answer) }
        }
    }

    @Test func everyRouteSaysReadablyWhenToComeAgain() async throws {
        try await IngestHarness.run(IngestHarness.settings { $0.requestsPerMinutePerAddress = 1 }) { server in
            #expect(try Self.ask(Self.routes[2], of: server).code == 200)
            for route in Self.routes {
                let answer = try Self.ask(route, of: server)
                #expect(answer.code == 429)
                #expect(answer["Retry-After"] != nil)
                #expect(answer["Retry-After"] == answer["X-RateLimit-Reset"])
                Self.expectReadable(answer)
            }
        }
    }

    @Test func theConnectionTestSaysWhatAClientHasToStayWithin() async throws {
        try await IngestHarness.run { server in
            let limits = try #require(
                try server.request("GET", "/api/v1/test-connection").json["limits"] as? [String: Int]
            )
            #expect(limits == ["bodyBytes": 2_097_152, "batchBytes": 16_777_216, "batchLines": 10_000])
        }
        try await IngestHarness.run(IngestHarness.settings { $0.requestsPerMinutePerAddress = 300 }) { server in
            let limits = try server.request("GET", "/api/v1/test-connection").json["limits"] as? [String: Int]
            #expect(limits?["requestsPerMinute"] == 300)
        }
    }

    @Test func clientsCanBeToldToStopAndTheirEventsAreStillTaken() async throws {
        try await IngestHarness.run(IngestHarness.settings { $0.collects = false }) { server in
            let answer = try server.request("GET", "/api/v1/test-connection", headers: [Self.version])
            #expect(answer.code == 200)
            #expect(answer.json["collect"] as? Bool == false)
            #expect(answer.json["compatible"] as? Bool == true)
            #expect(try server.request(body: TestEnvelope.selection.encoded).code == 202)
        }
    }
}
