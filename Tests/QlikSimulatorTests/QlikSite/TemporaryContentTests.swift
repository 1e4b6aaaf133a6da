import AuditTesting
import NIOHTTP1
import QlikSimulator
import Testing

@Suite(.inTurn) struct TemporaryContentTests {
    private static let object = SimulatedSite().apps[0].sheets[0].objects[0]
    private static let size = ExportSize(width: 32, height: 20)

    @Test func aPictureIsForTheUserWhoMadeIt() async throws {
        try await SiteHarness.run { harness in
            let url = harness.site.exportImage(of: Self.object, for: try SiteHarness.user(), size: Self.size)
            let own = try await harness.get(url, cookies: [harness.session("Goran")])
            #expect(own.status == 200)
            #expect(own.headers.first(name: "Content-Type") == "image/png")
            #expect(own.body == PlainPictures().picture(of: Self.object, size: Self.size))
            #expect(try await harness.get(url, cookies: [harness.session("anna")]).status == 403)
            #expect(try await harness.get(url).status == 302)
            #expect(try await harness.get(url + "&qlikTicket=" + harness.ticket()).body == own.body)
            #expect(harness.site.statistics.contentsServed == 2)
            #expect(harness.site.statistics.foreignContentRefused == 1)
        }
    }

    @Test func aLinkHasTheShapeOfTheRealOnes() async throws {
        let nested = try SiteHarness.prefix("a/b")
        let rules = SiteRules(virtualProxies: [SiteVirtualProxy(prefix: nested)])
        try await SiteHarness.run(QlikSiteConfiguration(rules: rules, linkHost: "qlik.test")) { harness in
            let user = try SiteHarness.user()
            let url = harness.site.exportImage(of: Self.object, for: user, at: nested, size: Self.size)
            let guid = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
            let pattern = try Regex(
                "https://qlik\\.test:[0-9]+/a/b/tempcontent/\(guid)/[0-9a-f]{32}\\.png\\?serverNodeId=\(guid)"
            )
            #expect(try pattern.wholeMatch(in: url) != nil, "\(url)")
            #expect(try await harness.get(url, cookies: [harness.session(at: nested)]).status == 200)
        }
    }

    @Test func aLinkLeadsNowhereWithoutItsPrefixOrWithAnotherNode() async throws {
        let analytics = try SiteHarness.prefix("analytics")
        let proxies = [SiteVirtualProxy(prefix: .default), SiteVirtualProxy(prefix: analytics)]
        let configuration = QlikSiteConfiguration(rules: SiteRules(virtualProxies: proxies))
        try await SiteHarness.run(configuration) { harness in
            let user = try SiteHarness.user()
            let url = harness.site.exportImage(of: Self.object, for: user, at: analytics, size: Self.size)
            let cookies = [try await harness.session(), try await harness.session(at: analytics)]
            #expect(try await harness.get(url, cookies: cookies).status == 200)
            for wrong in [
                url.replacing("/analytics/", with: "/"),
                url.replacing("serverNodeId=2", with: "serverNodeId=3"),
                url.replacing(".png", with: ".jpg"),
                url.replacing("/tempcontent/", with: "/tempcontent/x/"),
            ] {
                #expect(try await harness.get(wrong, cookies: cookies).status == 404, "\(wrong)")
            }
            let anyNode = String(url.prefix { $0 != "?" })
            #expect(try await harness.get(anyNode, cookies: cookies).status == 200)
        }
    }

    @Test func aPictureComesLateAndGoesEarly() async throws {
        let rules = SiteRules(
            contentPolicy: ContentPolicy(lifetime: .seconds(30), preparation: .seconds(10)),
            goneStatus: 410
        )
        try await SiteHarness.run(QlikSiteConfiguration(rules: rules)) { harness in
            let cookie = try await harness.session()
            let url = harness.site.exportImage(of: Self.object, for: try SiteHarness.user(), size: Self.size)
            harness.time.advance(by: .seconds(9))
            #expect(try await harness.get(url, cookies: [cookie]).status == 404)
            harness.time.advance(by: .seconds(1))
            #expect(try await harness.get(url, cookies: [cookie]).status == 200)
            harness.time.advance(by: .seconds(19))
            #expect(try await harness.get(url, cookies: [cookie]).status == 200)
            harness.time.advance(by: .seconds(1))
            #expect(try await harness.get(url, cookies: [cookie]).status == 410)
        }
    }

    @Test func aPictureCanBeForOneFetch() async throws {
        try await SiteHarness.run { harness in
            let cookie = try await harness.session()
            let url = harness.site.exportImage(
                of: Self.object,
                for: try SiteHarness.user(),
                size: Self.size,
                policy: ContentPolicy(isSingleUse: true)
            )
            #expect(try await harness.get(url, cookies: [harness.session("anna")]).status == 403)
            #expect(try await harness.get(url, cookies: [cookie]).status == 200)
            #expect(try await harness.get(url, cookies: [cookie]).status == 404)
        }
    }

    @Test func contentIsForgottenWhenThereIsTooMuchOfIt() throws {
        var state = SiteState(rules: SiteRules(), random: SeededGenerator(seed: 1))
        let user = try SiteHarness.user()
        let large = [UInt8](repeating: 7, count: 1 << 20)
        let kept = (0..<300).map { _ in
            state.keep(large, named: "a.png", contentType: "image/png", for: user, at: .default, now: .zero)
        }
        let found = kept.filter { content in
            let answer = state.fetch("\(content.id)", named: "a.png", node: nil, for: user, at: .default, now: .zero)
            if case .served = answer { return true }
            return false
        }
        #expect(found.map(\.id) == kept.suffix(SiteState.maximumContentBytes >> 20).map(\.id))
    }
}
