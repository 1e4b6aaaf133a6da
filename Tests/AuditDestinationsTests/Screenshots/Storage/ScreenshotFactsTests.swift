import AuditDestinations
import AuditEvents
import AuditTesting
import Pictures
import Testing

@Suite(.inTurn) struct ScreenshotFactsTests {
    @Test func anEventIsRead() {
        let facts = ScreenshotSamples.facts(crop: #"{"width":30.9,"height":25,"scrollTop":12.5}"#)
        #expect(facts.name.stem == ScreenshotSamples.stem)
        #expect(facts.user == "UserDirectory=LAB; UserId=göran")
        #expect(facts.appName == "销售 2025")
        #expect(facts.sheetName == nil)
        #expect(facts.selectionTxnID == "t-1")
        #expect(facts.durationMilliseconds == 12345)
        #expect(facts.crop == CropRequest(width: 30, height: 25, scrollTop: 12))
    }

    @Test(arguments: ["null", "[]", #"{"width":"30","height":25}"#, #"{"width":0,"height":25}"#, #"{"height":25}"#])
    func aCropWithoutSizeIsNone(crop: String) {
        #expect(ScreenshotSamples.facts(crop: crop).crop == nil)
    }

    @Test func bytesThatAreNoEventHaveANameAllTheSame() {
        let facts = ScreenshotFacts(envelope: Array("nonsense".utf8), receivedMilliseconds: 1_000)
        #expect(facts.name.stem == "19700101T000001.000Z_none_none")
        #expect(facts.moment?.milliseconds == 1_000)
    }

    @Test func theCaptionHasItsKeysInOrder() {
        let caption = ScreenshotCaption(fields: Set(ScreenshotCaptionField.allCases), secondsAhead: { _ in 7200 })
        let lines = caption.lines(of: ScreenshotSamples.facts()).map { "\($0.key): \($0.value)" }
        #expect(
            lines == [
                "DATE (UTC): 2025-01-02 03:04:05", "DATE (LOCAL): 2025-01-02 05:04:05",
                "EVENT ID: 5f0c7a1e-3d52-4b8e-9a41-7c2f6e9b1d03", "CORRELATION ID: corr1", "SELECTION TXN ID: t-1",
                "USER: UserDirectory=LAB; UserId=göran", "APP ID: app-1", "APP NAME: 销售 2025", "SHEET NAME: n/a",
                "VIEWING DURATION (s): 12.35",
            ]
        )
        #expect(ScreenshotCaption(fields: []).lines(of: ScreenshotSamples.facts()).isEmpty)
    }

    @Test(arguments: [
        ("0", "0.00"), ("4", "0.00"), ("5", "0.01"), ("1999.99", "2.00"), ("-1500", "-1.50"), ("1e300", "1e+297"),
        ("\"12\"", "n/a"), ("null", "n/a"),
    ])
    func durationsAreSeconds(milliseconds: String, text: String) {
        let caption = ScreenshotCaption(fields: [.viewingDuration])
        let facts = ScreenshotSamples.facts(event: #""duration":\#(milliseconds)"#)
        #expect(caption.lines(of: facts).map(\.value) == [text])
    }

    @Test func aBadTimestampIsSaid() {
        let text = #"{"eventId":"e","timestamp":"2025-12-31T23:59:60Z","payload":{}}"#
        let facts = ScreenshotFacts(envelope: Array(text.utf8), receivedMilliseconds: 0)
        #expect(facts.name.stem == "invalid_timestamp_e_none")
        let lines = ScreenshotCaption(fields: [.date]).lines(of: facts)
        #expect(lines.map(\.value) == ["invalid_timestamp", "invalid_timestamp"])
    }
}
