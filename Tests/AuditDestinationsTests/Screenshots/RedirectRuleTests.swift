import AuditDestinations
import AuditTesting
import Testing

/// Where an answer may lead.
@Suite(.inTurn) struct RedirectRuleTests {
    private let hosts = AllowedHosts([
        "qlik.test", "other.test", "port.test:4242", "169.254.169.254", "[fe80::1]", "10.0.0.1",
    ])

    private func rule(
        tickets: Bool = true,
        event: String = "https://qlik.test/tempcontent/s.png"
    ) throws -> RedirectRule {
        RedirectRule(allowedHosts: hosts, event: try PictureURL(event), usesTickets: tickets)
    }

    private func next(_ location: String?, followed: Int = 0, tickets: Bool = true) throws -> String {
        let from = try PictureURL("https://qlik.test/tempcontent/s.png?qlikTicket=T")
        return try rule(tickets: tickets).next(location, from: from, followed: followed).description
    }

    @Test(arguments: [
        ("s2.png", "https://qlik.test/tempcontent/s2.png"), ("//qlik.test/x", "https://qlik.test/x"),
        ("https://other.test/x", "https://other.test/x"), ("https://port.test:4242/x", "https://port.test:4242/x"),
        ("https://qlik.test:443/x#y", "https://qlik.test/x"), ("https://10.0.0.1/x", "https://10.0.0.1/x"),
    ])
    func leadsOn(location: String, expected: String) throws {
        #expect(try next(location, followed: 4) == expected)
    }

    @Test(arguments: [
        (nil, RedirectBlock.missingLocation), ("", .missingLocation), ("http://[bad", .invalidLocation),
        ("https:\\\\evil.test/x", .invalidLocation), ("file:///x", .invalidScheme),
        ("https://evil.test/", .hostNotAllowed),
        ("https://qlik.test@evil.test/", .userInformation), ("https://a:b@qlik.test/", .userInformation),
        ("https://qlik.test:8443/", .portNotAllowed), ("https://port.test/", .portNotAllowed),
        ("https://169.254.169.254/", .addressForbidden), ("https://[fe80::1]/", .addressForbidden),
        ("https://[::ffff:169.254.169.254]/", .addressForbidden), ("https://169.254.1.1/", .hostNotAllowed),
        ("http://qlik.test/", .withoutTLS), ("http://qlik.test:443/", .withoutTLS),
    ])
    func isBlocked(location: String?, block: RedirectBlock) {
        #expect(throws: block) { try next(location) }
    }

    @Test func theSixthRedirectIsBlocked() {
        #expect(throws: RedirectBlock.tooMany) { try next("/x", followed: 5) }
    }

    @Test func withoutTicketsHTTPMayLeadToHTTPS() throws {
        let rule = try rule(tickets: false, event: "http://qlik.test/s.png")
        let from = try PictureURL("http://qlik.test/s.png")
        for location in ["https://qlik.test/s.png", "http://other.test/s.png"] {
            #expect(try rule.next(location, from: from, followed: 0).description == location)
        }
    }

    @Test(arguments: [
        "https://idp.example/authorize?x=1", "/windows_authentication?targetId=1", "https://qlik.test:4244/x",
        "https://qlik.test/login?targetId=7", "/x?proxyRestUri=https%3A%2F%2Fq", "/internal_forms_authentication/",
    ])
    func loginsAreRecognised(location: String) throws {
        #expect(try rule().isLogin(location, from: try PictureURL("https://qlik.test/tempcontent/s.png")))
    }

    @Test(arguments: ["/tempcontent/s.png", "s2.png?target=1", "https://other.test/x", "http://[bad", "file:///x"])
    func otherRedirectsAreNoLogins(location: String) throws {
        #expect(try !rule().isLogin(location, from: try PictureURL("https://qlik.test/tempcontent/s.png")))
    }

    @Test func hostileLocationsNeverLeadElsewhere() throws {
        var generator = SeededGenerator(seed: 14)
        let pieces = [
            "https:", "http:", "HTTPS:", "//", "/", "\\", "qlik.test", "evil.test", "@", ":", "443", "8443", "?", "#",
            "%2e", ".", "[::1]", "127.0.0.1", "\t", "\n", " ", "qlik.test.", "other.test", "%00", "ü",
        ]
        let from = try PictureURL("https://qlik.test/a/b")
        for _ in 0..<30_000 {
            let count = Int.random(in: 1...8, using: &generator)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            guard let url = try? rule().next(text, from: from, followed: 0) else { continue }
            #expect(["https://qlik.test", "https://other.test"].contains(url.origin.description), "\(text)")
        }
    }
}
