import AuditDestinations
import AuditTesting
import Testing

/// Cookies: strictly read, narrowly sent.
@Suite(.inTurn) struct CookieTests {
    @Test(arguments: [
        ("X-Qlik-Session=abc", "X-Qlik-Session", "abc"), (" a = b ; Path=/", "a", "b"), ("a=\"b\"", "a", "b"),
        ("a=a%2Fb+c==; HttpOnly", "a", "a%2Fb+c=="), ("a=", "a", ""), ("a=x/../../user", "a", "x/../../user"),
    ])
    func isRead(header: String, name: String, value: String) throws {
        let cookie = try #require(SetCookie(header))
        #expect(cookie.name == name && cookie.value == value)
    }

    @Test(arguments: [
        "", "a", "=b", "a b=c", "a=b c", "a=b,c", "a=b\"c", "a=b\\c", "a=b\r\nX: y", "a=\u{0}", "ä=b", "a=ä", "a,b=c",
        "a=\(String(repeating: "x", count: 4_096))",
    ])
    func isRefused(header: String) {
        #expect(SetCookie(header) == nil)
    }

    @Test func readsAttributes() throws {
        let cookie = try #require(SetCookie("a=b; DOMAIN=.Qlik.Test; path=/x; secure; Max-Age=0; SameSite=None; =;;"))
        #expect(cookie.domain == "qlik.test" && cookie.path == "/x" && cookie.isSecure && cookie.isExpired)
    }

    private func header(_ cookie: String, from: String, to: String) throws -> String? {
        var jar = CookieJar()
        jar.store([try #require(SetCookie(cookie))], from: try PictureURL(from))
        return jar.header(for: try PictureURL(to))
    }

    @Test(arguments: [
        ("a=b; Path=/", "https://q.test/x/y", "https://q.test/z"),
        ("a=b", "https://q.test/x/y", "https://q.test/x/z"),
        ("a=b", "https://q.test/x/y", "https://q.test/x"),
        ("a=b; Path=/x", "https://q.test/", "https://q.test/x/y"),
        ("a=b; Path=/", "http://q.test/", "https://q.test/"),
        ("a=b; Path=/; Domain=q.test", "https://q.test/", "https://q.test/"),
        ("a=b; Path=/; Domain=example.test", "https://a.example.test/", "https://b.example.test/"),
        ("a=b; Path=/; Domain=127.0.0.1", "https://127.0.0.1/", "https://127.0.0.1/"),
        ("a=b; Path=/; Secure", "https://q.test/", "https://q.test/"),
    ])
    func goesBack(cookie: String, from: String, to: String) throws {
        #expect(try header(cookie, from: from, to: to) == "a=b")
    }

    @Test(arguments: [
        ("a=b; Path=/", "https://q.test/", "https://other.test/"),
        ("a=b; Path=/", "https://q.test/", "https://a.q.test/"),
        ("a=b; Path=/", "https://q.test/", "https://q.test:4242/"),
        ("a=b; Path=/", "https://q.test/", "http://q.test/"),
        ("a=b; Path=/x", "https://q.test/", "https://q.test/xy"),
        ("a=b", "https://q.test/x/y", "https://q.test/z"),
        ("a=b; Path=/; Domain=test", "https://q.test/", "https://other.test/"),
        ("a=b; Path=/; Domain=other.test", "https://q.test/", "https://other.test/"),
        ("a=b; Path=/; Domain=q.test", "https://a.q.test/", "https://evilq.test/"),
        ("a=b; Path=/; Domain=0.0.1", "https://127.0.0.1/", "https://127.0.0.1/"),
        ("a=b; Path=/; Secure", "http://q.test/", "https://q.test/"),
        ("a=; Path=/", "https://q.test/", "https://q.test/"),
        ("a=b; Path=/; Max-Age=-1", "https://q.test/", "https://q.test/"),
    ])
    func staysBack(cookie: String, from: String, to: String) throws {
        #expect(try header(cookie, from: from, to: to) == nil)
    }

    @Test func replacesAndRemoves() throws {
        let url = try PictureURL("https://q.test/")
        var jar = CookieJar()
        for text in ["a=1; Path=/", "b=2; Path=/", "a=3; Path=/"] {
            jar.store([try #require(SetCookie(text))], from: url)
        }
        #expect(jar.header(for: url) == "b=2; a=3")
        jar.store([try #require(SetCookie("b=; Path=/; Max-Age=0"))], from: url)
        #expect(jar.header(for: url) == "a=3")
    }

    @Test func keepsABoundedNumber() throws {
        let url = try PictureURL("https://q.test/")
        var jar = CookieJar()
        for index in 0..<200 { jar.store([try #require(SetCookie("c\(index)=1; Path=/"))], from: url) }
        #expect(jar.header(for: url)?.split(separator: ";").count == CookieJar.maximumCount)
    }

    @Test(arguments: [
        "X-Qlik-Session", "x-qlik-session", "X-Qlik-Session-analytics", "X-Qlik-Session-HTTP", "X-Qlik-Session-a-HTTPS",
        "MySession", "mysession-HTTP",
    ])
    func sessionsAreRecognised(name: String) {
        #expect(SessionCookieNames(configured: ["MySession"]).contains(name))
    }

    @Test(arguments: ["X-Qlik-Sessions", "Y-X-Qlik-Session", "LB", "", "MySession2"])
    func othersAreNot(name: String) {
        #expect(!SessionCookieNames(configured: ["MySession"]).contains(name))
    }

    @Test func sessionIDsStayInOneSegment() {
        #expect(SessionID("0a1b-2C_d~e.f")?.pathSegment == "0a1b-2C_d~e.f")
        #expect(SessionID("a#b")?.pathSegment == "a%23b")
        #expect(SessionID("a%2Fb+c==")?.pathSegment == "a%252Fb%2Bc%3D%3D")
        for value in ["", ".", "..", "x/../../user/LAB/goran", "a?b", "a b", "a\\b", "a;b", "ä", "a\r\nb"] {
            #expect(SessionID(value) == nil, "\(value)")
        }
    }

    @Test func hostileHeadersNeverWidenAnything() throws {
        var generator = SeededGenerator(seed: 13)
        let pieces = [
            "X-Qlik-Session", "a", "=", ";", " ", "Domain", "Path", "Secure", "Max-Age", "/", "..", ".", "test",
            "q.test",
            "\"", "\\", ",", "\u{0}", "\r", "\n", "ä", "%2F", "0", "-1",
        ]
        let own = try PictureURL("https://a.q.test/x/y")
        let stranger = try PictureURL("https://other.example/x/y")
        let plain = try PictureURL("http://a.q.test/x/y")
        for _ in 0..<30_000 {
            let count = Int.random(in: 1...12, using: &generator)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            guard let cookie = SetCookie(text) else { continue }
            var jar = CookieJar()
            jar.store([cookie], from: own)
            #expect(jar.header(for: stranger) == nil && jar.header(for: plain) == nil, "\(text)")
            let header = jar.header(for: own) ?? ""
            #expect(header.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ";") }, "\(text)")
        }
    }
}
