import AuditEvents
import AuditTesting
import Testing

/// The payload rules of the five types that have them.
@Suite(.inTurn) struct PayloadContractTests {
    typealias Row = EnvelopeContractTests.Row

    static let selection = SampleEnvelope()
    static let model = SampleEnvelope(type: "app.model.validated")
    static let screenshot = SampleEnvelope(type: "screenshot.url.received")
    static let duration = SampleEnvelope(type: "object.view.duration")
    static let unsupported = SampleEnvelope(type: "event.unsupported.visualization")
    static func quoted(_ count: Int, _ letter: String = "x") -> String {
        EnvelopeContractTests.quoted(count, letter)
    }

    static let selectionRows: [Row] = [
        Row("94", selection.with("payload", "{}"), "422  required event"),
        Row("94a", selection.with("payload", "{\"event\":[]}"), "422 /event type object"),
        Row(
            "94b",
            selection.with("payload", "{\"context\":[],\"event\":null}"),
            "422 /context type object; /event type object"
        ),
        Row("95", selection.withEvent("selectionTxnId", nil), "422 /event required selectionTxnId"),
        Row("96", selection.withEvent("selectionTxnId", "\"x\""), "422 /event/selectionTxnId format uuid"),
        Row(
            "96a",
            selection.withEvent("selectionTxnId", "\"\""),
            "422 /event/selectionTxnId minLength 1; /event/selectionTxnId format uuid"
        ),
        Row(
            "96b",
            selection.withEvent("selectionTxnId", "\"urn:uuid:\(SampleEnvelope.uuid)\""),
            "422 /event/selectionTxnId maxLength 36"
        ),
        Row("96c", selection.withEvent("selectionTxnId", "null"), "422 /event/selectionTxnId type string"),
        Row("97", selection.withEvent("details", details(500)), "202"),
        Row("98", selection.withEvent("details", details(501)), "422 /event/details maxItems 500"),
        Row("99", selection.withEvent("details", "{}"), "422 /event/details type array"),
        Row("100", selection.withContext("appName", quoted(1024)), "202"),
        Row("100a", selection.withContext("appName", quoted(1025)), "422 /context/appName maxLength 1024"),
        Row("100b", selection.withContext("appName", quoted(1024, "😀")), "202"),
        Row("100c", selection.withContext("appName", quoted(1024, "\\ud83d\\ude00")), "202"),
        Row("100d", selection.withContext("appName", quoted(1025, "\\ud83d")), "422 /context/appName maxLength 1024"),
        Row("101", selection.withContext("sheetId", quoted(65)), "422 /context/sheetId maxLength 64"),
        Row("102", selection.withContext("sheetName", quoted(1024)), "202"),
        Row("102a", selection.withContext("sheetName", quoted(1025)), "422 /context/sheetName maxLength 1024"),
        Row("103", selection.withContext("user", quoted(256)), "202"),
        Row("103a", selection.withContext("user", quoted(257)), "422 /context/user maxLength 256"),
        Row("104", selection.withContext("userAgent", quoted(1024)), "202"),
        Row("104a", selection.withContext("userAgent", quoted(1025)), "422 /context/userAgent maxLength 1024"),
        Row("105", selection.withContext("appName", "null"), "422 /context/appName type string"),
        Row("105a", selection.withContext("user", "\"\""), "202"),
        Row("105b", selection.withContext("appId", "[\"\(SampleEnvelope.uuid)\"]"), "422 /context/appId type string"),
        Row("106", SampleEnvelope(type: "navigation.sheet.loaded").withContext("appName", quoted(5000)), "202"),
        Row(
            "all",
            selection.withContext("user", "7").withEvent("selectionTxnId", nil).withEvent("details", "1"),
            "422 /context/user type string; /event required selectionTxnId; /event/details type array"
        ),
    ]

    static let otherRows: [Row] = [
        Row("107", model.withEvent("dataStateId", "1.5"), "422 /event/dataStateId type integer,null"),
        Row("107a", model.withEvent("dataStateId", "1770801243480.0"), "202"),
        Row("107b", model.withEvent("dataStateId", "null"), "202"),
        Row("107c", model.withEvent("dataStateId", "1e999"), "422 /event/dataStateId type integer,null"),
        Row("108", model.withEvent("captureScheduled", "\"true\""), "422 /event/captureScheduled type boolean,null"),
        Row("109", screenshot.withEvent("screenshotUrl", nil), "422 /event required screenshotUrl"),
        Row("110", screenshot.withEvent("screenshotUrl", "\"a.png\""), "422 /event/screenshotUrl format uri"),
        Row("111", screenshot.withEvent("screenshotUrl", "\"https://a/ä\""), "422 /event/screenshotUrl format uri"),
        Row("112", screenshot.withEvent("screenshotUrl", url(2048)), "202"),
        Row("112a", screenshot.withEvent("screenshotUrl", url(2049)), "422 /event/screenshotUrl maxLength 2048"),
        Row("113", screenshot.withEvent("objectId", quoted(65)), "422 /event/objectId maxLength 64"),
        Row("114", screenshot.withEvent("screenshotUrl", "\"https://elsewhere.example/a.png\""), "202"),
        Row("115", screenshot.withEvent("crop", crop()), "202"),
        Row("116", screenshot.withEvent("crop", "{\"width\":1.5,\"height\":0.1}"), "202"),
        Row("117", screenshot.withEvent("crop", "{\"height\":1}"), "422 /event/crop required width"),
        Row("118", screenshot.withEvent("crop", crop(width: "0")), "422 /event/crop/width exclusiveMinimum > 0"),
        Row("119", screenshot.withEvent("crop", crop(width: "32768")), "422 /event/crop/width maximum <= 32767"),
        Row("120", screenshot.withEvent("crop", crop(top: "-1")), "422 /event/crop/top minimum >= 0"),
        Row("121", screenshot.withEvent("crop", crop(width: "\"10\"")), "422 /event/crop/width type number"),
        Row("122", screenshot.withEvent("crop", "null"), "422 /event/crop type object"),
        Row("123", duration, "202"),
        Row("124", duration.withEvent("objectId", nil), "422 /event required objectId"),
        Row("124a", duration.withEvent("objectId", "\"\""), "422 /event/objectId minLength 1"),
        Row("126", duration.withEvent("leftAt", nil), "422 /event required leftAt"),
        Row("126a", duration.withEvent("leftAt", "\"yesterday\""), "422 /event/leftAt format date-time"),
        Row("127", duration.withEvent("duration", "-1"), "422 /event/duration minimum >= 0"),
        Row("127a", duration.withEvent("duration", "-0"), "202"),
        Row("127b", duration.withEvent("duration", "0.5"), "202"),
        Row("127c", duration.withEvent("duration", "\"1\""), "422 /event/duration type number"),
        Row("129", duration.withEvent("enteredAt", "null"), "202"),
        Row("129a", duration.withEvent("enteredAt", "5"), "422 /event/enteredAt type string,null"),
        Row("130", duration.withEvent("selectionTxnId", "\"txn-1\""), "202"),
        Row(
            "131",
            duration.withEvent("leaveSelectionTxnId", quoted(37)),
            "422 /event/leaveSelectionTxnId maxLength 36"
        ),
        Row("131a", duration.withEvent("visible", "0"), "422 /event/visible type boolean,null"),
        Row("132", unsupported.withEvent("vizType", quoted(1024)), "202"),
        Row("132a", unsupported.withEvent("vizType", quoted(1025)), "422 /event/vizType maxLength 1024"),
        Row("132b", unsupported.withEvent("vizType", "\"\""), "422 /event/vizType minLength 1"),
        Row(
            "133",
            unsupported.withEvent("title", "null").withEvent("trigger", "null").withEvent("dataStateId", "\"abc\""),
            "202"
        ),
        Row("134", unsupported.withEvent("dataStateId", "true"), "422 /event/dataStateId type number,string,null"),
    ]

    static func details(_ count: Int) -> String {
        "[" + repeatElement("{}", count: count).joined(separator: ",") + "]"
    }

    static func url(_ count: Int) -> String {
        let start = "https://a.example/"
        return "\"" + start + String(repeating: "x", count: count - start.count) + "\""
    }

    static func crop(top: String = "0", width: String = "812") -> String {
        "{\"top\":\(top),\"left\":0,\"width\":\(width),\"height\":611.5,\"scrollTop\":12.5,\"scrollAreaOffsetY\":40,"
            + "\"renderingOverflow\":32767}"
    }

    @Test(arguments: selectionRows + otherRows)
    func thePayloadIsJudgedAsThePeerDoes(_ row: Row) {
        #expect(Decoded(row.text, versionHeader: row.header).summary == row.summary)
    }

    @Test func aViolationReadsLikeAjvs() {
        let text = Self.screenshot.withEvent("crop", Self.crop(width: "0")).text
        guard case .refused(.payload(let violations)) = Decoded(text), let violation = violations.first else {
            Issue.record("expected a violation")
            return
        }
        var bytes: [UInt8] = []
        violation.appendJSON(to: &bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == ##"{"instancePath":"/event/crop/width","##
                + ##""schemaPath":"#/properties/event/properties/crop/properties/width/exclusiveMinimum","##
                + ##""keyword":"exclusiveMinimum","params":{"comparison":">","limit":0},"message":"must be > 0"}"##
        )
    }

    @Test(arguments: [
        "a:b", "https://u:p@h:1/p?q#f", "https://[::1]:8080/x", "https://[2001:db8::1.2.3.4]/", "urn:x:%C3%A9", "x:/",
        "https://[1:2:3:4:5:6:7:8]", "https://[v7.a:b]/", "HTTP://A",
    ])
    func absoluteURIsPass(_ uri: String) {
        #expect(Decoded(Self.screenshot.withEvent("screenshotUrl", "\"\(uri)\"").text).summary == "202")
    }

    @Test(arguments: [
        "x:", "//h/p", "1x:a", "https://h/ p", "https://h/%zz", "https://h/%a", "x:a#b#c", "https://[::1",
        "https://[:::1]/",
        "https://[1:2:3:4:5:6:7:8:9]/", "https://[1::2::3]/", "https://[g::]/", "https://h/<a>", "x:?q", ":a",
        "https://[::1]x/",
    ])
    func otherTextsAreNotURIs(_ uri: String) {
        let summary = Decoded(Self.screenshot.withEvent("screenshotUrl", "\"\(uri)\"").text).summary
        #expect(summary == "422 /event/screenshotUrl format uri")
    }
}
