import AuditServer
import AuditTesting
import Testing

/// Bounds on connections and on the bytes that unfinished requests hold.
@Suite(.inTurn) struct ConnectionBoundTests {
    private static let probe = IngestHarness.text("GET", "/health/live")

    /// A connection that was served once and is idle since.
    private static func idle(_ server: IngestHarness, from source: String = "127.0.0.1") throws -> RawClient {
        let client = try RawClient(port: server.port, from: source)
        try client.send(probe)
        #expect(try client.receive().code == 200)
        server.waitForNextMillisecond()
        return client
    }

    @Test func theOldestIdleConnectionOfAFullAddressGivesWay() async throws {
        try await IngestHarness.run(
            IngestHarness.settings { $0.limits.maximumConnectionsPerAddress = 3 },
            loops: 1
        ) { server in
            let first = try Self.idle(server)
            let second = try Self.idle(server)
            let third = try Self.idle(server)
            let other = try Self.idle(server, from: "127.0.0.2")
            // Used again, so that the second is now the oldest.
            try first.send(Self.probe)
            #expect(try first.receive().code == 200)
            server.waitForNextMillisecond()
            let fourth = try Self.idle(server)
            #expect(second.isClosedByServer())
            for client in [first, third, fourth, other] {
                try client.send(Self.probe)
                #expect(try client.receive().code == 200)
            }
        }
    }

    @Test func whenAllAreBusyTheNewcomerIsRefusedAndTheBusyOnesStay() async throws {
        let settings = IngestHarness.settings { $0.limits.maximumConnectionsPerAddress = 2 }
        try await IngestHarness.run(settings, sink: RecordingSink(.holds)) { server in
            let busy = try (1...2).map { number in
                let client = try RawClient(port: server.port)
                try client.send(IngestHarness.text(body: TestEnvelope.numbered(number).encoded))
                return client
            }
            try server.wait { server.sink.heldCount == 2 }
            let newcomer = try RawClient(port: server.port)
            #expect(try newcomer.receiveAll().isEmpty)
            server.sink.release()
            for client in busy { #expect(try client.receive().code == 202) }
        }
    }

    @Test func theTotalBoundHoldsForAllAddresses() async throws {
        try await IngestHarness.run(
            IngestHarness.settings { $0.limits.maximumConnections = 4 },
            loops: 1
        ) { server in
            var clients: [RawClient] = []
            for number in 1...4 {
                clients.append(try Self.idle(server, from: "127.0.0.\(number)"))
            }
            let fifth = try Self.idle(server, from: "127.0.0.5")
            #expect(clients[0].isClosedByServer())
            for client in clients.dropFirst() + [fifth] {
                try client.send(Self.probe)
                #expect(try client.receive().code == 200)
            }
        }
    }

    @Test func aFloodOfConnectionsDoesNotShutOutABusyClient() async throws {
        let settings = IngestHarness.settings { $0.limits.maximumConnections = 50 }
        try await IngestHarness.run(settings, sink: RecordingSink(.holds)) { server in
            let good = try RawClient(port: server.port, from: "127.0.0.9")
            try good.send(IngestHarness.text(body: TestEnvelope.selection.encoded))
            try server.wait { server.sink.heldCount > 0 }
            var flood: [RawClient] = []
            for number in 0..<500 { flood.append(try RawClient(port: server.port, from: "127.0.1.\(number % 250)")) }
            server.sink.release()
            #expect(try good.receive().code == 202)
            #expect(server.openConnections <= 50)
        }
    }

    @Test func withTheBodyBudgetUsedUpLargeBodiesWaitAndSmallOnesPass() async throws {
        let settings = IngestHarness.settings { $0.limits.maximumBodyBytesInFlight = 140_000 }
        try await IngestHarness.run(settings) { server in
            let holder = try RawClient(port: server.port)
            let large = TestEnvelope.ofSize(95_000, number: 1)
            try holder.send(Array(IngestHarness.text(body: large).utf8.dropLast()))
            try server.wait { server.context.bodyBytesInFlight == 94_999 }
            let refused = try server.request(body: TestEnvelope.ofSize(90_000, number: 2))
            #expect(refused.code == 503)
            #expect(refused.json["reason"] as? String == "Event queue is full")
            #expect(refused["Retry-After"] == "30")
            #expect(try server.request(body: TestEnvelope.numbered(3).encoded).code == 202)
            try holder.send("}")
            #expect(try holder.receive().code == 202)
            #expect(try server.request(body: TestEnvelope.ofSize(90_000, number: 4)).code == 202)
        }
    }

    @Test func aClaimedLengthReservesNothing() async throws {
        let settings = IngestHarness.settings { $0.limits.maximumBodyBytesInFlight = 3_000_000 }
        try await IngestHarness.run(settings) { server in
            var claimers: [RawClient] = []
            for _ in 0..<50 {
                let client = try RawClient(port: server.port)
                try client.send(
                    "POST /api/v1/audit-event HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 2000000\r\n\r\n"
                )
                claimers.append(client)
            }
            #expect(try server.request(body: TestEnvelope.ofSize(2_000_000)).code == 202)
            #expect(claimers.count == 50)
        }
    }
}
