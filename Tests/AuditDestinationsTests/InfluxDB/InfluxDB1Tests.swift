import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Testing

/// Against a real server.
@Suite(.serialized, .inTurn) struct InfluxDB1Tests {
    private let server: InfluxDBServer1

    init() throws {
        server = try InfluxDBServer1()
    }

    @Test func theDestinationKeepsItsPromises() async throws {
        let server = server
        try await DestinationConformance { try InfluxDBPlace(server) }.run()
    }

    @Test func aMissingDatabaseIsMadeWithItsPolicyAndAnExistingOneIsLeftAlone() async throws {
        let name = "my \"odd\" db"
        let destination = server.destination(name, policy: "ten days", retention: .seconds(864_000))
        try await destination.prepare()
        func policies() throws -> [[String: InfluxDBServer1.Value]] {
            try server.query("SHOW RETENTION POLICIES ON \"my \\\"odd\\\" db\"")
        }
        #expect(try policies().map { $0["name"]?.text } == ["ten days"])
        #expect(try policies().first?["duration"] == .text("240h0m0s"))
        #expect(try policies().first?["default"] == .boolean(true))
        try await server.destination(name, policy: "other", retention: .seconds(7_200)).prepare()
        #expect(try policies().count == 1)
    }

    @Test func aPolicyThatTheServerRefusesIsNamedWithTheCure() async throws {
        let destination = server.destination("short", policy: "p", retention: .seconds(60))
        let error = await #expect(throws: DestinationError.self) { try await destination.prepare() }
        guard case .misconfigured(let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("v1Config.retentionPolicy"))
    }

    @Test func columnsHaveTheTypesThatButlerSOSGivesThem() async throws {
        let source = InMemoryRecordSource()
        let event = #""enteredAt":"x","objectData":{"objectType":"t"},"selectionTxnId":"s""#
        source.appendEnvelope(InfluxEvents.view(0, event: event))
        let destination = server.destination("types")
        try await destination.prepare()
        try await destination.deliver(InfluxEvents.batch(source))
        let rows = try server.query("SHOW FIELD KEYS", database: "types")
        let types = Dictionary(rows.map { ($0["fieldKey"]?.text ?? "", $0["fieldType"]?.text ?? "") }) { $1 }
        #expect(types["durationMs"] == "float")
        #expect(types["dataStateId"] == "float")
        #expect(types["offset"] == "float")
        #expect(types["visible"] == "boolean")
        for name in ["eventId", "selectionTxnId", "sheetId", "objectId", "enteredAt", "objectData", "receivedAt"] {
            #expect(types[name] == "string", "\(name)")
        }
        let tags = try server.query("SHOW TAG KEYS", database: "types").compactMap { $0["tagKey"]?.text }
        #expect(
            tags == [
                "appId", "appName", "auditEventSchemaVersion", "eventType", "objectType", "user", "userDirectory",
                "userId",
            ]
        )
    }

    @Test func aRepeatOverwritesItself() async throws {
        let source = InfluxEvents.journal(300)
        // The same millisecond and series, told apart by offset only.
        for _ in 0..<50 { source.appendEnvelope(InfluxEvents.view(7)) }
        let destination = server.destination("repeats", maximumPoints: 100)
        try await destination.prepare()
        for _ in 0..<3 { try await destination.deliver(InfluxEvents.batch(source)) }
        #expect(try server.count("repeats") == 350)
    }

    @Test(arguments: [1, 37, 500])
    func aRefusedPointIsRejectedAloneWithTheServersReason(maximumPoints: Int) async throws {
        let name = "refusals\(maximumPoints)"
        try server.query("CREATE DATABASE \(name)")
        try server.write("audit_event visible=\"text\" 1772988381180000000", to: name)
        let source = InMemoryRecordSource()
        let bad: Set<Int> = [3, 77, 78, 199]
        for number in 0..<200 {
            let good = InfluxEvents.view(number).replacing("\"visible\":false", with: "\"visible\":null")
            source.appendEnvelope(bad.contains(number) ? InfluxEvents.view(number) : good)
        }
        let destination = server.destination(name, maximumPoints: maximumPoints)
        try await destination.prepare()
        let error = await #expect(throws: DestinationError.self) {
            try await destination.deliver(InfluxEvents.batch(source))
        }
        guard case .recordsRejected(let rejections) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(Set(rejections.map { Int($0.offset.rawValue) }) == bad)
        #expect(rejections.allSatisfy { $0.reason.contains("field type conflict") })
        #expect(
            try server.query("SELECT COUNT(objectId) FROM audit_event", database: name)
                .first?["count"] == .number(196)
        )
    }

    @Test func eventsOlderThanTheRetentionAreRejectedWithThatReason() async throws {
        let source = InfluxEvents.journal(40)
        let now = UTCTime(milliseconds: DeliveryClock.system.wallMilliseconds()).iso8601
        for _ in 0..<5 { source.appendEnvelope(InfluxEvents.view(1, timestamp: now)) }
        let destination = server.destination("expiry", policy: "p", retention: .seconds(3_600))
        try await destination.prepare()
        let error = await #expect(throws: DestinationError.self) {
            try await destination.deliver(InfluxEvents.batch(source))
        }
        guard case .recordsRejected(let rejections) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(rejections.map(\.offset) == (0..<40).map { offset($0) })
        #expect(rejections.allSatisfy { $0.reason.contains("retention") })
        #expect(try server.count("expiry") == 5)
    }

    @Test func seriesStayBoundedUnlessTheTagsAreButlerSOSs() async throws {
        let source = InfluxEvents.journal(2_000)
        for (name, tagging, expected) in [
            ("bounded", .bounded, 1...1), ("compatible", .compat, 2_000...2_000),
        ] as [(String, InfluxDBTagging, ClosedRange<Double>)] {
            let destination = server.destination(name, tagging: tagging)
            try await destination.prepare()
            try await destination.deliver(InfluxEvents.batch(source))
            let rows = try server.query("SHOW SERIES EXACT CARDINALITY", database: name)
            #expect(rows.first?["count"]?.number.map(expected.contains) == true, "\(name)")
            #expect(try server.count(name) == 2_000)
        }
    }

    @Test func aMeasurementOfButlerSOSIsContinuedAsItIs() async throws {
        try server.query("CREATE DATABASE old")
        try server.write("audit_event,eventId=e,eventType=t objectId=\"o\" 1000", to: "old")
        let source = InfluxEvents.journal(3)
        for tagging in [nil, .bounded] as [InfluxDBTagging?] {
            let destination = server.destination("old", tagging: tagging)
            try await destination.prepare()
            try await destination.deliver(InfluxEvents.batch(source))
            let keys = try server.query("SHOW FIELD KEYS", database: "old").compactMap { $0["fieldKey"]?.text }
            #expect(keys.contains("eventId") == (tagging == .bounded))
        }
    }

    @Test func everyTextArrivesAsItIsOrVisiblyChanged() async throws {
        let source = InMemoryRecordSource()
        for text in HostileTexts.all {
            let quoted = InfluxEvents.quoted(text)
            source.appendEnvelope(
                """
                {"timestamp":"2026-03-08T16:46:21.181Z","type":"t","eventId":\(quoted),\
                "payload":{"context":{"appName":\(quoted),"sheetName":\(quoted)},\
                "event":{"objectData":{"objectType":\(quoted),"v":\(quoted)}}}}
                """
            )
        }
        let destination = server.destination("texts")
        try await destination.prepare()
        try await destination.deliver(InfluxEvents.batch(source))
        let rows = try server.query("SELECT * FROM audit_event", database: "texts")
        #expect(rows.count == HostileTexts.all.count)
        let byOffset = Dictionary(rows.map { (Int($0["offset"]?.number ?? -1), $0) }) { $1 }
        for (index, text) in HostileTexts.all.enumerated() {
            let row = try #require(byOffset[index])
            #expect(row["appName"]?.text == HostileTexts.asTag(text), "tag \(index)")
            #expect(row["objectType"]?.text == HostileTexts.asTag(text), "tag \(index)")
            #expect(row["sheetName"]?.text == HostileTexts.asField(text), "field \(index)")
            #expect(row["eventId"]?.text == HostileTexts.asField(text), "field \(index)")
        }
    }

    @Test func anOutageLosesNothing() async throws {
        let source = InfluxEvents.journal(50)
        let store = InMemoryDeliveryStore()
        let halfway = Latch()
        let end = Latch()
        let watched = FaultyDeliveryStore(
            FaultyDeliveryStore(store, killSwitch: KillSwitch(), target: offset(50), reached: halfway),
            killSwitch: KillSwitch(),
            target: offset(500),
            reached: end
        )
        let delivery = Delivery(
            destination: server.destination("outage"),
            source: source,
            store: watched,
            policy: BatchPolicy(maximumRecords: 20, maximumBytes: 1 << 20, maximumWait: .zero),
            retry: RetryPolicy(initialDelay: .milliseconds(50), maximumDelay: .milliseconds(200)),
            logger: DeliveryHarness.silent
        )
        try await DeliveryHarness(delivery).during { [server] in
            await halfway.wait()
            server.kill()
            for number in 50..<500 { source.appendEnvelope(InfluxEvents.view(number)) }
            while delivery.status.failures == 0 { try await Task.sleep(for: .milliseconds(20)) }
            #expect(delivery.status.isHealthy == false)
            let again = try InfluxDBServer1(over: server)
            await end.wait()
            #expect(try again.count("outage") == 500)
        }
        #expect(delivery.status.losses == 0)
        #expect(store.letters.isEmpty)
    }

    @Test func aWrongLoginIsNamedWithTheCureAndNoSecret() async throws {
        let guarded = try InfluxDBServer1(wantsLogin: true)
        try guarded.query("CREATE USER admin WITH PASSWORD 'right' WITH ALL PRIVILEGES")
        for credentials in [.none, .basic(username: "admin", password: "wrong-password")] as [InfluxDBCredentials] {
            let destination = guarded.destination("d", credentials: credentials)
            let error = await #expect(throws: DestinationError.self) { try await destination.prepare() }
            guard case .misconfigured(let reason) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(reason.contains("v1Config.auth"))
            #expect(!reason.contains("wrong-password"))
        }
        let right = guarded.destination("d", credentials: .basic(username: "admin", password: "right"))
        try await right.prepare()
        try await right.deliver(InfluxEvents.batch(InfluxEvents.journal(3)))
    }
}
