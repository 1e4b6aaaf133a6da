import AuditTesting
import Foundation
import NIOHTTP1
import QlikSimulator
import Testing

@Suite(.inTurn) struct ProxyTests {
    private static func site(_ proxies: SiteVirtualProxy..., limit: Int = 5, balancer: LoadBalancer? = nil)
        -> QlikSiteConfiguration
    {
        let rules = SiteRules(virtualProxies: proxies, sessionLimit: limit, loadBalancer: balancer)
        return QlikSiteConfiguration(rules: rules, opensPlainProxy: true)
    }

    @Test(arguments: ["qlikTicket", "qlikticket", "QlikTicket"])
    func aTicketOnAnyURLOpensASessionAndGetsTheContent(parameter: String) async throws {
        try await SiteHarness.run { harness in
            let url = harness.site.baseURL() + "/hub/?a=1&\(parameter)=" + (try await harness.ticket())
            let response = try await harness.get(url)
            #expect(response.status == 200)
            let cookie = try #require(response.headers.first(name: "Set-Cookie"))
            #expect(cookie.hasPrefix("X-Qlik-Session="))
            #expect(cookie.hasSuffix("; Path=/; HttpOnly; Secure; SameSite=Lax"))
            let session = try #require(response.cookie())
            let next = try await harness.get(harness.site.baseURL() + "/hub/", cookies: ["other=1", session])
            #expect(next.status == 200)
            #expect(next.headers["Set-Cookie"].isEmpty)
            #expect(harness.site.statistics.sessionsOpened == 1)
        }
    }

    @Test func aTicketIsGoodOnceAndForAMinute() async throws {
        try await SiteHarness.run { harness in
            let used = try await harness.ticket()
            let url = harness.site.baseURL() + "/hub/?qlikTicket="
            #expect(try await harness.get(url + used).status == 200)
            #expect(try await harness.get(url + used).status == 302)

            let young = try await harness.ticket()
            harness.time.advance(by: .milliseconds(59_999))
            #expect(try await harness.get(url + young).status == 200)
            let old = try await harness.ticket()
            harness.time.advance(by: .seconds(60))
            #expect(try await harness.get(url + old).status == 302)
            #expect(harness.site.statistics.ticketsRefused == 2)
        }
    }

    @Test func aTicketIsGoodAtItsOwnVirtualProxyOnly() async throws {
        let analytics = try SiteHarness.prefix("analytics")
        let proxies = Self.site(SiteVirtualProxy(prefix: .default), SiteVirtualProxy(prefix: analytics))
        try await SiteHarness.run(proxies) { harness in
            let ticket = try await harness.ticket(at: analytics)
            #expect(try await harness.get(harness.site.baseURL() + "/hub/?qlikTicket=" + ticket).status == 302)
            let response = try await harness.get(harness.site.baseURL(analytics) + "/hub/?qlikTicket=" + ticket)
            #expect(response.status == 200)
            let cookie = try #require(response.cookie("X-Qlik-Session-analytics="))
            #expect(try await harness.get(harness.site.baseURL() + "/hub/", cookies: [cookie]).status == 302)
            #expect(try await harness.get(harness.site.baseURL(analytics) + "/", cookies: [cookie]).status == 200)
        }
    }

    @Test func awkwardTicketsWorkWhenTheyAreEscaped() async throws {
        let configuration = QlikSiteConfiguration(rules: SiteRules(ticketAlphabet: .awkward))
        try await SiteHarness.run(configuration) { harness in
            for _ in 1...5 {
                let response = try await harness.logIn()
                #expect(response.status == 200)
            }
        }
    }

    @Test func aRedirectWithoutTheTicketCanComeFirst() async throws {
        let proxy = SiteVirtualProxy(prefix: .default, redemption: .redirect, sameSite: nil)
        try await SiteHarness.run(Self.site(proxy)) { harness in
            let url = harness.site.baseURL() + "/hub/?a=%20b&QLIKTICKET=\(try await harness.ticket())&c"
            let response = try await harness.get(url)
            #expect(response.status == 302)
            #expect(response.location == "/hub/?a=%20b&c")
            let cookie = try #require(response.cookie())
            #expect(response.headers.first(name: "Set-Cookie")?.contains("SameSite") == false)
            let next = try await harness.get(harness.site.baseURL() + response.location, cookies: [cookie])
            #expect(next.status == 200)
        }
    }

    @Test func theSixthSessionIsRefusedUntilOneEnds() async throws {
        let analytics = try SiteHarness.prefix("analytics")
        let proxies = Self.site(SiteVirtualProxy(prefix: .default), SiteVirtualProxy(prefix: analytics))
        try await SiteHarness.run(proxies) { harness in
            let user = try SiteHarness.user()
            for _ in 1...3 { _ = try await harness.session() }
            for _ in 1...2 { _ = try await harness.session(at: analytics) }
            let refused = try await harness.logIn("GORAN")
            #expect(refused.status == 403)
            #expect(refused.text.contains("too many sessions active in parallel"))
            #expect(refused.cookie() == nil)
            #expect(try await harness.logIn("anna").status == 200)
            let id = try #require(harness.site.sessions(of: user, at: analytics).first?.id)
            #expect(try await harness.call(.DELETE, "/analytics/session/\(id)").status == 200)
            #expect(try await harness.logIn().status == 200)
            let statistics = harness.site.statistics
            #expect(statistics.loginsRefused == 1)
            #expect(statistics.highestParallelSessions[user] == 5)
            #expect(statistics.highestParallelSessionsOfAnyone == 5)
        }
    }

    @Test func loginsAtTheSameTimeNeverExceedTheLimit() async throws {
        try await SiteHarness.run(Self.site(SiteVirtualProxy(prefix: .default))) { harness in
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 1...20 { group.addTask { try await harness.logIn().status } }
                return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
            }
            #expect(statuses == [200: 5, 403: 15])
            #expect(harness.site.statistics.highestParallelSessionsOfAnyone == 5)
            #expect(harness.site.statistics.loginsRefused == 15)
        }
    }

    @Test func aSessionEndsWithoutRequests() async throws {
        let proxy = SiteVirtualProxy(prefix: .default, inactivityTimeout: .seconds(100))
        try await SiteHarness.run(Self.site(proxy)) { harness in
            let cookie = try await harness.session()
            let url = harness.site.baseURL() + "/hub/"
            for _ in 1...3 {
                harness.time.advance(by: .seconds(99))
                #expect(try await harness.get(url, cookies: [cookie]).status == 200)
            }
            harness.time.advance(by: .seconds(100))
            #expect(try await harness.get(url, cookies: [cookie]).status == 302)
            #expect(harness.site.statistics.sessionsExpired == 1)
        }
    }

    @Test func plainAccessHasItsOwnCookieName() async throws {
        try await SiteHarness.run(Self.site(SiteVirtualProxy(prefix: .default))) { harness in
            let base = harness.site.baseURL(over: .plainProxy)
            let response = try await harness.get(base + "/hub/?qlikTicket=" + harness.ticket())
            #expect(response.headers.first(name: "Set-Cookie")?.contains("Secure") == false)
            let cookie = try #require(response.cookie("X-Qlik-Session-HTTP="))
            #expect(try await harness.get(base + "/hub/", cookies: [cookie]).status == 200)
            #expect(try await harness.get(harness.site.baseURL() + "/hub/", cookies: [cookie]).status == 302)
        }
    }

    @Test func withoutASessionTheBrowserIsSentToLogInAndComesBack() async throws {
        let nested = try SiteHarness.prefix("a/b")
        try await SiteHarness.run(Self.site(SiteVirtualProxy(prefix: nested))) { harness in
            let wanted = harness.site.baseURL(nested) + "/hub/?x=1"
            let challenge = try await harness.get(wanted + "&qlikTicket=wrong")
            #expect(challenge.status == 302)
            let location = try #require(URLComponents(string: challenge.location))
            #expect(location.path == "/windows_authentication/")
            #expect(location.port == harness.site.port(.authentication))
            let items = location.queryItems ?? []
            let target = try #require(items.first { $0.name == "targetId" }?.value)
            let service = items.first { $0.name == "proxyRestUri" }?.value
            #expect(service == "https://127.0.0.1:\(harness.site.port(.proxyService))/qps/a/b/")
            #expect(try await harness.get(challenge.location).status == 401)

            let body = "{\"UserDirectory\":\"LAB\",\"UserId\":\"goran\",\"TargetId\":\"\(target)\"}"
            let answer = try await harness.call(.POST, "/a/b/ticket", body: body)
            let back = try #require(try JSONDecoder().decode(IssuedTicket.self, from: Data(answer.body)).targetURL)
            #expect(back.hasPrefix(wanted + "&qlikTicket="))
            #expect(try await harness.get(back).status == 200)
            #expect(try await harness.call(.POST, "/a/b/ticket", body: body).status == 400)
        }
    }

    @Test func otherChallengesCanBeChosen() async throws {
        let proxies = [
            SiteVirtualProxy(prefix: try SiteHarness.prefix("form"), challenge: .loginPage),
            SiteVirtualProxy(prefix: try SiteHarness.prefix("no"), challenge: .refusal),
            SiteVirtualProxy(prefix: try SiteHarness.prefix("idp"), challenge: .module("https://idp.test/in?a=1")),
        ]
        let configuration = QlikSiteConfiguration(rules: SiteRules(virtualProxies: proxies))
        try await SiteHarness.run(configuration) { harness in
            let base = harness.site.baseURL()
            let form = try await harness.get(base + "/form/tempcontent/x/y.png")
            #expect(form.status == 200)
            #expect(form.headers.first(name: "Content-Type") == "text/html; charset=utf-8")
            #expect(try await harness.get(base + "/no/hub/").status == 401)
            let module = try await harness.get(base + "/idp/hub/")
            #expect(module.location.hasPrefix("https://idp.test/in?a=1&targetId="))
            #expect(try await harness.get(base + "/elsewhere/hub/").status == 404)
        }
    }

    @Test func aStickyLoadBalancerLosesSessionsWithoutItsCookie() async throws {
        let configuration = Self.site(
            SiteVirtualProxy(prefix: .default),
            balancer: LoadBalancer(cookieName: "AWSALB", cookieValue: "n1", isSticky: true)
        )
        try await SiteHarness.run(configuration) { harness in
            let response = try await harness.logIn()
            let session = try #require(response.cookie())
            let node = try #require(response.cookie("AWSALB"))
            let url = harness.site.baseURL() + "/hub/"
            #expect(try await harness.get(url, cookies: [session]).status == 302)
            let next = try await harness.get(url, cookies: [session, node])
            #expect(next.status == 200)
            #expect(next.headers["Set-Cookie"].isEmpty)
        }
    }

    @Test func onlyReadingIsPossible() async throws {
        try await SiteHarness.run { harness in
            let cookie = try await harness.session()
            let url = harness.site.baseURL() + "/hub/"
            let head = try await harness.send(.HEAD, url, cookies: [cookie], through: harness.browser)
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
            let post = try await harness.send(.POST, url, cookies: [cookie], through: harness.browser)
            #expect(post.status == 405)
        }
    }
}
