import AuditServer
import AuditTesting
import NIOCore
import Testing

/// Clients that take their time.
///
/// The server's own timeouts are what is tested, so they are configured to be short; overdue connections are looked
/// for once a second.
@Suite(.inTurn) struct SlowClientTests {
    private static let start =
        "POST /api/v1/audit-event HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\n"
        + "Content-Type: application/json\r\n"

    private static func impatient(_ change: @escaping (inout IngestLimits) -> Void = { _ in }) -> IngestSettings {
        IngestHarness.settings { settings in
            settings.limits.headerTimeout = .seconds(1)
            settings.limits.bodyProgressTimeout = .seconds(1)
            settings.limits.idleTimeout = .seconds(1)
            settings.limits.lingerTimeout = .milliseconds(100)
            change(&settings.limits)
        }
    }

    @Test(arguments: ["", "POST /api", "POST / HTTP/1.1\r\nHost: a\r\nX: "])
    func aHeaderThatDoesNotComeIsAnswered408(bytes: String) async throws {
        try await IngestHarness.run(Self.impatient()) { server in
            let client = try RawClient(port: server.port)
            try client.send(bytes)
            let answer = try client.receive()
            #expect(answer.code == 408)
            #expect(answer["Connection"] == "close")
            #expect(client.isClosedByServer())
        }
    }

    @Test(arguments: ["Content-Length: 100\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{"])
    func aBodyThatDoesNotComeIsAnswered408(bytes: String) async throws {
        try await IngestHarness.run(Self.impatient()) { server in
            let client = try RawClient(port: server.port)
            try client.send(Self.start + bytes)
            let answer = try client.receive()
            #expect(answer.code == 408)
            #expect(answer.json["status"] as? String == "error")
            #expect(client.isClosedByServer())
            #expect(server.sink.callSizes.isEmpty)
        }
    }

    @Test func bytesThatDripDoNotKeepAConnectionOpen() async throws {
        let settings = Self.impatient { $0.bodyProgressBytes = 100_000 }
        try await IngestHarness.run(settings) { server in
            let client = try RawClient(port: server.port, timeoutSeconds: 1)
            try client.send(Self.start + "Content-Length: 1000000\r\n\r\n")
            // One byte whenever the server takes one; only its timeout ends this.
            var bytes = 0
            do {
                while bytes < 20_000 {
                    try client.send(" ")
                    bytes += 1
                    if bytes % 50 == 0, client.hasSomethingToRead(withinMilliseconds: 50) { break }
                }
            } catch RawClient.Failure.closed {
                // Cut off while sending.
            }
            #expect(bytes < 20_000)
            #expect(server.sink.callSizes.isEmpty)
        }
    }

    @Test func steadyProgressIsWaitedForUpToTheTotalTime() async throws {
        let settings = Self.impatient { limits in
            limits.bodyProgressBytes = 1
            limits.totalTimeout = .milliseconds(500)
        }
        try await IngestHarness.run(settings) { server in
            let client = try RawClient(port: server.port)
            try client.send(Self.start + "Content-Length: 1000000\r\n\r\n")
            var sent = 0
            while sent < 2_000, !client.hasSomethingToRead(withinMilliseconds: 20) {
                try client.send("  ")
                sent += 2
            }
            #expect(try client.receive().code == 408)
        }
    }

    @Test func anIdleConnectionClosesWithoutAWord() async throws {
        try await IngestHarness.run(Self.impatient()) { server in
            let client = try RawClient(port: server.port)
            try client.send(IngestHarness.text("GET", "/health/live"))
            #expect(try client.receive().code == 200)
            #expect(try client.receiveAll().isEmpty)
        }
    }

    @Test func anEventThatWaitsForTheDiskIsNotTimedOut() async throws {
        try await IngestHarness.run(Self.impatient(), sink: RecordingSink(.holds)) { server in
            let client = try RawClient(port: server.port)
            try client.send(IngestHarness.text(body: TestEnvelope.selection.encoded))
            // Others are timed out meanwhile, this one isn't.
            let idle = try RawClient(port: server.port)
            #expect(try idle.receive().code == 408)
            #expect(server.sink.heldCount == 1)
            server.sink.release()
            #expect(try client.receive().code == 202)
        }
    }

    @Test func aClientThatNeverReadsIsClosedAndTheOthersAreServed() async throws {
        try await IngestHarness.run(Self.impatient()) { server in
            let client = try RawClient(port: server.port)
            client.shrinkReceiveBuffer()
            let request = Array(IngestHarness.text("GET", "/api/v1/test-connection").utf8)
            let flood = Array(repeatElement(request, count: 200_000).joined())
            do {
                let sent = try client.sendUntilStuck(flood, patienceMilliseconds: 200)
                #expect(sent < flood.count)
                #expect(try server.request(body: TestEnvelope.selection.encoded).code == 202)
                // Whatever was answered is still there to read, and then it is over.
                #expect(client.isClosedByServer())
            } catch RawClient.Failure.closed {
                // Closed while it was still sending.
            }
            #expect(try server.request(body: TestEnvelope.selection.encoded).code == 202)
        }
    }

    @Test func aRefusedClientThatGoesOnSendingSeesItsAnswer() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            try client.send(
                "POST /api/v1/audit-event HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Authorization: Bearer secret\r\nContent-Length: 8000000\r\n\r\n"
            )
            try client.send([UInt8](repeating: 0x20, count: 4_000_000))
            #expect(try client.receive().code == 413)
        }
    }

    @Test func aHalfClosedClientGetsTheAnswersToWhatItSent() async throws {
        try await IngestHarness.run(sink: RecordingSink(.holds)) { server in
            let client = try RawClient(port: server.port)
            try client.send(
                IngestHarness.text(body: TestEnvelope.numbered(1).encoded) + IngestHarness.text("GET", "/health/live")
            )
            client.endSending()
            try server.wait { server.sink.heldCount > 0 }
            server.sink.release()
            #expect(try client.receive().code == 202)
            #expect(try client.receive().code == 200)
            #expect(client.isClosedByServer())
        }
    }

    @Test(arguments: ["", "POST /api/v1/audit-event HTTP/1.1\r\nHost", start + "Content-Length: 100\r\n\r\n{"])
    func aHalfClosedClientWithoutAWholeRequestIsLetGo(bytes: String) async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            try client.send(bytes)
            client.endSending()
            let rest = String(decoding: try client.receiveAll(), as: UTF8.self)
            #expect(rest.isEmpty || rest.hasPrefix("HTTP/1.1 400 "), "\(rest)")
            #expect(server.sink.callSizes.isEmpty)
        }
    }

    @Test func clientsThatResetTheConnectionGiveTheirBytesBack() async throws {
        try await IngestHarness.run { server in
            for _ in 0..<20 {
                let client = try RawClient(port: server.port)
                client.resetAtEnd()
                try client.send(Self.start + "Content-Length: 50000\r\n\r\n" + String(repeating: " ", count: 40_000))
                try server.wait { server.context.bodyBytesInFlight == 40_000 }
            }
            try server.wait { server.context.bodyBytesInFlight == 0 && server.openConnections == 0 }
        }
    }

    @Test func clientsThatLeaveEarlyGiveTheirBytesBack() async throws {
        try await IngestHarness.run(IngestHarness.settings { $0.limits.maximumBodyBytesInFlight = 130_000 }) { server in
            for _ in 0..<20 {
                let client = try RawClient(port: server.port)
                try client.send(Self.start + "Content-Length: 50000\r\n\r\n" + String(repeating: " ", count: 40_000))
            }
            // Twenty times 40,000 bytes passed a budget of 130,000: the bytes of those that left are free again.
            try server.wait { server.openConnections == 0 }
            #expect(try server.request(body: TestEnvelope.ofSize(90_000)).code == 202)
        }
    }
}
