import AuditJournal
import AuditServer
import AuditTesting
import Testing

/// 503 and health: what the door says when nothing more can be made durable.
@Suite(.inTurn) struct AvailabilityTests {
    @Test(arguments: [
        (JournalRefusal.queueFull(limitBytes: 1_000), "Event queue is full"),
        (.diskFull, "Event storage is unavailable"),
        (.storageFailed(reason: "I/O error 5 on /secret/path"), "Event storage is unavailable"),
        (.closed, "Event storage is unavailable"),
    ])
    func whatCannotBeStoredIsRefusedWithAWait(refusal: JournalRefusal, reason: String) async throws {
        try await IngestHarness.run(sink: RecordingSink(.refuses(refusal))) { server in
            let answer = try server.request(body: TestEnvelope.selection.encoded)
            #expect(answer.code == 503)
            #expect(answer.json["outcome"] as? String == "dropped")
            #expect(answer.json["reason"] as? String == reason)
            #expect(answer["Retry-After"] == "30")
            #expect(!answer.text.contains("/secret/path"))
            // The same event is welcome once there is space.
            server.sink.become(.stores)
            #expect(try server.request(body: TestEnvelope.selection.encoded).code == 202)
        }
    }

    @Test func readinessNamesWhyAndDegradedDestinationsDoNotStopIt() async throws {
        let report = HealthReport(unreadyReason: "disk \"full\"", degraded: ["json"])
        try await IngestHarness.run(health: { report }) { server in
            let ready = try server.request("GET", "/health/ready", token: nil)
            #expect(ready.code == 503)
            #expect(ready.json["status"] as? String == "unready")
            #expect(ready.json["reason"] as? String == "disk \"full\"")
            #expect(ready.json["degraded"] as? [String] == ["json"])
            #expect(try server.request("GET", "/health/live", token: nil).code == 200)
        }
        try await IngestHarness.run(health: { HealthReport(degraded: ["json"]) }) { server in
            let ready = try server.request("GET", "/health/ready", token: nil)
            #expect(ready.code == 200)
            #expect(ready.json["status"] as? String == "ready")
            #expect(ready.json["collect"] as? Bool == true)
        }
    }
}
