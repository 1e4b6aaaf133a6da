import AuditTesting
import QlikSimulator
import Testing

@Suite(.inTurn) struct SiteValueTests {
    @Test(arguments: ["a", "analytics", "a/b", "a/b/c", "a.b_c~d-e", "0"])
    func goodPrefixesAreTaken(text: String) throws {
        let prefix = try #require(SitePrefix(text))
        #expect(prefix.description == text)
        #expect(prefix.path == "/\(text)")
    }

    @Test(arguments: ["/", "/a", "a/", "a//b", "A", "a#", "a b", "a%20b", "ä", ".", "..", "a/../b"])
    func badPrefixesAreNone(text: String) {
        #expect(SitePrefix(text) == nil)
    }

    @Test func aVirtualProxyHasTheCookieNameOfQlikSense() throws {
        let nested = SiteVirtualProxy(prefix: try SiteHarness.prefix("a/b"))
        #expect(SiteVirtualProxy(prefix: .default).sessionCookieName(isEncrypted: true) == "X-Qlik-Session")
        #expect(nested.sessionCookieName(isEncrypted: true) == "X-Qlik-Session-a-b")
        #expect(nested.sessionCookieName(isEncrypted: false) == "X-Qlik-Session-a-b-HTTP")
        let named = SiteVirtualProxy(prefix: .default, sessionCookieName: "Sid")
        #expect(named.sessionCookieName(isEncrypted: false) == "Sid-HTTP")
    }

    @Test(arguments: [
        ("LAB", "goran", "LAB\\goran"), (" LAB\t", "\u{2003}goran ", "LAB\\goran"), ("A B", "c d", "A B\\c d"),
    ])
    func usersAreTrimmed(directory: String, id: String, expected: String) throws {
        #expect(try SiteUser(directory: directory, id: id).description == expected)
    }

    @Test func usersDifferInMoreThanLetterCase() throws {
        #expect(try SiteUser(directory: "LAB", id: "Åsa") == SiteUser(directory: "lab", id: "åsa"))
        #expect(try SiteUser(directory: "LAB", id: "asa") != SiteUser(directory: "lab", id: "åsa"))
        #expect(throws: SiteUserError.emptyDirectory) { try SiteUser(directory: " ", id: "x") }
        #expect(throws: SiteUserError.emptyID) { try SiteUser(directory: "x", id: "") }
        #expect(throws: SiteUserError.backslash) { try SiteUser(directory: "x", id: "a\\b") }
        #expect(throws: SiteUserError.emptyDirectory) { try SiteUser(identity: "goran@example.com") }
    }

    @Test(arguments: [
        ("/a?x=1&qlikTicket=T&y", "/a?x=1&y"), ("/a?qlikTicket=T", "/a"), ("/a?QLIKTICKET=T&qlikticket=U", "/a"),
        ("/a?x=%20+b", "/a?x=%20+b"), ("/a", "/a"), ("/a?", "/a?"), ("/a?qlik%54icket=T&x", "/a?x"),
    ])
    func aTargetLosesItsTicketAndNothingElse(text: String, expected: String) {
        #expect(SiteTarget(text).without("qlikTicket") == expected)
    }

    @Test func aTargetIsDecodedOnce() {
        let target = SiteTarget("/a%2Fb//c%2520?x=1+2%2B3&X=4&y")
        #expect(target.segments == ["a/b", "c%20"])
        #expect(target.parameter("X") == "1 2+3")
        #expect(target.parameter("y") == "")
        #expect(target.parameter("z") == nil)
        #expect(SiteTarget("/a%").segments == nil)
        #expect(SiteTarget("/a%f").segments == nil)
        #expect(SiteTarget("/%ff").segments == nil)
        #expect(SiteTarget("").segments == [])
        #expect(SiteTarget.escaped("a+b/c=&d é~") == "a%2Bb%2Fc%3D%26d%20%C3%A9~")
    }

    @Test func aUUIDIsReadInEitherLetterCase() {
        let text = "2f1c7a90-5d3e-4b68-9a07-c4e1b8d2f635"
        #expect(SimulatedUUID(text)?.description == text)
        #expect(SimulatedUUID(text.uppercased())?.description == text)
        #expect(SiteRules.defaultNode.description == text)
        for wrong in ["", "2f1c7a905d3e4b689a07c4e1b8d2f635", text + "0", text.replacing("2f", with: "+f"), "-\(text)"]
        {
            #expect(SimulatedUUID(wrong) == nil, "\(wrong)")
        }
    }
}
