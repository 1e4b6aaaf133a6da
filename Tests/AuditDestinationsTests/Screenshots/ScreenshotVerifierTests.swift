import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Testing

/// What `verify` says of the marks of screenshot events; pictures are checked with the whole server.
@Suite(.inTurn) struct ScreenshotVerifierTests {
    private static let facts = ReceptionFacts(receivedAtMilliseconds: 0, clientAddress: "")

    private func envelope() throws -> Envelope {
        let text = """
            {"schemaVersion":1,"eventId":"7647536f-281b-4aa6-ae7e-b39386acaa6e","timestamp":"2026-02-11T09:14:03.221Z",\
            "type":"screenshot.url.received","payload":{"context":{},"event":{"screenshotUrl":"https://qlik.test/s.png",\
            "selectionTxnId":"7647536f-281b-4aa6-ae7e-b39386acaa6f"}}}
            """
        return try Array(text.utf8).withUnsafeBytes { bytes in
            try Envelope(
                decoding: bytes,
                versionHeader: nil,
                compatibility: VersionCompatibility(serverVersion: "15.0.1")
            )
        }
    }

    private func findings(flags: RecordFlags) async throws -> [String] {
        let folder = try TemporaryDirectory()
        let directory = DataDirectory(path: folder.path)
        let journal = try Journal.open(directory, lock: try directory.lock(), logger: DeliveryHarness.silent) { 0 }
        let writer = Task { try await journal.run() }
        let event = try envelope()
        _ = await journal.append(Submission(event, facts: Self.facts, flags: flags))
        let outcome = ScreenshotOutcome(
            event: JournalOffset(0),
            eventID: event.id,
            writesRow: true,
            attempts: 1,
            result: .lost(ScreenshotLoss(reason: "status-404", message: "404"))
        )
        let record = outcome.record(id: EventID(high: 1, low: 2))
        _ = await journal.append(Submission(record, facts: Self.facts))
        writer.cancel()
        try await writer.value
        var verifier = ScreenshotVerifier(directory)
        var reader = JournalDirectoryReader(directory)
        while let record = try reader.next() {
            if let note = ScreenshotNote(record) { verifier.take(note) }
        }
        return verifier.findings
    }

    @Test func anOutcomeOfAMarkedEventIsRight() async throws {
        #expect(try await findings(flags: .awaitsOutcome) == [])
    }

    @Test func anOutcomeOfAnUnmarkedEventIsFound() async throws {
        let findings = try await findings(flags: [])
        #expect(findings.count == 1)
        #expect(findings.allSatisfy { $0.contains("record 1: it is the outcome of record 0, which is not marked") })
    }
}
