import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import NIOHTTP1
import Testing

/// InfluxDB 2 and 3, and answers that a real server can't be brought to give.
@Suite(.inTurn) struct FakeInfluxDBTests {
    private static let token = "s3cret-token"

    private static let version2 = InfluxDBTarget.version2(
        InfluxDB2Target(
            organisation: "my org",
            bucket: "audit&co",
            token: token,
            retention: .seconds(864_000),
            summary: "Audit \"trail\""
        )
    )

    private static let version3 = InfluxDBTarget.version3(
        InfluxDB3Target(database: "audit", token: token, retention: .seconds(3_600))
    )

    private func destination(
        _ server: FakeInfluxDB,
        _ target: InfluxDBTarget = version2,
        timeout: Duration = .seconds(120),
        maximumPoints: Int = 1_000,
        tls: Bool = false,
        authorityFile: String? = nil,
        host: String = "127.0.0.1",
        prefix: String = ""
    ) -> InfluxDBDestination {
        let address = InfluxDBAddress(
            host: host,
            port: server.port,
            isTLS: tls,
            authorityFile: authorityFile,
            pathPrefix: prefix,
            timeout: timeout
        )
        return InfluxDBDestination(
            target: target,
            layout: InfluxEvents.layout,
            tagging: nil,
            maximumPoints: maximumPoints,
            transport: HTTPInfluxDBTransport(address: address, credentials: target.credentials),
            logger: DeliveryHarness.silent,
            wallMilliseconds: { 784_111_777_000 }
        )
    }

    private func failure(_ server: FakeInfluxDB, timeout: Duration = .seconds(120), count: Int = 3) async
        -> DestinationError?
    {
        await #expect(throws: DestinationError.self) {
            try await destination(server, timeout: timeout).deliver(InfluxEvents.batch(InfluxEvents.journal(count)))
        }
    }

    @Test func writesToVersion2AreAsItWantsThem() async throws {
        let server = try await FakeInfluxDB { _, _ in .stored }
        let destination = destination(server)
        try await destination.deliver(InfluxEvents.batch(InfluxEvents.journal(1)))
        try await destination.deliver(InfluxEvents.batch(InfluxEvents.journal(2_500)))
        #expect(server.writes.map(\.lines.count) == [1, 1_000, 1_000, 500])
        for write in server.writes {
            #expect(write.violations(query: "org=my%20org&bucket=audit%26co&precision=ns", token: Self.token) == [])
        }
        #expect(server.writes[1].lines[5].hasSuffix(" 1772988386181000005"))
    }

    @Test func writesToVersion3AreAsItWantsThem() async throws {
        let server = try await FakeInfluxDB { _, _ in .stored }
        let destination = destination(server, Self.version3)
        try await destination.deliver(InfluxEvents.batch(InfluxEvents.journal(20)))
        let write = try #require(server.writes.first)
        #expect(write.violations(query: "bucket=audit&precision=ns", token: Self.token) == [])
        #expect(write.body.contains(#"user=LAB\\ann,"#))
    }

    @Test func aPathPrefixStandsBeforeEveryPath() async throws {
        let server = try await FakeInfluxDB { _, _ in .stored }
        try await destination(server, prefix: "influx/x/").deliver(InfluxEvents.batch(InfluxEvents.journal(1)))
        #expect(server.requests.map(\.path) == ["/influx/x/api/v2/write"])
    }

    @Test func aMissingBucketIsMadeWithItsRetentionRule() async throws {
        let server = try await FakeInfluxDB { request, _ in
            switch (request.method, request.path) {
            case (.GET, "/api/v2/orgs"): .answer(200, [], #"{"orgs":[{"id":"0a1b","name":"my org"}]}"#)
            case (.GET, "/api/v2/buckets"): .answer(404, [], #"{"code":"not found","message":"bucket not found"}"#)
            case (.POST, "/api/v2/buckets"): .answer(201, [], "{}")
            default: .answer(400, [], #"{"code":"invalid","message":"writing requires points"}"#)
            }
        }
        try await destination(server).prepare()
        #expect(
            server.requests.map { "\($0.method) \($0.path)?\($0.query)" } == [
                "GET /api/v2/orgs?org=my%20org", "GET /api/v2/buckets?orgID=0a1b&name=audit%26co",
                "POST /api/v2/buckets?", "POST /api/v2/write?org=my%20org&bucket=audit%26co&precision=ns",
            ]
        )
        #expect(server.requests.allSatisfy { $0.headers["Authorization"] == ["Token \(Self.token)"] })
        let rule = #""retentionRules":[{"type":"expire","everySeconds":864000}]"#
        #expect(
            server.requests[2].body
                == #"{"orgID":"0a1b","name":"audit&co","description":"Audit \"trail\"",\#(rule)}"#
        )
    }

    @Test func anExistingBucketIsLeftAloneAndAWriteOnlyTokenIsEnough() async throws {
        let existing = try await FakeInfluxDB { request, _ in
            switch request.path {
            case "/api/v2/orgs": .answer(200, [], #"{"orgs":[{"id":"0a1b"}]}"#)
            case "/api/v2/buckets": .answer(200, [], #"{"buckets":[{"id":"b"}]}"#)
            default: .stored
            }
        }
        try await destination(existing).prepare()
        #expect(existing.requests.map(\.method) == [.GET, .GET, .POST])
        let writeOnly = try await FakeInfluxDB { request, _ in
            request.path == "/api/v2/orgs" ? .answer(200, [], #"{"orgs":[]}"#) : .stored
        }
        try await destination(writeOnly).prepare()
        #expect(writeOnly.requests.map(\.path) == ["/api/v2/orgs", "/api/v2/write"])
    }

    @Test(arguments: [200, 201, 409, 400, 403, 404, 405])
    func aDatabaseOfVersion3IsMadeWhereThatIsPossible(status: Int) async throws {
        let server = try await FakeInfluxDB { request, _ in
            request.path == "/api/v3/configure/database" ? .answer(status, [], #"{"error":"x"}"#) : .stored
        }
        try await destination(server, Self.version3).prepare()
        #expect(server.requests.map(\.body) == [#"{"db":"audit","retention_period":"3600s"}"#, ""])
    }

    @Test(arguments: [
        (401, "token"), (403, "bucket audit&co"), (404, "org and bucket"), (301, "redirects"), (405, "version"),
    ])
    func whatAnOperatorHasToCureIsNamedAtTheStartAndLater(status: Int, cure: String) async throws {
        let server = try await FakeInfluxDB { request, _ in
            request.path == "/api/v2/write"
                ? .answer(status, [], #"{"code":"x","message":"no, s3cret-token"}"#) : .answer(404, [], "{}")
        }
        for error in [
            await #expect(throws: DestinationError.self) { try await destination(server).prepare() },
            await failure(server),
        ] {
            guard case .misconfigured(let reason) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(reason.contains(cure))
            #expect(!reason.contains(Self.token))
            #expect(reason.contains("\(status)"))
        }
    }

    @Test(
        arguments: [
            (429, "30", .seconds(30)), (503, "Sun, 06 Nov 1994 08:50:07 GMT", .seconds(30)), (503, "soon", nil),
            (429, nil, nil), (500, nil, nil), (502, nil, nil), (504, nil, nil), (408, nil, nil),
        ] as [(Int, String?, Duration?)]
    )
    func overloadAndFailureWaitAsLongAsAsked(status: Int, header: String?, expected: Duration?) async throws {
        let headers = header.map { [("Retry-After", $0)] } ?? []
        let server = try await FakeInfluxDB { _, _ in .answer(status, headers, "<html>") }
        guard case .unavailable(_, let retryAfter) = await failure(server) else {
            Issue.record("not unavailable")
            return
        }
        #expect(retryAfter == expected)
        #expect(server.requests.count == 1)
    }

    @Test(arguments: [FakeInfluxDB.Reply.silence, .drip, .hangUp])
    func aServerThatDoesNotAnswerIsUnavailable(reply: FakeInfluxDB.Reply) async throws {
        let server = try await FakeInfluxDB { _, _ in reply }
        guard case .unavailable(let reason, nil) = await failure(server, timeout: .milliseconds(400)) else {
            Issue.record("not unavailable")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test func anAnswerWithoutEndIsReadInBounds() async throws {
        let server = try await FakeInfluxDB { _, _ in .flood }
        guard case .misconfigured(let reason) = await failure(server) else {
            Issue.record("a page without end is not the answer of an InfluxDB")
            return
        }
        #expect(reason.utf8.count < 1_000)
    }

    @Test func aPageOfAProxyRejectsNothing() async throws {
        let server = try await FakeInfluxDB { _, _ in .answer(400, [], "<html>HTTP request to an HTTPS server</html>") }
        guard case .misconfigured(let reason) = await failure(server) else {
            Issue.record("not misconfigured")
            return
        }
        #expect(reason.contains("tls"))
    }

    /// The ways in which versions 2 and 3 say that line 3 of 5 is bad, and answers that name nothing.
    @Test(arguments: [
        (400, #"{"code":"invalid","message":"unable to parse points: bad","line":3}"#, 3),
        (422, #"{"code":"unprocessable entity","message":"partial write: field type conflict dropped=1"}"#, 5),
        (500, #"{"code":"internal error","message":"unexpected error: partial write: conflict dropped=1"}"#, 5),
        (
            400,
            #"{"error":"partial write of line protocol occurred","data":[{"original_line":"x","line_number":3,"#
                + #""error_message":"invalid column type"}]}"#, 3
        ),
        (
            400, #"{"error":"parsing failed","data":{"original_line":"x","line_number":3,"error_message":"no"}}"#, 3
        ),
    ])
    func aRefusedPointIsFoundAndTheOthersArrive(status: Int, message: String, requests: Int) async throws {
        let server = try await FakeInfluxDB { request, _ in
            request.body.contains("correlationId=\"c2\"") ? .answer(status, [], message) : .stored
        }
        let error = await failure(server, count: 5)
        guard case .recordsRejected(let rejections) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(rejections.map(\.offset) == [offset(2)])
        #expect(server.requests.count <= requests)
        let stored = server.requests.filter { !$0.body.contains("correlationId=\"c2\"") }.flatMap(\.lines)
        #expect(stored.count == 4)
        #expect(Set(stored).count == 4)
    }

    @Test func limitsAndWrongLayoutsStopInPlaceOfRejecting() async throws {
        for (message, cure) in [
            ("partial write: max-values-per-tag limit exceeded (100000/100000) dropped=3", "tagging: bounded"),
            ("invalid column type for column 'eventId', expected iox::column_type::tag, got x", "tagging"),
        ] {
            let server = try await FakeInfluxDB { _, _ in .answer(400, [], #"{"error":"\#(message)"}"#) }
            guard case .misconfigured(let reason) = await failure(server) else {
                Issue.record("not misconfigured: \(message)")
                continue
            }
            #expect(reason.contains(cure))
        }
    }

    @Test func requestsThatAreTooLargeAreHalved() async throws {
        let server = try await FakeInfluxDB { request, _ in
            request.lines.count > 30 ? .answer(413, [], "") : .stored
        }
        try await destination(server).deliver(InfluxEvents.batch(InfluxEvents.journal(100)))
        let stored = server.writes.filter { $0.lines.count <= 30 }
        #expect(stored.map(\.lines.count) == [25, 25, 25, 25])
    }

    @Test func requestsAreBoundedInBytes() async throws {
        let server = try await FakeInfluxDB { _, _ in .stored }
        let source = InMemoryRecordSource()
        for number in 0..<6 {
            let data = #""objectData":{"v":"\#(String(repeating: "v", count: 400_000))"}"#
            source.appendEnvelope(InfluxEvents.view(number, event: data))
        }
        try await destination(server).deliver(InfluxEvents.batch(source))
        #expect(server.writes.reduce(0) { $0 + $1.lines.count } == 6)
        #expect(server.writes.allSatisfy { $0.body.utf8.count <= InfluxDBDestination.maximumBodyBytes })
    }

    @Test func whatWasFoundOutIsKeptWhenTheServerThenFails() async throws {
        let server = try await FakeInfluxDB { request, _ in
            if request.body.contains("\"c0\"") { return .answer(400, [], #"{"error":"no","line":1}"#) }
            return .answer(503, [], "")
        }
        let destination = destination(server, maximumPoints: 1)
        let error = await #expect(throws: DestinationError.self) {
            try await destination.deliver(InfluxEvents.batch(InfluxEvents.journal(3)))
        }
        #expect(error == .recordRejected(offset(0), reason: "no"))
    }

    @Test func cancellingEndsAWriteSoon() async throws {
        let server = try await FakeInfluxDB { _, _ in .silence }
        let destination = destination(server, timeout: .seconds(3_600))
        let task = Task { try await destination.deliver(InfluxEvents.batch(InfluxEvents.journal(1))) }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        task.cancel()
        await #expect(throws: DestinationError.self) { try await task.value }
    }

    @Test func tlsWantsACertificateThatIsTrusted() async throws {
        let certificate = try TestCertificate(host: "localhost")
        let server = try await FakeInfluxDB(tls: (certificate.certificate, certificate.key)) { _, _ in .stored }
        let batch = InfluxEvents.batch(InfluxEvents.journal(2))
        try await destination(server, tls: true, authorityFile: certificate.certificate, host: "localhost")
            .deliver(batch)
        #expect(server.writes.count == 1)
        let untrusted: [(String?, String, String)] = [
            (nil, "localhost", "caFile"), (certificate.certificate, "127.0.0.1", "caFile"),
            ("\(certificate.certificate).missing", "localhost", "caFile"),
        ]
        for (file, host, cure) in untrusted {
            let destination = destination(server, tls: true, authorityFile: file, host: host)
            let error = await #expect(throws: DestinationError.self) { try await destination.deliver(batch) }
            guard case .misconfigured(let reason) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(reason.contains(cure))
        }
        #expect(server.writes.count == 1)
    }

    @Test func tlsToAServerWithoutItIsNamedWithTheCure() async throws {
        let server = try await FakeInfluxDB { _, _ in .stored }
        let destination = destination(server, tls: true)
        let error = await #expect(throws: DestinationError.self) {
            try await destination.deliver(InfluxEvents.batch(InfluxEvents.journal(1)))
        }
        switch error {
        case .misconfigured(let reason): #expect(reason.contains("tls: false"))
        case .unavailable(let reason, _): #expect(reason.contains("127.0.0.1"))
        default: Issue.record("\(String(describing: error))")
        }
    }

    @Test func aClosedPortIsUnavailable() async throws {
        // Nobody listens on the first port of any usual machine.
        let port = 1
        let transport = HTTPInfluxDBTransport(
            address: InfluxDBAddress(host: "127.0.0.1", port: port, timeout: .seconds(120)),
            credentials: .none
        )
        let error = await #expect(throws: InfluxDBTransportError.self) {
            try await transport.send(InfluxDBRequest(.get, "/ping"))
        }
        guard case .unavailable(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("127.0.0.1:\(port)") && reason.contains("refused"))
    }
}
