extension ContractRow {
    private static let origin = ("Origin", "https://qs.example.com")
    private static let first = Step(
        .post(TestEnvelope.numbered(1), [origin]),
        202,
        .header("X-RateLimit-Limit", "2"),
        .header("X-RateLimit-Remaining", "1"),
        .header("X-RateLimit-Reset", "60")
    )
    private static let second = Step(.test(), 200, .header("X-RateLimit-Remaining", "0"))
    private static let third = Step(
        .post(TestEnvelope.numbered(3), [origin]),
        429,
        .limited,
        .noMember("details"),
        .header("X-RateLimit-Remaining", "0"),
        .header("Access-Control-Allow-Origin", "https://qs.example.com")
    )

    private static let threeEvents = (1...3).map { Step(.post(TestEnvelope.numbered($0)), 202, .accepted) }

    /// The two rate limits.
    static let limits: [ContractRow] = [
        .init(160, .p1, "limit 2 a minute: 1st request", [first]),
        .init(162, .p1, "3rd request", [first, second, third]),
        .init(
            163,
            .p1,
            "4th, no token, bad JSON",
            [first, second, third, .init(.post(text: "{", token: nil), 429, .limited)]
        ),
        .init(
            165,
            .p1,
            "preflight while limited",
            [
                first, second, third,
                .init(
                    .plain("OPTIONS", "/x", [origin, ("Access-Control-Request-Method", "POST")], token: nil),
                    204,
                    .noHeader("X-RateLimit-Limit")
                ),
            ]
        ),
        .init(
            166,
            .p1,
            "unknown path while limited",
            [first, second, third, .init(.plain("GET", "/unknown"), 404, .noHeader("X-RateLimit-Limit"))]
        ),
        // Butler SOS leaves `Retry-After` out here; ours tells the seconds that are left.
        .init(
            168,
            .p5,
            "limit of 3 events a minute: 4th POST",
            threeEvents + [
                .init(
                    .post(TestEnvelope.numbered(4)),
                    429,
                    .limited,
                    .retryAfterDetail(60),
                    .secondsWithinAMinute("Retry-After"),
                    .noHeader("X-RateLimit-Limit")
                )
            ]
        ),
        .init(
            169,
            .p5,
            "bad envelope after the limit of events",
            threeEvents + [.init(.post(text: "{}"), 400, .schema)]
        ),
    ]
}
