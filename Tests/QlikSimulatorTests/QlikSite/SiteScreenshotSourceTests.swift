import AuditEvents
import AuditTesting
import QlikSimulator
import Testing

@Suite(.inTurn) struct SiteScreenshotSourceTests {
    /// The first link that a simulated user sends, with the size that the event says.
    private static func firstLink(
        number: Int,
        site: SimulatedSite,
        screenshots: (any ScreenshotSource)?
    ) throws -> (user: SimulatedUser, url: String) {
        let user = site.user(number)
        var session = SimulatedUserSession(
            site: site,
            user: user,
            seed: UInt64(number),
            startMilliseconds: SimulatedCorpus.defaultStartMilliseconds,
            screenshots: screenshots
        )
        for _ in 0..<10_000 {
            let event = session.next().event
            if event.type == "screenshot.url.received" {
                return (user, try #require(event.row.screenshotURL))
            }
        }
        throw NoScreenshot(number: number)
    }

    private struct NoScreenshot: Error {
        let number: Int
    }

    @Test func aHundredUsersTakePicturesAndEachGetsTheirOwn() async throws {
        let analytics = try SiteHarness.prefix("analytics")
        let rules = SiteRules(virtualProxies: [SiteVirtualProxy(prefix: analytics)])
        try await SiteHarness.run(QlikSiteConfiguration(rules: rules)) { harness in
            let source = SiteScreenshotSource(site: harness.site, prefix: analytics)
            let people = SimulatedSite()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<100 {
                    group.addTask {
                        let (person, url) = try Self.firstLink(number: number, site: people, screenshots: source)
                        let user = try SiteUser(identity: person.identity)
                        let ticket = try harness.site.issueTicket(for: user, at: analytics)
                        let response = try await harness.get(url + "&qlikTicket=" + ticket.text)
                        #expect(response.status == 200, "\(person.identity)")
                        #expect(response.body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
                    }
                }
                try await group.waitForAll()
            }
            #expect(harness.site.statistics.contentsServed == 100)
            #expect(harness.site.statistics.highestParallelSessionsOfAnyone == 1)
        }
    }

    @Test func theSameSeedGivesTheSameLinks() async throws {
        let people = SimulatedSite()
        try await SiteHarness.run { harness in
            let source = SiteScreenshotSource(site: harness.site)
            let real = try Self.firstLink(number: 3, site: people, screenshots: source).url
            let madeUp = try Self.firstLink(number: 3, site: people, screenshots: nil).url
            #expect(madeUp == real.replacing(harness.site.baseURL(), with: people.baseURL))
            // The same person twice: the folder is taken, so only that differs.
            let again = try Self.firstLink(number: 3, site: people, screenshots: source).url
            #expect(again != real)
            #expect(again.split(separator: "/").last == real.split(separator: "/").last)
        }
    }
}
