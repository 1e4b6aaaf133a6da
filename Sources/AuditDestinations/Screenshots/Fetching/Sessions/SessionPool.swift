import Logging
import ServiceLifecycle
import Synchronization

/// Opens, shares and ends the Qlik sessions of all pictures.
///
/// What happens is decided in ``SessionPoolState``; ``SessionEndings`` ends sessions in the background, so that no picture
/// waits for it, and ``OpenSessionKeeper`` lists them for the next start. All of this is done by ``run()``: without it no
/// session ends, and after four pictures a person gets no more.
///
/// Sessions of an earlier run count for their persons too. So with a list nobody gets a session before `run()` has read
/// it; then whoever has none left over is served at once. One that can't be ended keeps its place until Qlik has ended it
/// by itself, which is ``SessionPoolState/inactivityLimit`` after the start at the latest.
final class SessionPool: Sendable {
    /// How long a picture waits for a session.
    static let maximumWait = Duration.seconds(30)
    /// How long ending all sessions may take when the server stops.
    static let shutdownLimit = Duration.seconds(4)
    private static let tick = Duration.seconds(1)

    private struct State {
        var seats: SessionPoolState
        var continuations: [Int: CheckedContinuation<SeatGrant?, Never>] = [:]
        var nextNumber = 0
    }

    private let state: Mutex<State>
    private let endings: SessionEndings
    private let keeper: OpenSessionKeeper
    private let clock: DeliveryClock
    private let logger: Logger

    init(
        cache: SessionCacheSettings?,
        service: ProxyServiceClient,
        list: OpenSessionList?,
        clock: DeliveryClock,
        logger: Logger
    ) {
        state = Mutex(State(seats: SessionPoolState(cache: cache, isHeld: list != nil)))
        endings = SessionEndings(service: service, clock: clock, logger: logger)
        keeper = OpenSessionKeeper(list, logger: logger)
        self.clock = clock
        self.logger = logger
    }

    /// Waits for a session or the right to open one; nil when none came free in time or the pool is closed.
    func ask(_ key: SessionKey) async -> SeatGrant? {
        let number = state.withLock { state in
            state.nextNumber += 1
            return state.nextNumber
        }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                // Ends early when the session came first.
                try? await self.clock.sleep(Self.maximumWait)
                self.giveUp(number)
            }
            let grant = await withTaskCancellationHandler {
                await withCheckedContinuation { self.enqueue(number, key, $0) }
            } onCancel: {
                self.giveUp(number)
            }
            group.cancelAll()
            return grant
        }
    }

    /// A ticket has bought a session; from now on it is known that it has to be ended.
    func note(_ session: PictureSession, _ key: SessionKey) {
        guard let id = session.id else { return }
        keeper.add(OpenSession(id: id, proxy: key.proxy, user: key.user))
    }

    /// See ``SessionPoolState/opened(_:_:isWorthKeeping:now:)``.
    func opened(_ seat: SeatID, _ session: PictureSession, isWorthKeeping: Bool) {
        act { $0.opened(seat, session, isWorthKeeping: isWorthKeeping, now: $1) }
    }

    /// See ``SessionPoolState/failedToOpen(_:mayBeOpen:now:)``.
    func failedToOpen(_ seat: SeatID, mayBeOpen: Bool) {
        act { $0.failedToOpen(seat, mayBeOpen: mayBeOpen, now: $1) }
    }

    /// See ``SessionPoolState/left(_:isRejected:now:)``.
    func left(_ seat: SeatID, isRejected: Bool) {
        act { $0.left(seat, isRejected: isRejected, now: $1) }
    }

    /// Ends what an earlier run left behind, then sessions as they are given up; at shutdown all of them.
    func run() async {
        await resumeEarlierRun()
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await self.endings.run { self.take($0) }
                return true
            }
            group.addTask {
                await self.watchTime()
                return false
            }
            group.addTask {
                await self.keeper.run()
                return false
            }
            // Throws when cancelled, which is a stop as well.
            try? await gracefulShutdown()
            self.close()
            group.addTask {
                // Ends early when all sessions have ended.
                try? await self.clock.sleep(Self.shutdownLimit)
                return true
            }
            while let isOver = await group.next(), !isOver {}
            group.cancelAll()
        }
        await keeper.save()
    }

    private func enqueue(_ number: Int, _ key: SessionKey, _ continuation: CheckedContinuation<SeatGrant?, Never>) {
        let now = clock.now()
        let isCancelled = Task.isCancelled
        let actions = state.withLock { state -> [SessionPoolState.Action]? in
            guard !isCancelled, let actions = state.seats.ask(number, key, now: now) else { return nil }
            state.continuations[number] = continuation
            return actions
        }
        guard let actions else {
            continuation.resume(returning: nil)
            return
        }
        perform(actions)
        // A cancellation just before the lock found nobody waiting.
        if Task.isCancelled { giveUp(number) }
    }

    private func giveUp(_ number: Int) {
        let continuation = state.withLock { state in
            state.seats.giveUp(number) ? state.continuations.removeValue(forKey: number) : nil
        }
        continuation?.resume(returning: nil)
    }

    private func act(_ decide: (inout SessionPoolState, Duration) -> [SessionPoolState.Action]) {
        let now = clock.now()
        perform(state.withLock { decide(&$0.seats, now) })
    }

    private func perform(_ actions: [SessionPoolState.Action]) {
        for action in actions {
            switch action {
            case .grant(let number, let grant):
                let continuation = state.withLock { $0.continuations.removeValue(forKey: number) }
                continuation?.resume(returning: grant)
            case .removed(let key, let reason):
                logger.info(
                    "AUDIT API: Removed cached screenshot QPS session reason=\(reason.rawValue)",
                    metadata: ["user": "\(key.user)", "virtualProxy": "\(key.proxy)"]
                )
            case .end(let seat, let key, let session): begin(seat, key, session)
            }
        }
    }

    private func begin(_ seat: SeatID, _ key: SessionKey, _ session: PictureSession) {
        guard let id = session.id else {
            let reason = "its id has characters that must not go into a path"
            endings.warn(session.cookieName, length: session.idLength, reason)
            act { $0.ended(seat, now: $1) }
            return
        }
        let open = OpenSession(id: id, proxy: key.proxy, user: key.user)
        endings.begin(SessionEndingJob(seat: seat, open, cookieName: session.cookieName, now: clock.now()))
    }

    private func resumeEarlierRun() async {
        let left = await keeper.load()
        let now = clock.now()
        let (seats, actions) = state.withLock { $0.seats.resume(left, now: now) }
        for (seat, session) in zip(seats, left) {
            endings.begin(
                SessionEndingJob(seat: seat, session, cookieName: "(earlier run)", isLeftOver: true, now: now)
            )
        }
        perform(actions)
    }

    private func take(_ report: SessionEndings.Report) {
        switch report {
        case .ended(let job):
            keeper.remove(job.session)
            act { $0.ended(job.seat, now: $1) }
        case .failed(let job): act { $0.failedToEnd(job.seat, now: $1) }
        }
    }

    /// Gives up old sessions and tries failed endings again, until it is cancelled.
    private func watchTime() async {
        do {
            while true {
                try await clock.sleep(Self.tick)
                act { $0.expire(now: $1) }
                endings.retryDue { take($0) }
            }
        } catch {
            // The stop.
        }
    }

    private func close() {
        let (actions, continuations) = state.withLock { state in
            let (actions, turnedAway) = state.seats.close()
            return (actions, turnedAway.compactMap { state.continuations.removeValue(forKey: $0) })
        }
        for continuation in continuations { continuation.resume(returning: nil) }
        perform(actions)
        endings.finish()
    }
}
