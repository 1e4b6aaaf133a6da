import AsyncHTTPClient
import AuditTesting
import NIOHTTP1
import QlikSimulator
import ServiceLifecycle
import ServiceLifecycleTestKit
import Testing

@Suite(.inTurn) struct QlikSiteTests {
    @Test func aSiteIsAServiceThatStopsWhenAsked() async throws {
        let site = try QlikSite(pictures: PlainPictures())
        try await testGracefulShutdown { trigger in
            try await site.open()
            let client = SiteHarness.client(try site.trustZone.clientConfiguration(), at: site)
            let harness = SiteHarness(site: site, time: ManualTime(), browser: client, service: client)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await site.run() }
                #expect(try await harness.logIn().status == 200)
                trigger.triggerGracefulShutdown()
                try await group.waitForAll()
            }
            await #expect(throws: (any Error).self) { try await harness.logIn() }
            try await client.shutdown()
        }
    }

    @Test(arguments: [SiteListener.proxy, .proxyService])
    func anOutageEndsConnectionsAndComesBackOnTheSamePort(listener: SiteListener) async throws {
        try await SiteHarness.run { harness in
            #expect(try await harness.logIn().status == 200)
            let port = harness.site.port(listener)
            await harness.site.close(listener)
            await #expect(throws: (any Error).self) { try await harness.logIn() }
            #expect(harness.site.port(listener) == port)
            try await harness.site.open(listener)
            try await harness.site.open(listener)
            #expect(harness.site.port(listener) == port)
            #expect(try await harness.logIn().status == 200)
        }
    }

    @Test func theJournalTellsWhatCameInAndWhatWasAnswered() async throws {
        try await SiteHarness.run { harness in
            let cookie = try await harness.session()
            _ = try await harness.get(harness.site.baseURL() + "/hub/?a=%20b&c", cookies: ["x=1", cookie])
            let requests = harness.site.requests
            #expect(requests.map(\.number) == [0, 1, 2])
            #expect(requests.map(\.listener) == [.proxyService, .proxy, .proxy])
            #expect(requests.map(\.method) == ["POST", "GET", "GET"])
            #expect(requests.map(\.status) == [201, 200, 200])
            #expect(requests.map(\.path) == ["/qps/ticket", "/hub/", "/hub/"])
            #expect(requests[2].query == "a=%20b&c")
            #expect(requests[2].parameter("A") == " b")
            #expect(requests[2].cookie("X-Qlik-Session") == cookie.split(separator: "=").last.map(String.init))
            #expect(requests[2].host == "127.0.0.1")
            #expect(requests[0].headers.first(name: "X-Qlik-Xrfkey") == SiteHarness.forgeryKey)
            #expect(String(decoding: requests[0].body, as: UTF8.self).contains("goran"))
            try await harness.site.waitForRequests(2, matching: RequestMatcher(listener: .proxy))
        }
    }

    @Test func theSameSeedGivesTheSameTicketsAndSessions() async throws {
        var runs: [[String]] = []
        for _ in 1...2 {
            try await SiteHarness.run(seed: 7) { harness in
                runs.append([try await harness.ticket(), try await harness.session()])
            }
        }
        #expect(runs[0] == runs[1])
    }

    @Test func aSiteWhosePortIsTakenDoesNotOpen() async throws {
        try await SiteHarness.run { harness in
            let port = harness.site.port(.proxy)
            let other = try QlikSite(QlikSiteConfiguration(ports: [.proxy: port]), pictures: PlainPictures())
            await #expect(throws: (any Error).self) { try await other.open() }
        }
    }
}
