import AuditDestinations
import AuditTesting
import Synchronization
import Testing

/// Sessions that an earlier run left open, against real sockets and a clock that moves by hand.
@Suite(.inTurn) struct LeftSessionTests {
    /// A fetcher at a place whose list has `count` sessions of goran, which end once `service` is well.
    private func with(
        left count: Int,
        isWell: @escaping @Sendable () -> Bool,
        _ body: @Sendable (FetchPlace, ScreenshotFetcher, ManualClock) async throws -> Void
    ) async throws {
        let place = try await FetchPlace(
            qps: { request, number in
                request.method == "DELETE" && !isWell() ? .status(500) : FetchPlace.service(request, number)
            },
            web: { _, _ in .session("S") }
        )
        let folder = try TemporaryDirectory()
        let path = "\(folder.path)/open-sessions.json"
        let list = OpenSessionList(path: path, service: try place.settings().login.service.required())
        let goran = try TicketUser(directory: "LAB", id: "goran")
        try list.save(
            (1...count).compactMap { SessionID("LEFT\($0)") }.map {
                OpenSession(id: $0, proxy: .default, user: goran)
            }
        )
        let clock = ManualClock()
        let settings = try place.settings(openSessionsPath: path)
        try await place.withFetcher(settings, clock: clock.deliveryClock) { fetcher in
            try await body(place, fetcher, clock)
        }
    }

    /// Moves the clock step by step, for whoever waits for it, until `isReached`.
    private func pass(_ limit: Duration, on clock: ManualClock, until isReached: () -> Bool) async throws {
        let end = clock.now + limit
        while clock.now < end, !isReached() {
            clock.advance(by: .seconds(5))
            // Lets sockets answer: each try takes a moment of real time.
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    /// Asks for a picture of goran while the clock moves, until an answer came.
    private func fetch(_ place: FetchPlace, _ fetcher: ScreenshotFetcher, _ clock: ManualClock) async throws -> String {
        try await withThrowingTaskGroup(of: String?.self) { group in
            group.addTask { await place.once(fetcher) }
            group.addTask {
                while !Task.isCancelled {
                    clock.advance(by: .seconds(1))
                    // Ends early when the answer came.
                    try? await Task.sleep(for: .milliseconds(20))
                }
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next().flatMap(\.self).required()
        }
    }

    @Test func whoHasPlacesLeftNeverWaits() async throws {
        try await with(left: 3, isWell: { false }) { place, fetcher, _ in
            #expect(await place.once(fetcher) == "picture")
            #expect(await place.once(fetcher, user: "LAB\\anna") == "picture")
        }
    }

    @Test func fourThatCannotBeEndedKeepTheirPlacesUntilQlikHasEndedThem() async throws {
        try await with(left: 4, isWell: { false }) { place, fetcher, clock in
            #expect(await place.once(fetcher, user: "LAB\\anna") == "picture")
            #expect(try await fetch(place, fetcher, clock) == "again too-many-sessions")
            try await pass(.seconds(1_700) - clock.now, on: clock) { false }
            #expect(try await fetch(place, fetcher, clock) == "again too-many-sessions")
            #expect(place.log.count("G") == 1)
            // Tried again and again, but not without pause.
            #expect(place.log.count("D") > 5 && place.log.count("D") <= 5 * 40)
            try await pass(.seconds(200), on: clock) { place.lines.contains("Qlik has ended it by itself") }
            #expect(clock.now >= .seconds(1_800))
            #expect(await place.once(fetcher) == "picture")
        }
    }

    @Test func theyAreEndedAsSoonAsTheServiceIsBack() async throws {
        let isWell = Atomic(false)
        try await with(left: 4, isWell: { isWell.load(ordering: .relaxed) }) { place, fetcher, clock in
            #expect(try await fetch(place, fetcher, clock) == "again too-many-sessions")
            isWell.store(true, ordering: .relaxed)
            let ended = "Successfully deleted QPS session"
            try await pass(.seconds(1_200), on: clock) { place.lines.contains(ended) }
            #expect(clock.now < .seconds(1_800) && place.lines.contains(ended))
            #expect(await place.once(fetcher) == "picture")
        }
    }
}
