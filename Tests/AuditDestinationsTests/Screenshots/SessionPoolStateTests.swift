import AuditDestinations
import AuditTesting
import Testing

/// Who opens, shares and ends sessions.
@Suite(.inTurn) struct SessionPoolStateTests {
    private func key(_ id: String = "goran", proxy: String = "", host: String = "qlik.test") throws -> SessionKey {
        SessionKey(
            user: try TicketUser(directory: "LAB", id: id),
            proxy: try #require(VirtualProxy(configured: proxy)),
            origin: WebOrigin(scheme: .https, host: try #require(WebHost(host)), port: 443)
        )
    }

    private func session(_ id: String) throws -> PictureSession {
        PictureSession(cookie: try #require(SetCookie("X-Qlik-Session=\(id)")), jar: CookieJar())
    }

    private func seat(_ actions: [SessionPoolState.Action]?) throws -> SeatID {
        for action in actions ?? [] {
            if case .grant(_, .open(let seat)) = action { return seat }
        }
        throw PictureRejection(reason: "no seat in \(String(describing: actions))")
    }

    @Test func oneOpensAndOthersShare() throws {
        var pool = SessionPoolState(cache: SessionCacheSettings())
        let key = try key()
        let opening = try seat(pool.ask(1, key, now: .zero))
        for number in 2...5 { #expect(pool.ask(number, key, now: .zero) == []) }
        let actions = pool.opened(opening, try session("S"), isWorthKeeping: true, now: .zero)
        #expect(actions == (try (2...5).map { .grant($0, .use(opening, try session("S"))) }))
        #expect(pool.seatCount == 1)
    }

    @Test func theNextOpensWhenOpeningFails() throws {
        var pool = SessionPoolState(cache: SessionCacheSettings())
        let first = try seat(pool.ask(1, try key(), now: .zero))
        #expect(pool.ask(2, try key(), now: .zero) == [])
        let second = try seat(pool.failedToOpen(first, mayBeOpen: false, now: .zero))
        #expect(second != first && pool.seatCount == 1)
    }

    @Test func withoutCacheAPersonHasFourSessionsAcrossAllProxies() throws {
        var pool = SessionPoolState(cache: nil)
        let seats = try (1...4).map { try seat(pool.ask($0, try key(proxy: "p\($0)"), now: .zero)) }
        #expect(pool.ask(5, try key(), now: .zero) == [])
        _ = try seat(pool.ask(6, try key("anna"), now: .zero))
        let ending = pool.opened(seats[0], try session("S"), isWorthKeeping: true, now: .zero)
        #expect(ending == [.end(seats[0], try key(proxy: "p1"), try session("S"))])
        _ = try seat(pool.ended(seats[0], now: .zero))
        #expect(pool.seatCount(of: try key().user) == 4)
    }

    @Test func aSessionThatCannotBeEndedKeepsItsSeat() throws {
        var pool = SessionPoolState(cache: nil)
        let seats = try (1...4).map { try seat(pool.ask($0, try key(), now: .zero)) }
        for seat in seats { _ = pool.opened(seat, try session("S"), isWorthKeeping: true, now: .zero) }
        for seat in seats { #expect(pool.failedToEnd(seat, now: .zero) == []) }
        #expect(pool.ask(5, try key(), now: .zero) == [])
        _ = try seat(pool.ended(seats[2], now: .zero))
    }

    @Test func aSessionThatNobodyCanNameKeepsItsSeatUntilQlikHasEndedIt() throws {
        for cache in [nil, SessionCacheSettings()] {
            var pool = SessionPoolState(cache: cache)
            for number in 1...4 {
                let seat = try seat(pool.ask(number, try key(), now: .zero))
                #expect(pool.failedToOpen(seat, mayBeOpen: true, now: .seconds(number)) == [])
            }
            #expect(pool.ask(5, try key(), now: .seconds(9)) == [])
            #expect(pool.expire(now: SessionPoolState.inactivityLimit) == [])
            _ = try seat(pool.expire(now: SessionPoolState.inactivityLimit + .seconds(1)))
            #expect(pool.seatCount == 4)
        }
    }

    @Test func nobodyIsServedBeforeTheRelease() throws {
        var pool = SessionPoolState(cache: nil, isHeld: true)
        for number in 1...2 { #expect(pool.ask(number, try key(), now: .zero) == []) }
        #expect(pool.giveUp(1) && pool.expire(now: .seconds(1)) == [] && pool.seatCount == 0)
        _ = try seat(pool.resume([], now: .seconds(2)).actions)
        #expect(pool.seatCount == 1)
    }

    @Test func whatAnEarlierRunLeftCountsForItsPersonAlone() throws {
        for cache in [nil, SessionCacheSettings()] {
            var pool = SessionPoolState(cache: cache, isHeld: true)
            for number in 1...3 { #expect(pool.ask(number, try key(), now: .zero) == []) }
            #expect(pool.ask(4, try key("anna"), now: .zero) == [])
            let left = try (1...4).map { number in
                OpenSession(id: try #require(SessionID("L\(number)")), proxy: .default, user: try key().user)
            }
            let (seats, actions) = pool.resume(left, now: .zero)
            #expect(actions.count == 1 && seats.count == 4)
            _ = try seat(actions)
            let (goran, anna) = (try key().user, try key("anna").user)
            #expect(pool.seatCount(of: goran) == 4 && pool.seatCount(of: anna) == 1)
            for seat in seats { #expect(pool.failedToEnd(seat, now: .seconds(5)) == []) }
            #expect(pool.expire(now: .seconds(9_999)) == [], "only whoever tries to end it says when it is over")
            _ = try seat(pool.ended(seats[2], now: .seconds(60)))
            #expect(pool.seatCount(of: try key().user) == 4)
        }
    }

    @Test func theTimeToLiveIsAbsolute() throws {
        var pool = SessionPoolState(cache: SessionCacheSettings(timeToLive: .milliseconds(16_100)))
        let first = try seat(pool.ask(1, try key(), now: .zero))
        _ = pool.opened(first, try session("S"), isWorthKeeping: true, now: .zero)
        for number in 2...4 {
            let now = Duration.seconds(number * 5 - 5)
            #expect(pool.ask(number, try key(), now: now) == [.grant(number, .use(first, try session("S")))])
            #expect(pool.left(first, isRejected: false, now: now) == [])
        }
        #expect(pool.expire(now: .milliseconds(16_099)) == [])
        #expect(
            pool.expire(now: .milliseconds(16_100))
                == [.removed(try key(), .expire), .end(first, try key(), try session("S"))]
        )
        // The new session waits until the old one has ended.
        #expect(pool.ask(5, try key(), now: .seconds(17)) == [])
        _ = try seat(pool.ended(first, now: .seconds(17)))
    }

    @Test func aSessionInUseEndsWithItsLastUser() throws {
        var pool = SessionPoolState(cache: SessionCacheSettings())
        let first = try seat(pool.ask(1, try key(), now: .zero))
        _ = pool.ask(2, try key(), now: .zero)
        _ = pool.ask(3, try key(), now: .zero)
        _ = pool.opened(first, try session("S"), isWorthKeeping: true, now: .zero)
        #expect(pool.left(first, isRejected: true, now: .zero) == [.removed(try key(), .delete)])
        let second = try seat(pool.ask(4, try key(), now: .zero))
        #expect(second != first)
        #expect(pool.left(first, isRejected: true, now: .zero) == [.end(first, try key(), try session("S"))])
    }

    @Test func theLeastRecentlyUsedIsEvicted() throws {
        var pool = SessionPoolState(cache: SessionCacheSettings(maximumEntries: 1))
        let goran = try seat(pool.ask(1, try key("goran"), now: .zero))
        _ = pool.opened(goran, try session("G"), isWorthKeeping: true, now: .zero)
        let anna = try seat(pool.ask(2, try key("anna"), now: .seconds(1)))
        #expect(
            pool.opened(anna, try session("A"), isWorthKeeping: true, now: .seconds(1))
                == [.removed(try key("goran"), .evict), .end(goran, try key("goran"), try session("G"))]
        )
    }

    @Test func anIdleSessionMakesRoomForTheFifthProxy() throws {
        var pool = SessionPoolState(cache: SessionCacheSettings())
        for number in 1...4 {
            let seat = try seat(pool.ask(number, try key(proxy: "p\(number)"), now: .seconds(number)))
            _ = pool.opened(seat, try session("S\(number)"), isWorthKeeping: true, now: .seconds(number))
        }
        let actions = try #require(pool.ask(5, try key(proxy: "p5"), now: .seconds(9)))
        guard case .end(let ending, _, _) = actions.last else {
            Issue.record("the oldest ends: \(actions)")
            return
        }
        _ = try seat(pool.ended(ending, now: .seconds(9)))
    }

    @Test func closingEndsEverythingAndTurnsAwayWhoWaits() throws {
        var pool = SessionPoolState(cache: SessionCacheSettings())
        let first = try seat(pool.ask(1, try key(), now: .zero))
        _ = pool.ask(2, try key(), now: .zero)
        _ = pool.ask(3, try key("anna"), now: .zero)
        _ = pool.giveUp(2)
        let anna = try seat(pool.ask(4, try key("berit"), now: .zero))
        _ = pool.opened(anna, try session("B"), isWorthKeeping: true, now: .zero)
        _ = pool.ask(5, try key(), now: .zero)
        let (actions, turnedAway) = pool.close()
        #expect(actions == [.removed(try key("berit"), .shutdown), .end(anna, try key("berit"), try session("B"))])
        #expect(turnedAway == [5])
        #expect(pool.ask(6, try key(), now: .zero) == nil)
        #expect(
            pool.opened(first, try session("S"), isWorthKeeping: true, now: .zero)
                == [.end(first, try key(), try session("S"))]
        )
    }

    @Test func anyOrderOfEventsKeepsTheLimits() throws {
        for seed in UInt64(1)...40 {
            var generator = SeededGenerator(seed: seed)
            var pool = SessionPoolState(cache: seed.isMultiple(of: 2) ? SessionCacheSettings(maximumEntries: 3) : nil)
            var opening: [SeatID] = []
            var using: [SeatID] = []
            var ending: [SeatID] = []
            var granted: Set<Int> = []
            var asked = 0
            func take(_ actions: [SessionPoolState.Action]) {
                for action in actions {
                    switch action {
                    case .grant(let number, .open(let seat)):
                        #expect(granted.insert(number).inserted)
                        opening.append(seat)
                    case .grant(let number, .use(let seat, _)):
                        #expect(granted.insert(number).inserted && !ending.contains(seat))
                        using.append(seat)
                    case .end(let seat, _, _):
                        #expect(!using.contains(seat) && !ending.contains(seat) && !opening.contains(seat))
                        ending.append(seat)
                    case .removed: break
                    }
                }
            }
            for step in 0..<400 {
                let now = Duration.seconds(step)
                switch Int.random(in: 0..<7, using: &generator) {
                case 0, 1:
                    asked += 1
                    let id = ["a", "b"].randomElement(using: &generator) ?? "a"
                    let proxy = "p\(Int.random(in: 0..<6, using: &generator))"
                    take(try #require(pool.ask(asked, try key(id, proxy: proxy), now: now)))
                case 2 where !opening.isEmpty:
                    let seat = opening.remove(at: Int.random(in: 0..<opening.count, using: &generator))
                    take(pool.opened(seat, try session("S"), isWorthKeeping: Bool.random(using: &generator), now: now))
                case 3 where !opening.isEmpty:
                    take(pool.failedToOpen(opening.removeFirst(), mayBeOpen: step.isMultiple(of: 3), now: now))
                case 4 where !using.isEmpty:
                    let seat = using.remove(at: Int.random(in: 0..<using.count, using: &generator))
                    take(pool.left(seat, isRejected: Int.random(in: 0..<4, using: &generator) == 0, now: now))
                case 5 where !ending.isEmpty:
                    let seat = ending.remove(at: Int.random(in: 0..<ending.count, using: &generator))
                    take(pool.ended(seat, now: now))
                default: take(pool.expire(now: now))
                }
                for id in ["a", "b"] { #expect(pool.seatCount(of: try key(id).user) <= 4, "seed \(seed)") }
            }
            // Everything drains: nobody waits for ever.
            for _ in 0..<5_000 where granted.count < asked || pool.seatCount > 0 {
                for seat in opening.splice() { take(pool.failedToOpen(seat, mayBeOpen: false, now: .seconds(999))) }
                for seat in using.splice() { take(pool.left(seat, isRejected: true, now: .seconds(999))) }
                for seat in ending.splice() { take(pool.ended(seat, now: .seconds(999))) }
                take(pool.expire(now: .seconds(9_999)))
            }
            #expect(granted.count == asked && pool.isEmpty, "seed \(seed)")
        }
    }
}

extension Array {
    /// Takes everything out.
    fileprivate mutating func splice() -> [Element] {
        defer { self = [] }
        return self
    }
}
