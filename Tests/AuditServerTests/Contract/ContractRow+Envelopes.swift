extension ContractRow {
    private static func change(
        _ number: Int,
        _ title: String,
        _ path: String,
        _ value: JSON?,
        _ status: Int,
        _ facts: ContractFact...
    ) -> ContractRow {
        let call = ContractCall.post(TestEnvelope.selection.setting(path, to: value))
        return ContractRow(number, .p0, title, [Step(call: call, status: status, facts: facts)])
    }

    /// The envelope's own fields.
    static let envelopes: [ContractRow] = [
        change(45, "no eventId", "eventId", nil, 400, .schema, .missing("eventId")),
        change(46, "no timestamp", "timestamp", nil, 400, .schema, .missing("timestamp")),
        change(48, "no payload", "payload", nil, 400, .schema, .missing("payload")),
        // Butler SOS answers 400: it validates before it looks at the token.
        .init(49, "empty object, no token", .post(text: "{}", token: nil), 401, .unauthorized),
        change(51, "schemaVersion 1.5", "schemaVersion", 1.5, 400, .schema, .path("/schemaVersion")),
        change(52, "schemaVersion 999", "schemaVersion", 999, 202, .accepted),
        change(54, "eventId empty", "eventId", "", 400, .schema, .path("/eventId")),
        change(55, "eventId object", "eventId", [:], 400, .schema, .path("/eventId")),
        change(57, "timestamp with offset", "timestamp", "2026-02-11T11:14:03.221+02:00", 202, .accepted),
        change(
            58,
            "29 Feb of a common year",
            "timestamp",
            "2026-02-29T09:14:03.221Z",
            400,
            .schema,
            .path("/timestamp")
        ),
        change(60, "timestamp epoch number", "timestamp", 1_770_801_243_221, 400, .schema, .path("/timestamp")),
        change(61, "type empty", "type", "", 400, .schema, .path("/type")),
        change(63, "payload null", "payload", nil as JSON, 400, .schema, .path("/payload")),
        change(64, "source correct", "source", ["kind": "qlik-sense-extension", "name": "audit-qs"], 202, .accepted),
        change(66, "source.name other", "source", ["name": "other"], 400, .schema, .path("/source/name")),
        change(67, "source with an extra key", "source", ["name": "audit-qs", "extra": [1, 2]], 202, .accepted),
        change(69, "extra top-level key", "extra", ["a": nil], 202, .accepted),
    ]

    /// What the envelope's values must mean.
    static let constraints: [ContractRow] = [
        change(
            70,
            "eventId not a UUID",
            "eventId",
            "not-a-uuid",
            422,
            .constraints,
            .messages(["eventId is not a valid UUID (\"not-a-uuid\")"])
        ),
        change(72, "eventId nil UUID", "eventId", "00000000-0000-0000-0000-000000000000", 202, .accepted),
        change(73, "eventId without hyphens", "eventId", "5f0c7a1e3d524b8e9a417c2f6e9b1d01", 422, .constraints),
        change(
            75,
            "correlationId of 65 characters",
            "correlationId",
            .text(String(repeating: "c", count: 65)),
            422,
            .constraints,
            .messages(["correlationId exceeds 64 characters (length=65)"])
        ),
        change(76, "correlationId epoch text", "correlationId", "1777868693436", 202, .accepted),
        change(
            78,
            "appId null",
            "payload.context",
            ["appId": nil],
            422,
            .constraints,
            .messages(["payload.context.appId is not a valid UUID (\"null\")"])
        ),
        change(
            79,
            "type unknown",
            "type",
            "unknown.type",
            422,
            .constraints,
            .messages(["type is not a recognised event type (\"unknown.type\")"])
        ),
        change(81, "type event.", "type", "event.", 422, .constraints),
        change(82, "type Event.x", "type", "Event.x", 422, .constraints),
        .init(
            84,
            "four violations at once",
            .post(
                TestEnvelope.selection.setting("eventId", to: "e").setting("type", to: "t")
                    .setting("correlationId", to: .text(String(repeating: "c", count: 70)))
                    .setting("payload.context", to: ["appId": "a"])
            ),
            422,
            .constraints,
            .messages([
                "eventId is not a valid UUID (\"e\")",
                "correlationId exceeds 64 characters (length=70)",
                "payload.context.appId is not a valid UUID (\"a\")",
                "type is not a recognised event type (\"t\")",
            ])
        ),
        .init(85, "minimal selection.state.changed", .post(TestEnvelope.selection), 202, .accepted),
        .init(87, "minimal object.view.duration", .post(TestEnvelope.duration), 202, .accepted),
        .init(
            88,
            "minimal navigation.sheet.loaded",
            .post(TestEnvelope.event("navigation.sheet.loaded")),
            202,
            .accepted
        ),
        .init(90, "minimal screenshot.url.received", .post(TestEnvelope.screenshot), 202, .accepted),
        .init(91, "minimal event.bookmark", .post(TestEnvelope.event("event.bookmark")), 202, .accepted),
        .init(93, "minimal audit.event", .post(TestEnvelope.event("audit.event")), 202, .accepted),
    ]
}
