/// Decides who opens, shares and ends sessions; a value without effects.
///
/// A *seat* is the place of one session from the moment that somebody sets out to open it until it has surely ended.
/// Invariants: one person never holds more than ``maximumSeatsPerPerson`` seats, whatever the virtual proxies; of one
/// key at most one seat is shared; a seat ends only when nobody uses it.
package struct SessionPoolState: Sendable {
    /// Below the five sessions that Qlik Sense allows a user, so that pictures never lock anybody out.
    package static let maximumSeatsPerPerson = 4
    /// After this time Qlik itself has ended a session that nobody used.
    package static let inactivityLimit = Duration.seconds(1_800)
    /// The most pictures that wait for a session.
    package static let maximumWaiting = 1_000

    /// What the shell does next.
    package enum Action: Sendable, Hashable {
        /// Let the picture with this number go on.
        case grant(Int, SeatGrant)
        /// End a session, then say ``SessionPoolState/ended(_:)``.
        case end(SeatID, SessionKey, PictureSession)
        /// Say that a kept session is given up.
        case removed(SessionKey, SessionRemoval)
    }

    private enum Phase {
        /// Somebody buys a ticket; goes to `open` or is freed.
        case opening
        /// It can be used until then; goes to `ending`.
        case open(PictureSession, expires: Duration)
        /// Being ended; freed when that is done.
        case ending
        /// A ticket went out and no answer came, so there may be a session that nobody can name; freed when Qlik has
        /// ended it by itself.
        case unknown(until: Duration)
    }

    private struct Seat {
        let user: TicketUser
        /// What pictures share it by; nil for a session of an earlier run, which nobody shares.
        let key: SessionKey?
        var phase = Phase.opening
        var users = 1
        /// No longer shared: ends when the last user leaves.
        var isGivenUp = false
        var lastUsed: Duration
        /// Whether its end was tried and failed, so that the next session needn't wait for it.
        var hasFailedToEnd = false
    }

    private struct Waiting {
        let number: Int
        let key: SessionKey
    }

    private let cache: SessionCacheSettings?
    private var seats: [SeatID: Seat] = [:]
    private var shared: [SessionKey: SeatID] = [:]
    private var waiting: [Waiting] = []
    private var nextSeat = 1
    private var isClosed = false
    private var isHeld: Bool

    /// Shares sessions if there is a cache, else gives each picture its own.
    ///
    /// With `isHeld` nobody gets a session before ``resume(_:now:)``.
    package init(cache: SessionCacheSettings?, isHeld: Bool = false) {
        self.cache = cache
        self.isHeld = isHeld
    }

    /// How many sessions are being opened, open or being ended.
    package var seatCount: Int { seats.count }

    /// How many of them belong to one person.
    package func seatCount(of user: TicketUser) -> Int { seats.values.count { $0.user == user } }

    /// Whether every seat is free again.
    package var isEmpty: Bool { seats.isEmpty }

    /// The picture `number` wants a session; nil when too many wait already, or the pool is closed.
    package mutating func ask(_ number: Int, _ key: SessionKey, now: Duration) -> [Action]? {
        guard !isClosed, waiting.count < Self.maximumWaiting else { return nil }
        let expired = expire(now: now)
        waiting.append(Waiting(number: number, key: key))
        return expired + serve(now: now)
    }

    /// Takes over what an earlier run left open; from now on whoever waits is served.
    ///
    /// Each such session has a seat of its person, as one that is being ended: until ``ended(_:now:)`` it counts.
    ///
    /// - Returns: The seats in the order of `left`, and what to do next.
    package mutating func resume(_ left: [OpenSession], now: Duration) -> (seats: [SeatID], actions: [Action]) {
        isHeld = false
        let taken = left.map { session in
            let id = takeNumber()
            seats[id] = Seat(user: session.user, key: nil, phase: .ending, users: 0, isGivenUp: true, lastUsed: now)
            return id
        }
        return (taken, serve(now: now))
    }

    /// The picture waits no longer; false when it has been served already.
    package mutating func giveUp(_ number: Int) -> Bool {
        guard let index = waiting.firstIndex(where: { $0.number == number }) else { return false }
        waiting.remove(at: index)
        return true
    }

    /// The one who set out to open a session did, and is done with it.
    ///
    /// `isWorthKeeping` is false when Qlik didn't honour it; without a cache nothing is kept.
    package mutating func opened(
        _ id: SeatID,
        _ session: PictureSession,
        isWorthKeeping: Bool,
        now: Duration
    ) -> [Action] {
        guard var seat = seats[id], case .opening = seat.phase else { return [] }
        seat.users = 0
        seat.lastUsed = now
        let isKept = isWorthKeeping && !isClosed && cache != nil && !seat.isGivenUp
        seat.phase = .open(session, expires: now + (cache?.timeToLive ?? .zero))
        seats[id] = seat
        guard isKept else { return end(id) + serve(now: now) }
        return evictSurplus(keeping: id) + serve(now: now)
    }

    /// The one who set out to open a session has none.
    ///
    /// With `mayBeOpen` a ticket went out and no answer came. Then the seat stays taken for ``inactivityLimit``: a
    /// shorter time would let a server that is slow to answer fill up with sessions until it locks the person out.
    package mutating func failedToOpen(_ id: SeatID, mayBeOpen: Bool, now: Duration) -> [Action] {
        if mayBeOpen, let seat = seats[id] {
            seats[id]?.phase = .unknown(until: now + Self.inactivityLimit)
            unshare(id, seat)
        } else {
            free(id)
        }
        return serve(now: now)
    }

    /// A user of a shared session is done with it; `isRejected` when Qlik doesn't accept it any more.
    package mutating func left(_ id: SeatID, isRejected: Bool, now: Duration) -> [Action] {
        guard var seat = seats[id], case .open = seat.phase else { return [] }
        seat.users -= 1
        seat.lastUsed = now
        seats[id] = seat
        var actions: [Action] = []
        if isRejected, !seat.isGivenUp { actions += remove(id, .delete) }
        if seats[id]?.isGivenUp == true { actions += end(id) }
        return actions + serve(now: now)
    }

    /// A session has surely ended, or has been left to end by itself.
    package mutating func ended(_ id: SeatID, now: Duration) -> [Action] {
        free(id)
        return serve(now: now)
    }

    /// Ending a session failed; it goes on being tried.
    package mutating func failedToEnd(_ id: SeatID, now: Duration) -> [Action] {
        seats[id]?.hasFailedToEnd = true
        return serve(now: now)
    }

    /// Gives up sessions whose time is over.
    package mutating func expire(now: Duration) -> [Action] {
        let gone = seats.filter { entry in
            if case .unknown(let until) = entry.value.phase { return until <= now }
            return false
        }
        for id in gone.keys { free(id) }
        return giveUpExpired(now: now) + (gone.isEmpty ? [] : serve(now: now))
    }

    private mutating func giveUpExpired(now: Duration) -> [Action] {
        let over = shared.values.filter { id in
            if case .open(_, let expires) = seats[id]?.phase { return expires <= now }
            return false
        }
        return over.sorted { $0.number < $1.number }.flatMap { remove($0, .expire) + end($0) }
    }

    /// Takes nothing new and gives up everything; returns also the numbers of those who wait in vain.
    package mutating func close() -> (actions: [Action], turnedAway: [Int]) {
        isClosed = true
        let turnedAway = waiting.map(\.number)
        waiting = []
        var actions: [Action] = []
        for id in seats.keys.sorted(by: { $0.number < $1.number }) {
            actions += remove(id, .shutdown) + end(id)
        }
        return (actions, turnedAway)
    }

    /// Grants what can be granted, first come first served.
    private mutating func serve(now: Duration) -> [Action] {
        if isHeld { return [] }
        var actions: [Action] = []
        var left: [Waiting] = []
        let all = waiting
        waiting = []
        for one in all {
            let (granted, more) = grant(one, now: now)
            actions += more
            if !granted { left.append(one) }
        }
        waiting = left
        return actions
    }

    private mutating func grant(_ one: Waiting, now: Duration) -> (Bool, [Action]) {
        if cache != nil {
            if let id = shared[one.key], var seat = seats[id] {
                guard case .open(let session, _) = seat.phase else { return (false, []) }
                seat.users += 1
                seat.lastUsed = now
                seats[id] = seat
                return (true, [.grant(one.number, .use(id, session))])
            }
            // The old session of the same user ends before a new one begins.
            let isEnding = seats.values.contains { seat in
                guard case .ending = seat.phase else { return false }
                return seat.key == one.key && !seat.hasFailedToEnd
            }
            if isEnding { return (false, []) }
        }
        guard seatCount(of: one.key.user) < Self.maximumSeatsPerPerson else {
            return (false, evictIdle(of: one.key.user))
        }
        let id = takeNumber()
        seats[id] = Seat(user: one.key.user, key: one.key, lastUsed: now)
        if cache != nil { shared[one.key] = id }
        return (true, [.grant(one.number, .open(id))])
    }

    /// Makes room for another session of the person, unless room is being made already.
    private mutating func evictIdle(of user: TicketUser) -> [Action] {
        let own = seats.filter { $0.value.user == user }
        let isMakingRoom = own.values.contains { seat in
            if case .ending = seat.phase { return !seat.hasFailedToEnd }
            return false
        }
        if isMakingRoom { return [] }
        let idle = own.filter { entry in
            if case .open = entry.value.phase { return entry.value.users == 0 && !entry.value.isGivenUp }
            return false
        }
        guard let oldest = idle.min(by: { $0.value.lastUsed < $1.value.lastUsed }) else { return [] }
        return remove(oldest.key, .evict) + end(oldest.key)
    }

    private mutating func evictSurplus(keeping newest: SeatID) -> [Action] {
        guard let cache else { return [] }
        var actions: [Action] = []
        while true {
            let open = shared.values.filter { id in
                if case .open = seats[id]?.phase { return true }
                return false
            }
            guard open.count > cache.maximumEntries else { return actions }
            let candidates = open.filter { $0 != newest }.map { ($0, seats[$0]?.lastUsed ?? .zero) }
            guard let oldest = candidates.min(by: { $0.1 < $1.1 })?.0 else { return actions }
            actions += remove(oldest, .evict) + end(oldest)
        }
    }

    /// Takes a session out of sharing.
    private mutating func remove(_ id: SeatID, _ reason: SessionRemoval) -> [Action] {
        guard let seat = seats[id], !seat.isGivenUp else { return [] }
        seats[id]?.isGivenUp = true
        unshare(id, seat)
        guard case .open = seat.phase, let key = seat.key else { return [] }
        return [.removed(key, reason)]
    }

    /// Ends an open session that nobody uses.
    private mutating func end(_ id: SeatID) -> [Action] {
        guard let seat = seats[id], case .open(let session, _) = seat.phase, seat.users == 0, let key = seat.key else {
            return []
        }
        seats[id]?.phase = .ending
        seats[id]?.isGivenUp = true
        unshare(id, seat)
        return [.end(id, key, session)]
    }

    private mutating func free(_ id: SeatID) {
        guard let seat = seats.removeValue(forKey: id) else { return }
        unshare(id, seat)
    }

    private mutating func unshare(_ id: SeatID, _ seat: Seat) {
        if let key = seat.key, shared[key] == id { shared[key] = nil }
    }

    private mutating func takeNumber() -> SeatID {
        defer { nextSeat += 1 }
        return SeatID(number: nextSeat)
    }
}
