import AuditDestinations
import AuditTesting
import Testing

@Suite(.inTurn) struct InfluxDBValuesTests {
    @Test(
        arguments: [
            ("30d", 2_592_000), ("1w2d", 777_600), ("12h", 43_200), ("90m", 5_400), ("1mo", 2_592_000),
            ("1y", 31_536_000),
            ("1500ms", 1), ("3600s", 3_600), ("1h30m", 5_400),
        ] as [(String, Int64)]
    )
    func retentionPeriodsAreRead(text: String, seconds: Int64) {
        #expect(RetentionPeriod(text) == .seconds(seconds))
    }

    @Test func retentionMayBeForEverOrUnreadable() {
        for text in ["", "INF", "inf", "0", "0s", "999ms"] { #expect(RetentionPeriod(text) == .forever, "\(text)") }
        for text in ["d", "30", "30x", "-1d", "1d 2h", "99999999999999999y", "9223372036854775807s1s"] {
            #expect(RetentionPeriod(text) == nil, "\(text)")
        }
    }

    @Test func retryAfterIsSecondsOrADate() {
        let now: Int64 = 784_111_777_000
        #expect(RetryAfter.duration("120", nowMilliseconds: now) == .seconds(120))
        #expect(RetryAfter.duration("Sun, 06 Nov 1994 08:50:07 GMT", nowMilliseconds: now) == .seconds(30))
        #expect(RetryAfter.duration("Sun, 06 Nov 1994 08:49:07 GMT", nowMilliseconds: now) == .zero)
        #expect(RetryAfter.duration("99999999999999999999", nowMilliseconds: now) == .seconds(86_400))
        for text in ["", "-1", "soon", "1.5", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 36 Nov 1994 08:49:37 GMT"] {
            #expect(RetryAfter.duration(text, nowMilliseconds: now) == nil, "\(text)")
        }
    }

    @Test func credentialsAreNeverPrinted() {
        let basic = InfluxDBCredentials.basic(username: "ann", password: "geheim")
        let token = InfluxDBCredentials.token("geheim")
        for credentials in [basic, token] {
            #expect(!"\(credentials)".contains("geheim"))
            #expect(!String(reflecting: credentials).contains("geheim"))
            #expect(credentials.redact("token geheim is bad") == "token ********** is bad")
        }
        #expect(basic.redact("Basic YW5uOmdlaGVpbQ==") == "Basic **********")
        var dumped = ""
        dump(
            InfluxDBTarget.version2(
                InfluxDB2Target(organisation: "o", bucket: "b", token: "geheim", retention: .forever, summary: "")
            ),
            to: &dumped
        )
        dump(InfluxDBTarget.version3(InfluxDB3Target(database: "d", token: "geheim", retention: .forever)), to: &dumped)
        #expect(!dumped.contains("geheim"))
    }

    @Test func addressesBecomeURLs() {
        let request = InfluxDBRequest(.post, "/write", query: [.init("db", "a b&c=ü"), .init("rp", "")])
        func url(_ host: String, prefix: String, tls: Bool) -> String {
            InfluxDBAddress(host: host, port: 1, isTLS: tls, pathPrefix: prefix, timeout: .seconds(1)).url(request)
        }
        #expect(url("h", prefix: "", tls: false) == "http://h:1/write?db=a%20b%26c%3D%C3%BC&rp=")
        #expect(url("::1", prefix: "/in flux/x/", tls: true).hasPrefix("https://[::1]:1/in%20flux/x/write?"))
    }
}
