import AuditServer
import AuditTesting
import NIOCore
import Testing

/// SIGTERM: no new work, and whoever is being served gets an answer.
@Suite(.inTurn) struct ShutdownTests {
    @Test func idleConnectionsCloseAndBusyOnesGetTheirAnswer() async throws {
        try await IngestHarness.run(sink: RecordingSink(.holds)) { server in
            let idle = try RawClient(port: server.port)
            try idle.send(IngestHarness.text("GET", "/health/live"))
            #expect(try idle.receive().code == 200)
            let fresh = try RawClient(port: server.port)
            let busy = try RawClient(port: server.port)
            try busy.send(IngestHarness.text(body: TestEnvelope.selection.encoded))
            try server.wait { server.sink.heldCount > 0 }
            server.shutDown()
            #expect(try idle.receiveAll().isEmpty)
            #expect(try fresh.receiveAll().isEmpty)
            server.sink.release()
            let answer = try busy.receive()
            #expect(answer.code == 202)
            #expect(answer["Connection"] == "close")
            #expect(busy.isClosedByServer())
        }
    }

    @Test func aRequestUnderWayMayFinish() async throws {
        try await IngestHarness.run { server in
            let client = try RawClient(port: server.port)
            let text = IngestHarness.text(headers: [("Expect", "100-continue")], body: TestEnvelope.selection.encoded)
            try client.send(String(text.dropLast(10)))
            #expect(try client.receiveHead().contains(" 100 "))
            let idle = try RawClient(port: server.port)
            server.shutDown()
            #expect(try idle.receiveAll().isEmpty)
            try client.send(String(text.suffix(10)))
            #expect(try client.receive().code == 202)
            #expect(client.isClosedByServer())
        }
    }

    @Test func afterShutdownNobodyConnects() async throws {
        try await IngestHarness.run { server in
            let idle = try RawClient(port: server.port)
            server.shutDown()
            #expect(try idle.receiveAll().isEmpty)
            #expect(throws: RawClient.Failure.self) {
                let client = try RawClient(port: server.port)
                try client.send(IngestHarness.text("GET", "/health/live"))
                _ = try client.receive()
            }
        }
    }

    @Test func aClientThatNeverFinishesIsCutOff() async throws {
        try await IngestHarness.run(IngestHarness.settings { $0.limits.drainTimeout = .milliseconds(200) }) { server in
            let client = try RawClient(port: server.port)
            try client.send(
                "POST /api/v1/audit-event HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer secret\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 10\r\nExpect: 100-continue\r\n\r\n"
            )
            #expect(try client.receiveHead().contains(" 100 "))
            try client.send("12345")
            try server.wait { server.context.bodyBytesInFlight == 5 }
            server.shutDown()
            #expect(client.isClosedByServer())
        }
    }
}
