import AuditDestinations
import AuditTesting
import Testing

/// What becomes of sessions whose pictures don't arrive whole, and of tickets that nobody answers.
@Suite(.inTurn) struct UnfinishedAnswerTests {
    private static func head(_ number: Int, _ rest: String) -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nSet-Cookie: X-Qlik-Session=S\(number); Path=/; Secure\r\n\(rest)"
    }

    /// The most sessions that were open at once.
    private func most(_ log: SiteLog) -> Int {
        var open = 0
        var most = 0
        for line in log.lines {
            if line.hasPrefix("G") { open += 1 }
            if line.hasPrefix("D") { open -= 1 }
            most = max(most, open)
        }
        return most
    }

    /// Fetches for one person, so many at a time; those without a seat ask again.
    private func fetch(_ count: Int, _ place: FetchPlace, _ fetcher: ScreenshotFetcher) async -> [String] {
        await withTaskGroup(of: String.self) { group in
            for _ in 0..<count {
                group.addTask {
                    while true {
                        let name = await place.once(fetcher)
                        if name != "again too-many-sessions" { return name }
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    @Test(arguments: [
        ("Content-Length: 99\r\n\r\nabc", false, "again truncated"),
        ("Content-Length: 99\r\n\r\n", true, "again timed-out"),
        ("Transfer-Encoding: chunked\r\n\r\nzz\r\nab", false, "again malformed"),
        ("Content-Encoding: br\r\nContent-Length: 1\r\n\r\nx", false, "again coding"),
        ("Content-Length: 52428801\r\n\r\n", false, "refused too-large"),
    ])
    func aSessionEndsAlthoughItsPictureNeverCame(rest: String, isStalled: Bool, expected: String) async throws {
        for cache in [nil, SessionCacheSettings()] {
            let place = try await FetchPlace { _, number in
                isStalled ? .stall(Self.head(number, rest)) : .raw(Self.head(number, rest))
            }
            let settings = try place.settings(cache: cache, idle: .seconds(isStalled ? 5 : 120))
            let count = cache == nil ? 6 : 2
            let names = try await place.withFetcher(settings) { await fetch(count, place, $0) }
            #expect(names == Array(repeating: expected, count: count))
            #expect(place.log.count("G") == count && place.log.count("D") == count && most(place.log) <= 4)
            #expect(!place.lines.contains("no known session cookie") && !place.lines.contains("Established"))
        }
    }

    @Test func afterFourTicketsWithoutAnswerAPersonGetsNoFifth() async throws {
        let place = try await FetchPlace { _, _ in .silence }
        let system = DeliveryClock.system
        let hasty = DeliveryClock(
            now: system.now,
            sleep: { try await system.sleep(min($0, .milliseconds(200))) },
            wallMilliseconds: system.wallMilliseconds
        )
        try await place.withFetcher(try place.settings(idle: .seconds(5)), clock: hasty) { fetcher in
            #expect(await fetch(4, place, fetcher) == Array(repeating: "again timed-out", count: 4))
            #expect(await place.once(fetcher) == "again too-many-sessions")
            #expect(await place.once(fetcher, user: "LAB\\anna") == "again timed-out")
        }
        #expect(place.log.count("P") == 5 && place.log.count("G") == 5)
    }

    @Test func aTicketThatNeverLeftTakesNoSeat() async throws {
        let place = try await FetchPlace(certificate: "foreign") { _, _ in .picture }
        let names = try await place.withFetcher(try place.settings()) { await fetch(6, place, $0) }
        #expect(names == Array(repeating: "again tls", count: 6))
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nabc"])
    func aTicketIsRedeemedOnceAlsoOnAKeptConnection(text: String) async throws {
        let place = try await FetchPlace { _, number in number == 1 ? .raw(text) : .session("S") }
        try await place.withFetcher(try place.settings()) { fetcher in
            #expect(await place.once(fetcher) == "picture")
            #expect(await place.once(fetcher) == "again truncated")
        }
        #expect(place.log.count("G /tempcontent/s.png?qlikTicket=TICKET2") == 1 && place.log.count("G") == 2)
    }

    @Test func whoeverSetsNoKnownSessionCookieIsNamed() async throws {
        let place = try await FetchPlace { _, _ in .session("SECRET", name: "Renamed") }
        #expect(try await place.fetch().name == "picture")
        let lines = place.lines.lines.filter { $0.contains("set no known session cookie") }
        #expect(lines.count == 1 && lines.allSatisfy { $0.contains("Vidimus.screenshots.sessionCookies") })
        #expect(lines.allSatisfy { $0.contains("cookieNames=Renamed") && !$0.contains("SECRET") })
        for reply in [SiteReply.session("S"), .status(403)] {
            let place = try await FetchPlace { _, _ in reply }
            _ = try await place.fetch()
            #expect(!place.lines.contains("session cookie"))
        }
    }

    @Test func tooManySessionsAreTriedAgain() async throws {
        let page = "You cannot access Qlik Sense because you have too many sessions active in parallel."
        let place = try await FetchPlace { _, _ in .answer(403, [("Content-Type", "text/html")], Array(page.utf8)) }
        #expect(try await place.fetch().name == "again too-many-sessions")
    }

    @Test func everyCancellationIsHeard() async throws {
        let place = try await FetchPlace(qps: { _, _ in .silence }, web: { _, _ in .picture })
        let system = DeliveryClock.system
        // Nobody gives up by time here.
        let patient = DeliveryClock(
            now: system.now,
            sleep: { _ in try await system.sleep(.seconds(86_400)) },
            wallMilliseconds: system.wallMilliseconds
        )
        try await place.withFetcher(try place.settings(), clock: patient) { fetcher in
            await withTaskGroup(of: String.self) { group in
                for _ in 0..<500 { group.addTask { await place.once(fetcher) } }
                group.cancelAll()
                for await name in group { #expect(name == "again stopped") }
            }
        }
    }
}
