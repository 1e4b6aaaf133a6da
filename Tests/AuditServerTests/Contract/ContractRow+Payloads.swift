extension ContractRow {
    private static func change(
        _ number: Int,
        _ title: String,
        _ base: JSON,
        _ path: String,
        _ value: JSON?,
        _ status: Int,
        _ facts: ContractFact...
    ) -> ContractRow {
        ContractRow(
            number,
            .p0,
            title,
            [Step(call: .post(base.setting("payload." + path, to: value)), status: status, facts: facts)]
        )
    }

    /// A text that fits at `limit` characters and not above.
    private static func bounded(
        _ number: Int,
        _ title: String,
        _ base: JSON,
        _ path: String,
        limit: Int,
        pointer: String
    ) -> ContractRow {
        func call(_ count: Int) -> ContractCall {
            let text = String(repeating: "ö", count: count)
            return .post(
                base.setting("eventId", to: .text(TestEnvelope.numberedID(count)))
                    .setting("payload." + path, to: .text(text))
            )
        }
        return ContractRow(
            number,
            .p0,
            title,
            [
                Step(call(limit), 202, .accepted),
                Step(call(limit + 1), 422, .payload, .path(pointer), .keyword("maxLength"), .limit(limit)),
            ]
        )
    }

    private static let selection = TestEnvelope.selection
    private static let shot = TestEnvelope.screenshot
    private static let duration = TestEnvelope.duration
    private static let unsupported = TestEnvelope.unsupported
    private static let details500 = JSON.array(Array(repeating: ["qField": "Region"], count: 500))

    /// The rules of the five types that have any.
    static let payloads: [ContractRow] = [
        .init(
            94,
            "selection: payload {}",
            .post(selection.setting("payload", to: [:])),
            422,
            .payload,
            .missing("event")
        ),
        change(
            96,
            "selection: selectionTxnId not a UUID",
            selection,
            "event.selectionTxnId",
            "txn",
            422,
            .payload,
            .path("/event/selectionTxnId")
        ),
        change(97, "selection: 500 details", selection, "event.details", details500, 202, .accepted),
        change(
            99,
            "selection: details object",
            selection,
            "event.details",
            [:],
            422,
            .payload,
            .path("/event/details"),
            .keyword("type")
        ),
        // Butler SOS refuses display names of 65 characters, and with them all evidence of apps with long names.
        bounded(
            100,
            "context.appName at its limit",
            selection,
            "context.appName",
            limit: 1_024,
            pointer: "/context/appName"
        ),
        bounded(
            102,
            "context.sheetName at its limit",
            selection,
            "context.sheetName",
            limit: 1_024,
            pointer: "/context/sheetName"
        ),
        bounded(103, "context.user at its limit", selection, "context.user", limit: 256, pointer: "/context/user"),
        change(
            105,
            "selection: appName null",
            selection,
            "context",
            ["appName": nil],
            422,
            .payload,
            .path("/context/appName"),
            .keyword("type")
        ),
        change(
            106,
            "navigation: appName of 65 characters",
            TestEnvelope.event("navigation.sheet.loaded"),
            "context.appName",
            .text(String(repeating: "n", count: 65)),
            202,
            .accepted
        ),
        change(
            108,
            "model: captureScheduled text",
            TestEnvelope.model,
            "event.captureScheduled",
            "true",
            422,
            .payload,
            .path("/event/captureScheduled")
        ),
        change(123, "duration: only the required fields", duration, "event.extra", nil, 202, .accepted),
        change(124, "duration: no objectId", duration, "event.objectId", nil, 422, .payload, .missing("objectId")),
        change(126, "duration: no leftAt", duration, "event.leftAt", nil, 422, .payload, .missing("leftAt")),
        change(
            127,
            "duration: -1",
            duration,
            "event.duration",
            -1,
            422,
            .payload,
            .path("/event/duration"),
            .keyword("minimum"),
            .limit(0)
        ),
        change(129, "duration: enteredAt null", duration, "event.enteredAt", JSON.null, 202, .accepted),
        change(130, "duration: selectionTxnId free text", duration, "event.selectionTxnId", "txn-1", 202, .accepted),
        // Butler SOS refuses 65 characters; it is a display name as well.
        bounded(
            132,
            "unsupported: vizType at its limit",
            unsupported,
            "event.vizType",
            limit: 1_024,
            pointer: "/event/vizType"
        ),
        .init(
            133,
            "unsupported: title and trigger null, dataStateId text",
            .post(
                unsupported.setting("payload.event.title", to: JSON.null)
                    .setting("payload.event.trigger", to: JSON.null).setting("payload.event.dataStateId", to: "abc")
            ),
            202,
            .accepted
        ),
    ]

    private static let crop: JSON = [
        "top": 0, "left": 0, "width": 812, "height": 611.5, "scrollTop": 12.5, "scrollAreaOffsetY": 40,
        "renderingOverflow": 3,
    ]

    private static func url(ofLength count: Int) -> JSON {
        let start = "https://qs.example.com/"
        return .text(start + String(repeating: "p", count: count - start.utf8.count))
    }

    /// Screenshot events.
    static let screenshots: [ContractRow] = [
        change(109, "screenshot: no URL", shot, "event.screenshotUrl", nil, 422, .payload, .missing("screenshotUrl")),
        change(
            111,
            "screenshot: raw non-ASCII letter in the URL",
            shot,
            "event.screenshotUrl",
            "https://qs.example.com/bör.png",
            422,
            .payload,
            .path("/event/screenshotUrl"),
            .keyword("format")
        ),
        change(
            112,
            "screenshot: URL of 2049 characters",
            shot,
            "event.screenshotUrl",
            url(ofLength: 2_049),
            422,
            .payload,
            .path("/event/screenshotUrl"),
            .keyword("maxLength"),
            .limit(2_048)
        ),
        change(
            114,
            "screenshot: host not listed",
            shot,
            "event.screenshotUrl",
            "https://elsewhere.example/a.png",
            202,
            .accepted
        ),
        change(115, "screenshot: full crop", shot, "event.crop", crop, 202, .accepted),
        change(
            117,
            "screenshot: crop without width",
            shot,
            "event.crop",
            crop.setting("width", to: nil),
            422,
            .payload,
            .keyword("required"),
            .missing("width")
        ),
        change(
            118,
            "screenshot: crop of width 0",
            shot,
            "event.crop",
            crop.setting("width", to: 0),
            422,
            .payload,
            .path("/event/crop/width"),
            .keyword("exclusiveMinimum")
        ),
        change(
            120,
            "screenshot: crop top -1",
            shot,
            "event.crop",
            crop.setting("top", to: -1),
            422,
            .payload,
            .path("/event/crop/top"),
            .keyword("minimum")
        ),
        change(
            121,
            "screenshot: crop width text",
            shot,
            "event.crop",
            crop.setting("width", to: "10"),
            422,
            .payload,
            .path("/event/crop/width"),
            .keyword("type")
        ),
    ]
}
