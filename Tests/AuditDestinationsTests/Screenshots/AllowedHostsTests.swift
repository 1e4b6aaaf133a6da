import AuditDestinations
import AuditTesting
import Testing

/// Which hosts and ports the allow-list opens.
@Suite(.inTurn) struct AllowedHostsTests {
    private func permits(_ entry: String, _ target: String, event: String? = nil, tickets: Bool = false) throws -> Bool
    {
        let target = try PictureURL(target).origin
        let event = try event.map { try PictureURL($0).origin } ?? target
        return AllowedHosts([entry]).permits(target, event: event, usesTickets: tickets)
    }

    @Test(arguments: [
        (" Qlik.TEST ", "https://qlik.test/"), ("qlik.test.", "https://qlik.test/"),
        ("bücher.example", "https://xn--bcher-kva.example/"), ("BÜCHER.example", "https://xn--bcher-kva.example/"),
        ("例え.テスト", "https://xn--r8jz45g.xn--zckzah/"), ("::1", "https://[0:0:0:0:0:0:0:1]/"),
        ("[::1]", "https://[::1]:99/"), ("[::1]:99", "https://[::1]:99/"), ("127.0.0.1", "https://127.0.0.1/"),
        ("127.0.0.1:8443", "https://127.0.0.1:8443/"), ("qlik.test", "https://qlik.test:8443/"),
    ])
    func permitsInEverySpelling(entry: String, url: String) throws {
        #expect(try permits(entry, url))
    }

    @Test(arguments: [
        ("qlik.test", "https://qlik.test.evil.test/"), ("qlik.test", "https://xqlik.test/"),
        ("qlik.test", "https://test/"), ("*.test", "https://qlik.test/"), ("https://qlik.test", "https://qlik.test/"),
        ("qlik.test/x", "https://qlik.test/x"), ("qlik.test:443", "https://qlik.test:8443/"),
        ("qlik.test:x", "https://qlik.test/"), ("", "https://qlik.test/"), ("10.0.0.0/8", "https://10.0.0.1/"),
    ])
    func permitsNothingElse(entry: String, url: String) throws {
        #expect(try !permits(entry, url))
    }

    @Test func anEntryWithoutPortKeepsToTheEventsPort() throws {
        #expect(try permits("b.test", "https://b.test:8443/", event: "https://a.test:8443/"))
        #expect(try !permits("b.test", "https://b.test:4242/", event: "https://a.test:8443/"))
        #expect(try !permits("b.test", "https://b.test/", event: "https://a.test:8443/"))
        #expect(try permits("b.test", "https://b.test/", event: "http://a.test/"))
        #expect(try permits("b.test:4242", "https://b.test:4242/", event: "https://a.test/"))
    }

    @Test func ticketsNeedTLSUnlessAnEntrySaysOtherwise() throws {
        #expect(try permits("qlik.test", "http://qlik.test/", tickets: false))
        #expect(try !permits("qlik.test", "http://qlik.test/", tickets: true))
        #expect(try !permits("qlik.test:80", "http://qlik.test/", tickets: true))
        #expect(try permits("http://qlik.test", "http://qlik.test/", tickets: true))
        #expect(try permits("http://qlik.test:81", "http://qlik.test:81/", tickets: true))
    }

    @Test func tellsEntriesThatNeverMatch() {
        let hosts = AllowedHosts(["qlik.test", "https://qlik.test", "*.test", "a b"])
        #expect(hosts.unusable == ["https://qlik.test", "*.test", "a b"])
        #expect(!hosts.isEmpty && AllowedHosts([]).isEmpty)
    }
}
