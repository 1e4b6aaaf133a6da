import AuditDestinations
import AuditTesting
import Testing

/// Sessions against real sockets: opened once, shared, ended, never anybody else's.
@Suite(.inTurn) struct SessionFetchTests {
    private static let cache = SessionCacheSettings()

    @Test(arguments: [
        ("X-Qlik-Session-analytics-HTTPS", "/analytics/tempcontent/s.png", "/qps/analytics/session/S"),
        ("X-Qlik-Session-analytics", "/analytics/tempcontent/s.png", "/qps/analytics/session/S"),
        ("X-Qlik-Session", "/tempcontent/s.png", "/qps/session/S"),
        ("x-qlik-session-other", "/a/b/tempcontent/s.png", "/qps/a/b/session/S"),
    ])
    func aSessionEndsWhereItsTicketCameFrom(cookie: String, path: String, expected: String) async throws {
        let place = try await FetchPlace { _, _ in .session("S", name: cookie) }
        #expect(try await place.fetch(path).name == "picture")
        #expect(place.log.lines.last == "D \(expected)" && place.log.count("D") == 1)
        let end = try place.log.all.last.required()
        let key = try end.header("X-Qlik-Xrfkey").first.required()
        #expect(end.query == "Xrfkey=\(key)" && end.hasClientCertificate)
    }

    @Test func overPlainHTTPTheSessionEndsToo() async throws {
        let place = try await FetchPlace(plain: true) { _, _ in
            .picture([("Set-Cookie", "X-Qlik-Session-HTTP=S; Path=/")])
        }
        #expect(try await place.fetch().name == "picture")
        #expect(place.log.lines.last == "D /qps/session/S")
    }

    private func twice(
        _ place: FetchPlace,
        first: String = "LAB\\goran",
        second: String = "LAB\\goran",
        cache: SessionCacheSettings? = SessionFetchTests.cache
    ) async throws -> [String] {
        try await place.withFetcher(try place.settings(cache: cache)) { fetcher in
            var names: [String] = []
            for user in [first, second] { names.append(await place.once(fetcher, user: user)) }
            return names
        }
    }

    @Test func aKeptSessionIsUsedAgainAndEndsAtShutdown() async throws {
        let place = try await FetchPlace { request, _ in request.cookie == nil ? .session("a%2Fb+c==") : .picture }
        #expect(try await twice(place) == ["picture", "picture"])
        #expect(
            place.log.lines == [
                "P /qps/ticket", "G /tempcontent/s.png?qlikTicket=TICKET1", "G /tempcontent/s.png",
                "D /qps/session/a%252Fb%2Bc%3D%3D",
            ]
        )
        #expect(place.log.all[2].cookie == "X-Qlik-Session=a%2Fb+c==")
        #expect(place.lines.contains("info AUDIT API: Established cached screenshot QPS session"))
        #expect(place.lines.contains("Removed cached screenshot QPS session reason=shutdown"))
        #expect(!place.lines.contains("a%2Fb+c==") && !place.lines.contains("TICKET1"))
    }

    @Test func letterCaseMakesTwoUsers() async throws {
        let place = try await FetchPlace { _, number in .session("S\(number)") }
        #expect(try await twice(place, second: "lab\\GORAN") == ["picture", "picture"])
        #expect(place.log.count("P") == 2)
    }

    @Test func parallelPicturesShareOneSession() async throws {
        let place = try await FetchPlace { request, number in
            request.cookie == nil ? .session("S\(number)") : .picture
        }
        let names = try await place.withFetcher(try place.settings(cache: Self.cache)) { fetcher in
            await withTaskGroup(of: String.self) { group in
                for _ in 0..<5 {
                    group.addTask { await place.once(fetcher) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(names == Array(repeating: "picture", count: 5))
        #expect(place.log.count("P") == 1 && place.log.count("G") == 5 && place.log.count("D") == 1)
    }

    @Test func withoutCacheAPersonNeverHasMoreThanFourSessions() async throws {
        let place = try await FetchPlace { _, number in .session("S\(number)") }
        let names = try await place.withFetcher(try place.settings()) { fetcher in
            await withTaskGroup(of: String.self) { group in
                for number in 0..<24 {
                    group.addTask {
                        // On a busy machine the wait for a session may end before one comes free; then as the jobs do.
                        while true {
                            let name = await place.once(fetcher, url: place.url("/p\(number % 6)/tempcontent/s.png"))
                            if name != "again too-many-sessions" { return name }
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(names.allSatisfy { $0 == "picture" } && place.log.count("D") == 24)
        var open = 0
        var most = 0
        for line in place.log.lines {
            if line.hasPrefix("G") { open += 1 }
            if line.hasPrefix("D") { open -= 1 }
            most = max(most, open)
        }
        #expect(most <= 4, "\(most) sessions at once")
    }

    @Test func theOldestMakesRoomInAFullCache() async throws {
        let place = try await FetchPlace { _, number in .session("S\(number)") }
        let cache = SessionCacheSettings(maximumEntries: 1)
        try await place.withFetcher(try place.settings(cache: cache)) { fetcher in
            for user in ["LAB\\goran", "LAB\\anna", "LAB\\goran"] {
                #expect(await place.once(fetcher, user: user) == "picture")
            }
            try await place.log.wait(for: 2, "D")
            #expect(place.log.count("P") == 3 && place.log.count("D") == 2)
        }
        #expect(place.lines.contains("reason=evict"))
    }

    @Test(arguments: [
        SiteReply.status(401), .status(403), .redirect("https://idp.example/login"),
        .redirect("/windows_authentication?targetId=1"), .page,
    ])
    func aKeptSessionThatIsOverIsReplacedAtOnce(answer: SiteReply) async throws {
        let place = try await FetchPlace { request, number in
            request.query.contains("qlikTicket") ? .session("S\(number)") : answer
        }
        #expect(try await twice(place) == ["picture", "picture"])
        #expect(
            place.log.lines.dropLast() == [
                "P /qps/ticket", "G /tempcontent/s.png?qlikTicket=TICKET1", "G /tempcontent/s.png", "D /qps/session/S0",
                "P /qps/ticket", "G /tempcontent/s.png?qlikTicket=TICKET2",
            ]
        )
        #expect(place.lines.contains("cached Qlik session rejected; evicted cache entry and retrying attempt=1"))
    }

    @Test func aFreshSessionThatIsRefusedIsFinal() async throws {
        let place = try await FetchPlace { _, _ in .answer(403, [("Set-Cookie", "X-Qlik-Session=S; Path=/")], []) }
        #expect(try await twice(place) == ["refused status-403", "refused status-403"])
        #expect(place.log.count("P") == 2 && place.log.count("D") == 2)
        #expect(!place.lines.contains("Established"))
    }

    @Test func anEmptyCookieIsNoSession() async throws {
        let place = try await FetchPlace { _, _ in .session("") }
        #expect(try await twice(place) == ["picture", "picture"])
        #expect(place.log.count("P") == 2 && place.log.count("D") == 0 && !place.lines.contains("Established"))
    }

    @Test func aKeptSessionIsOnlyForItsHost() async throws {
        let place = try await FetchPlace { request, number in .session("S\(number)") }
        try await place.withFetcher(try place.settings(cache: Self.cache)) { fetcher in
            for host in ["qlik.test", "other.test"] {
                #expect(await place.once(fetcher, url: place.url(host: host)) == "picture")
            }
        }
        #expect(place.log.all.allSatisfy { $0.cookie == nil } && place.log.count("P") == 2)
    }

    @Test(arguments: ["x/../../user/LAB/goran", "..", "a?b", "a:b"])
    func aHostileCookieNeverReachesTheService(value: String) async throws {
        let place = try await FetchPlace { _, _ in .session(value) }
        #expect(try await twice(place) == ["picture", "picture"])
        #expect(place.log.count("D") == 0 && place.lines.contains("warning AUDIT API: Failed to delete QPS session"))
    }

    @Test func aSessionThatIsGoneIsNoTrouble() async throws {
        let place = try await FetchPlace(
            qps: { $0.method == "DELETE" ? .status(404) : FetchPlace.service($0, $1) },
            web: { _, _ in .session("S") }
        )
        #expect(try await place.fetch().name == "picture")
        #expect(place.lines.contains("Failed to delete QPS session") && place.log.count("D") == 1)
    }

    @Test func nobodyWaitsForAServiceThatHangs() async throws {
        let place = try await FetchPlace(
            qps: { $0.method == "DELETE" ? .silence : FetchPlace.service($0, $1) },
            web: { _, number in .session("S\(number)") }
        )
        // The end waits for the service only as long as a server's stop may take.
        try await place.withFetcher(try place.settings(), clock: .system) { fetcher in
            #expect(await place.once(fetcher) == "picture")
            #expect(await place.once(fetcher) == "picture")
            #expect(!place.lines.contains("Failed to delete"))
        }
    }

    @Test func sessionsThatACrashLeftAreEndedAtTheNextStart() async throws {
        let place = try await FetchPlace { _, _ in .session("S") }
        let folder = try TemporaryDirectory()
        let path = "\(folder.path)/screenshots/open-sessions.json"
        let service = try place.settings().login.service.required()
        let list = OpenSessionList(path: path, service: service)
        let proxy = try VirtualProxy(configured: "a/b").required()
        let goran = try TicketUser(directory: "LAB", id: "goran")
        try list.save([OpenSession(id: try SessionID("LEFT").required(), proxy: proxy, user: goran)])
        let settings = try place.settings(openSessionsPath: path)
        try await place.withFetcher(settings) { _ in try await place.log.wait(for: 1) }
        #expect(place.log.lines == ["D /qps/a/b/session/LEFT"])
        #expect(try list.load() == [])
        // A session that can't be ended stays in the list.
        let hanging = try await FetchPlace(
            qps: { $0.method == "DELETE" ? .status(500) : FetchPlace.service($0, $1) },
            web: { _, _ in .session("S") }
        )
        let other = try OpenSessionList(path: path, service: hanging.settings().login.service.required())
        let same = try hanging.settings(openSessionsPath: path)
        #expect(try await hanging.fetch("/tempcontent/s.png", same).name == "picture")
        #expect(try other.load() == [OpenSession(id: try SessionID("S").required(), proxy: .default, user: goran)])
        #expect(try list.load() == [], "sessions of another service are not ours to end here")
    }
}
