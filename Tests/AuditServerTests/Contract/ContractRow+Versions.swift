extension ContractRow {
    private static let incompatible = ContractFact.refused(reason: "Incompatible Audit.qs version", outcome: "dropped")

    private static func version(_ value: String) -> [(String, String)] { [("X-Audit-QS-Version", value)] }

    /// Which versions of the extension are taken.
    static let versions: [ContractRow] = [
        .init(
            135,
            "header 0.2.9",
            .post(TestEnvelope.selection, version("0.2.9")),
            422,
            incompatible,
            .incompatible("0.2.9")
        ),
        .init(
            136,
            .p0,
            "headers 0.3.0 and 0.4.99",
            [
                .init(.post(TestEnvelope.numbered(1), version("0.3.0")), 202, .accepted),
                .init(.post(TestEnvelope.numbered(2), version("0.4.99")), 202, .accepted),
            ]
        ),
        .init(138, "header 0.4", .post(TestEnvelope.selection, version("0.4")), 422, incompatible),
        .init(139, "header 0.4.1-beta.1", .post(TestEnvelope.selection, version("0.4.1-beta.1")), 422, incompatible),
        .init(
            141,
            "no header, source.version 0.2.0",
            .post(TestEnvelope.selection.setting("source", to: ["version": "0.2.0"])),
            422,
            incompatible,
            .incompatible("0.2.0")
        ),
        .init(
            142,
            "header 0.4.0, source.version 9.9.9",
            .post(TestEnvelope.selection.setting("source", to: ["version": "9.9.9"]), version("0.4.0")),
            202,
            .accepted
        ),
        .init(
            144,
            "bad eventId and bad version",
            .post(TestEnvelope.selection.setting("eventId", to: "e"), version("9.9.9")),
            422,
            .constraints
        ),
        .init(
            145,
            "bad payload and bad version",
            .post(TestEnvelope.selection.setting("payload", to: [:]), version("9.9.9")),
            422,
            incompatible
        ),
    ]

    private static let origin = ("Origin", "https://qs.example.com")
    private static let preflight = [
        origin, ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "content-type,authorization"),
    ]
    private static let stranger = ("Origin", "https://QS.example.com")

    /// CORS.
    static let crossOrigin: [ContractRow] = [
        .init(
            147,
            "preflight for the connection test",
            .plain("OPTIONS", "/api/v1/test-connection", preflight, token: nil),
            204,
            .header("Access-Control-Allow-Origin", "https://qs.example.com"),
            .header("Access-Control-Allow-Methods", "GET, POST, OPTIONS"),
            .header("Access-Control-Allow-Headers", "content-type,authorization"),
            .header("Vary", "Origin, Access-Control-Request-Headers"),
            .header("Content-Length", "0")
        ),
        .init(
            148,
            "preflight, origin not listed",
            .plain("OPTIONS", "/any", [stranger, ("Access-Control-Request-Method", "DELETE")], token: nil),
            204,
            .noHeader("Access-Control-Allow-Origin"),
            .noHeader("Access-Control-Allow-Headers"),
            .header("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
        ),
        .init(
            150,
            "OPTIONS with Origin, no requested method",
            .plain("OPTIONS", "/any", [origin], token: nil),
            400,
            .exactBody("Invalid Preflight Request")
        ),
        .init(
            151,
            "POST of a listed origin",
            .post(TestEnvelope.selection, [origin]),
            202,
            .header("Access-Control-Allow-Origin", "https://qs.example.com"),
            .noHeader("Access-Control-Allow-Credentials")
        ),
        .init(
            153,
            "401 to a listed origin",
            ContractCall(headers: [origin], token: nil, body: TestEnvelope.selection.encoded),
            401,
            .unauthorized,
            .header("Access-Control-Allow-Origin", "https://qs.example.com")
        ),
        .init(
            154,
            .p2,
            "CORS list empty: preflight",
            .plain("OPTIONS", "/api/v1/audit-event", preflight, token: nil),
            404,
            .notFound("OPTIONS:/api/v1/audit-event"),
            .noHeader("Access-Control-Allow-Origin"),
            .noHeader("Access-Control-Allow-Methods"),
            .noHeader("Vary")
        ),
        .init(
            156,
            .p3,
            "CORS list with *: preflight",
            .plain("OPTIONS", "/api/v1/audit-event", preflight, token: nil),
            204,
            .header("Access-Control-Allow-Origin", "*")
        ),
        .init(
            157,
            .p3,
            "CORS list with *: POST without Origin",
            .post(TestEnvelope.selection),
            202,
            .header("Access-Control-Allow-Origin", "*"),
            .noHeader("Vary")
        ),
    ]
}
