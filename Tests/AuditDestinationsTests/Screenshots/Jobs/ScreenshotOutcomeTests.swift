import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Testing

@Suite(.inTurn) struct ScreenshotOutcomeTests {
    private static let image = StoredImage(
        sha256: String(repeating: "0f", count: 32),
        byteCount: 9,
        fileExtension: "png"
    )

    static let results: [ScreenshotOutcome.Result] = [
        .pending,
        .lost(ScreenshotLoss(reason: "status-404", message: "a \"quoted\"\nline")),
        .stored(ScreenshotEvidence(picture: image, width: 3, height: 4, savedPaths: [])),
        .stored(
            ScreenshotEvidence(
                picture: image,
                width: 3,
                height: 4,
                original: image,
                metadataPicture: image,
                savedPaths: ["/a/ü.png", "/b/c_metadata.png"],
                problems: ["/full: no space left"]
            )
        ),
    ]

    private func record(_ own: OwnRecord) -> JournalRecord {
        let facts = ReceptionFacts(receivedAtMilliseconds: 0, clientAddress: "")
        return JournalRecord(Submission(own, facts: facts), offset: JournalOffset(9))
    }

    @Test(arguments: results, [true, false])
    func aRecordIsReadAsItWasWritten(result: ScreenshotOutcome.Result, writesRow: Bool) {
        let outcome = ScreenshotOutcome(
            event: JournalOffset(5),
            eventID: EventID(high: 1, low: 2),
            writesRow: writesRow,
            attempts: 4,
            result: result
        )
        #expect(ScreenshotOutcome(record(outcome.record(id: EventID(high: 3, low: 3)))) == outcome)
    }

    @Test(arguments: [
        (
            "screenshot.other",
            #"{"eventOffset":1,"eventId":"00000000-0000-0000-0000-000000000001","writesRow":true,"attempts":1}"#
        ),
        (
            "screenshot.pending",
            #"{"eventOffset":-1,"eventId":"00000000-0000-0000-0000-000000000001","writesRow":true,"attempts":1}"#
        ),
        ("screenshot.pending", "{}"),
        ("screenshot.pending", "no JSON"),
        (
            "screenshot.stored",
            #"{"eventOffset":1,"eventId":"00000000-0000-0000-0000-000000000001","writesRow":true,"attempts":1}"#
        ),
        (
            "audit.conflict",
            #"{"eventOffset":1,"eventId":"00000000-0000-0000-0000-000000000001","writesRow":true,"attempts":1}"#
        ),
    ])
    func otherRecordsAreNone(type: String, json: String) {
        let own = OwnRecord(id: EventID(high: 0, low: 1), type: type, bytes: Array(json.utf8))
        #expect(ScreenshotOutcome(record(own)) == nil)
    }

    @Test func aDigestThatLeadsElsewhereIsRefused() {
        let json =
            #"{"eventOffset":1,"eventId":"00000000-0000-0000-0000-000000000001","writesRow":true,"attempts":1,"#
            + #""width":1,"height":1,"picture":{"sha256":"../../../../../../../../../../../../../../../../etc/passwd00000000000","#
            + #""byteCount":1,"extension":"png"}}"#
        let own = OwnRecord(id: EventID(high: 0, low: 1), type: "screenshot.stored", bytes: Array(json.utf8))
        #expect(ScreenshotOutcome(record(own)) == nil)
    }
}
