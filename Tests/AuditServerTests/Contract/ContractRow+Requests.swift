extension ContractRow {
    private static let testKeys: Set<String> = [
        "status", "message", "timestamp", "butlerSosVersion", "auditQsVersion", "compatible",
        // Ours: what the door can do beyond the single POST and within which bounds, and whether to collect at all.
        "capabilities", "limits", "collect",
    ]

    /// Tokens, the connection test, unknown routes, bodies that are no envelope.
    static let requests: [ContractRow] = tokens + tests + bodies

    private static let tokens: [ContractRow] = [
        .init(1, "minimal valid selection event, right token", .post(TestEnvelope.selection), 202, .accepted),
        .init(3, "wrong token", .post(text: TestEnvelope.selection.encoded, token: "wrong!"), 401, .unauthorized),
        .init(
            4,
            "Authorization: Bearer with nothing after the space",
            ContractCall(headers: [("Authorization", "Bearer ")], token: nil, body: TestEnvelope.selection.encoded),
            401,
            .unauthorized
        ),
        .init(
            6,
            .p0,
            "scheme written bearer and BEARER",
            ["bearer secret", "BEARER secret"].enumerated().map { number, value in
                .init(
                    ContractCall(
                        headers: [("Authorization", value)],
                        token: nil,
                        body: TestEnvelope.numbered(number).encoded
                    ),
                    202,
                    .accepted
                )
            }
        ),
        .init(
            7,
            "several spaces between scheme and token",
            ContractCall(
                headers: [("Authorization", "Bearer    secret  ")],
                token: nil,
                body: TestEnvelope.selection.encoded
            ),
            202,
            .accepted
        ),
        .init(
            9,
            "Authorization: Basic",
            ContractCall(
                headers: [("Authorization", "Basic c2VjcmV0")],
                token: nil,
                body: TestEnvelope.selection.encoded
            ),
            401,
            .unauthorized
        ),
        .init(10, "connection test without token", .test(token: nil), 401, .unauthorized),
        .init(
            12,
            .p4,
            "empty token configured: POST with any token",
            .post(text: TestEnvelope.selection.encoded, token: "anything"),
            202,
            .accepted
        ),
    ]

    private static let tests: [ContractRow] = [
        .init(
            13,
            "connection test, token, no version header",
            .test(),
            200,
            .keys(testKeys),
            .text("status", "ok"),
            .text("message", "Butler SOS Audit API is reachable"),
            .text("butlerSosVersion", "15.0.1"),
            .text("auditQsVersion", nil),
            .flag("compatible", false),
            .flag("collect", true),
            .texts("capabilities", ["batch"])
        ),
        .init(
            15,
            "connection test of version 0.5.0",
            .test([("X-Audit-QS-Version", "0.5.0")]),
            200,
            .keys(testKeys),
            .text("auditQsVersion", "0.5.0"),
            .flag("compatible", false)
        ),
        .init(
            16,
            "connection test with a list of versions",
            .test([("X-Audit-QS-Version", "0.3.0, 0.2.0")]),
            200,
            .text("auditQsVersion", "0.3.0"),
            .flag("compatible", true)
        ),
        .init(
            18,
            "connection test with a query",
            .plain("GET", "/api/v1/test-connection?a=b&c=%zz"),
            200,
            .keys(testKeys)
        ),
        .init(
            19,
            "GET on the event path",
            .plain("GET", "/api/v1/audit-event"),
            404,
            .notFound("GET:/api/v1/audit-event"),
            .noHeader("Allow")
        ),
        .init(
            21,
            "POST on the connection test",
            .plain("POST", "/api/v1/test-connection"),
            404,
            .notFound("POST:/api/v1/test-connection"),
            .noHeader("Allow")
        ),
        .init(
            22,
            .p1,
            "unknown path",
            .plain("GET", "/nothing/here?x=1"),
            404,
            .notFound("GET:/nothing/here?x=1"),
            .noHeader("X-RateLimit-Limit"),
            .noHeader("X-RateLimit-Remaining")
        ),
        .init(
            24,
            "trailing slash on the connection test",
            .plain("GET", "/api/v1/test-connection/"),
            404,
            .notFound("GET:/api/v1/test-connection/")
        ),
        .init(25, "upper-case path", .plain("GET", "/API/V1/TEST-CONNECTION"), 404),
    ]

    private static let bodies: [ContractRow] = [
        .init(27, "body is not JSON", .post(text: "{"), 400, .generic, .closes),
        // Butler SOS answers 400: it parses before it looks at the token. Ours lets nobody without one make it read.
        .init(28, "body is not JSON, no token", .post(text: "{", token: nil), 401, .unauthorized),
        .init(
            30,
            "JSON and a stray character",
            .post(text: TestEnvelope.selection.encoded + "x"),
            400,
            .generic,
            .closes
        ),
        .init(
            31,
            "JSON object with a __proto__ key",
            .post(TestEnvelope.selection.setting("__proto__", to: ["a": 1])),
            400,
            .generic
        ),
        .init(33, "array at the top", .post(text: "[]"), 400, .schema, .path("")),
        .init(34, "null at the top", .post(text: "null"), 400, .schema, .path("")),
        .init(
            36,
            "form content type",
            .post(text: "a=b", type: "application/x-www-form-urlencoded"),
            415,
            .generic
        ),
        .init(37, "body without content type", .post(text: TestEnvelope.selection.encoded, type: nil), 415, .generic),
        .init(
            39,
            "content type application/vnd.api+json",
            .post(text: TestEnvelope.selection.encoded, type: "application/vnd.api+json"),
            415,
            .generic
        ),
        // Butler SOS's limit; ours is 2 MiB, inclusive too.
        .init(
            40,
            .p0,
            "body of exactly 1,048,576 bytes, and of our own limit",
            [
                .init(.post(text: TestEnvelope.ofSize(1_048_576, number: 1)), 202, .accepted),
                .init(.post(text: TestEnvelope.ofSize(2_097_152, number: 2)), 202, .accepted),
                .init(.post(text: TestEnvelope.ofSize(2_097_153, number: 3)), 413, .generic, .closes),
            ]
        ),
        // Butler SOS answers 413: ours looks at the token first.
        .init(
            42,
            "body over the limit, no token",
            .post(text: TestEnvelope.ofSize(2_097_153), token: nil),
            401,
            .unauthorized
        ),
        .init(
            43,
            "duplicate key eventId, last one valid",
            .post(text: "{\"eventId\":\"no\"," + TestEnvelope.selection.encoded.dropFirst()),
            202,
            .accepted
        ),
    ]
}
