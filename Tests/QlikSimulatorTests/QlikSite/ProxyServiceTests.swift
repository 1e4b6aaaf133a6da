import AsyncHTTPClient
import AuditTesting
import Foundation
import NIOHTTP1
import NIOSSL
import QlikSimulator
import Testing

@Suite(.inTurn) struct ProxyServiceTests {
    private static let goran = "{\"UserDirectory\":\"LAB\",\"UserId\":\"goran\"}"

    private static func configuration() throws -> QlikSiteConfiguration {
        let prefixes: [SitePrefix] = [.default, try SiteHarness.prefix("analytics"), try SiteHarness.prefix("a/b")]
        return QlikSiteConfiguration(
            rules: SiteRules(virtualProxies: prefixes.map { SiteVirtualProxy(prefix: $0) })
        )
    }

    @Test func onlyCertificatesOfTheTrustZoneGetPastTheHandshake() async throws {
        try await SiteHarness.run { harness in
            let zone = harness.site.trustZone
            let stranger = try zone.publicAuthority.issue(.client, name: "QlikClient")
            var withForeign = try zone.clientConfiguration()
            withForeign.certificateChain = try stranger.chain()
            withForeign.privateKey = try stranger.privateKey()
            let foreign = SiteHarness.client(withForeign, at: harness.site)
            let url = harness.site.baseURL(over: .proxyService) + "/qps/user/LAB/goran?Xrfkey=\(SiteHarness.forgeryKey)"
            let past = Date(timeIntervalSinceNow: -7_200)..<Date(timeIntervalSinceNow: -3_600)
            let late = try zone.authority.issue(.client, name: "QlikClient", validity: past)
            var withExpired = try zone.clientConfiguration()
            withExpired.certificateChain = try late.chain()
            withExpired.privateKey = try late.privateKey()
            let expired = SiteHarness.client(withExpired, at: harness.site)
            for client in [harness.browser, foreign, expired] {
                await #expect(throws: (any Error).self) {
                    try await harness.send(.GET, url, through: client)
                }
            }
            try await foreign.shutdown()
            try await expired.shutdown()
            #expect(harness.site.requests.isEmpty)

            #expect(try await harness.call(.GET, "/user/LAB/goran").status == 200)
            #expect(harness.site.requests.map(\.clientSubject) == ["CN=QlikClient"])
        }
    }

    @Test(
        arguments: [
            (nil, SiteHarness.forgeryKey),
            ("Xrfkey=\(SiteHarness.forgeryKey)", nil),
            ("Xrfkey=abcdefghijkl012", "abcdefghijkl012"),
            ("Xrfkey=abcdefghijkl01234", "abcdefghijkl01234"),
            ("Xrfkey=abcdefghijkl012-", "abcdefghijkl012-"),
            ("Xrfkey=abcdefghijkl012%C3%A9", "abcdefghijkl012é"),
            ("Xrfkey=\(SiteHarness.forgeryKey)", "Abcdefghijkl0123"),
            ("other=\(SiteHarness.forgeryKey)", SiteHarness.forgeryKey),
        ] as [(String?, String?)]
    )
    func aRequestWithoutAForgeryKeyIsForbidden(query: String?, key: String?) async throws {
        try await SiteHarness.run { harness in
            let response = try await harness.call(.POST, "/ticket", query: query, key: key, body: Self.goran)
            #expect(response.status == 403)
            #expect(harness.site.statistics.ticketsIssued == 0)
        }
    }

    @Test func aTicketAnswerRepeatsTheUserAndTheAttributes() async throws {
        try await SiteHarness.run { harness in
            let body = """
                {"UserDirectory":" LAB ","UserId":"\\tgoran ","Attributes":[{"group":"a"},{"group":""}],"Other":1}
                """
            let response = try await harness.call(.POST, "/ticket", query: "xrfkey=abcdefghijkl0123", body: body)
            #expect(response.status == 201)
            let issued = try JSONDecoder().decode(IssuedTicket.self, from: Data(response.body))
            #expect(issued.userDirectory == "LAB")
            #expect(issued.userID == "goran")
            #expect(issued.attributes == [["group": "a"], ["group": ""]])
            #expect(issued.ticket.utf8.count == 16)
            #expect(issued.targetURL == nil)
            let other = try await harness.ticket()
            #expect(other != issued.ticket)
            #expect(harness.site.statistics.ticketsIssued == 2)
        }
    }

    @Test(arguments: [
        "", "[]", "{}", "{\"UserDirectory\":\"LAB\"}", "{\"UserId\":\"goran\"}",
        "{\"UserDirectory\":\" \",\"UserId\":\"goran\"}", "{\"UserDirectory\":\"LAB\",\"UserId\":\"\\u00a0\"}",
        "{\"UserDirectory\":\"LAB\\\\sub\",\"UserId\":\"goran\"}", "{\"UserDirectory\":\"LAB\",\"UserId\":\"a\\\\b\"}",
        "{\"UserDirectory\":\"LAB\",\"UserId\":7}",
        "{\"UserDirectory\":\"LAB\",\"UserId\":\"goran\",\"Attributes\":[{\"a\":\"1\",\"b\":\"2\"}]}",
        "{\"UserDirectory\":\"LAB\",\"UserId\":\"goran\",\"TargetId\":\"unknown\"}",
    ])
    func aTicketRequestThatNamesNobodyIsBad(body: String) async throws {
        try await SiteHarness.run { harness in
            let response = try await harness.call(.POST, "/ticket", body: body)
            #expect(response.status == 400)
        }
    }

    @Test(arguments: [
        ("/ticket", 201), ("/analytics/ticket", 201), ("/a/b/ticket", 201), ("/a/ticket", 404), ("/nobody/ticket", 404),
        ("/Analytics/ticket", 404), ("/analytics/ticket/more", 404), ("/session", 404), ("/%ZZ/ticket", 404),
    ])
    func aTicketIsOfAVirtualProxyThatExists(path: String, status: Int) async throws {
        try await SiteHarness.run(Self.configuration()) { harness in
            let response = try await harness.call(.POST, path, body: Self.goran)
            #expect(response.status == status)
        }
    }

    @Test func aSessionIsReadAndEndedThroughItsOwnVirtualProxyOnly() async throws {
        try await SiteHarness.run(Self.configuration()) { harness in
            let prefix = try SiteHarness.prefix("a/b")
            let cookie = try await harness.session(at: prefix)
            let id = cookie.split(separator: "=")[1]
            for path in ["/session/\(id)", "/analytics/session/\(id)"] {
                #expect(try await harness.call(.GET, path).status == 404)
                #expect(try await harness.call(.DELETE, path).status == 404)
            }
            #expect(harness.site.sessionCount == 1)
            #expect(harness.site.statistics.sessionsDeleted == 0)

            let read = try await harness.call(.GET, "/a/b/session/\(id)")
            #expect(read.status == 200)
            #expect(read.text.contains("\"SessionId\":\"\(id)\""))
            let ended = try await harness.call(.DELETE, "/a/b/session/\(id)")
            #expect(ended.status == 200)
            #expect(ended.text == read.text)
            #expect(harness.site.sessionCount == 0)
            #expect(harness.site.statistics.sessionsDeleted == 1)
            #expect(try await harness.call(.DELETE, "/a/b/session/\(id)").status == 404)
            let url = harness.site.baseURL(prefix) + "/hub/"
            #expect(try await harness.get(url, cookies: [cookie]).status == 302)
        }
    }

    @Test func allSessionsOfAUserAreListedAndEnded() async throws {
        try await SiteHarness.run { harness in
            for _ in 1...2 { _ = try await harness.session("goran") }
            _ = try await harness.session("anna")
            let listed = try await harness.call(.GET, "/user/lab/GORAN")
            #expect(listed.text.split(separator: "SessionId").count == 3)
            #expect(try await harness.call(.DELETE, "/user/LAB/goran").text == listed.text)
            #expect(harness.site.sessionCount == 1)
            #expect(try await harness.call(.GET, "/user/LAB/goran").text == "[]")
            #expect(try await harness.call(.GET, "/user/LAB/a%5Cb").status == 404)
        }
    }

    @Test func aSessionIdIsOnlyWhatStandsBetweenTheSlashes() async throws {
        let rules = SiteRules(sessionAlphabet: .awkward)
        try await SiteHarness.run(QlikSiteConfiguration(rules: rules)) { harness in
            let session = try await harness.logIn()
            #expect(session.status == 200)
            let id = try #require(harness.site.sessions(of: SiteHarness.user()).first?.id)
            #expect(try await harness.call(.DELETE, "/session/\(SiteTarget.escaped(id))").status == 200)
            #expect(harness.site.sessionCount == 0)
        }
    }

    @Test func aBodyOverTheLimitIsRefused() async throws {
        try await SiteHarness.run { harness in
            let response = try await harness.call(.POST, "/ticket", body: String(repeating: " ", count: 65_537))
            #expect(response.status == 413)
            #expect(harness.site.requests.isEmpty)
            let largest = try await harness.call(.POST, "/ticket", body: String(repeating: " ", count: 65_536))
            #expect(largest.status == 400)
        }
    }

    @Test func whatIsNotDoneIsSaid() async throws {
        try await SiteHarness.run { harness in
            let read = try await harness.call(.GET, "/ticket")
            #expect(read.status == 405)
            let put = try await harness.call(.PUT, "/session/x")
            #expect(put.status == 405)
        }
    }
}
