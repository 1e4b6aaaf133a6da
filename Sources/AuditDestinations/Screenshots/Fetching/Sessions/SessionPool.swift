import Logging
import NIOPosix
import Synchronization

/// Opens, shares and ends the Qlik sessions of all pictures.
///
/// What happens is decided in ``SessionPoolState``. Sessions are ended by ``run()``, in the background, so that no
/// picture waits for it; without `run()` none ends, and after four pictures a person gets no more.
///
/// Sessions of an earlier run count for their persons too, but the list doesn't say whose they are. So with a list
/// nobody gets a session before `run()` has tried once to end each of them, or ``maximumHold`` is over.
final class SessionPool: Sendable {
    /// How long a picture waits for a session.
    static let maximumWait = Duration.seconds(30)
    /// How long ending all sessions may take when the server stops.
    static let shutdownLimit = Duration.seconds(4)
    /// How long sessions of an earlier run may hold up new ones.
    static let maximumHold = Duration.seconds(5)
    private static let maximumParallelEndings = 8
    private static let tick = Duration.seconds(1)

    private struct State {
        var seats: SessionPoolState
        var continuations: [Int: CheckedContinuation<SeatGrant?, Never>] = [:]
        var nextNumber = 0
        /// Everything that has to be ended some time.
        var open: Set<OpenSession> = []
        var retries: [(due: Duration, job: SessionEndingJob)] = []
        /// Sessions of an earlier run that nobody has tried to end yet.
        var untried = 0
    }

    private let state: Mutex<State>
    private let service: ProxyServiceClient
    private let list: OpenSessionList?
    private let clock: DeliveryClock
    private let logger: Logger
    private let endings: AsyncStream<SessionEndingJob>
    private let endingsInput: AsyncStream<SessionEndingJob>.Continuation
    private let changes: AsyncStream<Void>
    private let changesInput: AsyncStream<Void>.Continuation

    init(
        cache: SessionCacheSettings?,
        service: ProxyServiceClient,
        list: OpenSessionList?,
        clock: DeliveryClock,
        logger: Logger
    ) {
        state = Mutex(State(seats: SessionPoolState(cache: cache, isHeld: list != nil)))
        self.service = service
        self.list = list
        self.clock = clock
        self.logger = logger
        (endings, endingsInput) = AsyncStream.makeStream()
        (changes, changesInput) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
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
        state.withLock { _ = $0.open.insert(OpenSession(id: id, proxy: key.proxy)) }
        changesInput.yield()
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
                await self.endSessions()
                return true
            }
            group.addTask {
                await self.watchTime()
                return false
            }
            group.addTask {
                // Ends early when the server stops.
                try? await self.clock.sleep(Self.maximumHold)
                self.act { $0.release(now: $1) }
                return false
            }
            await StopSignal.wait()
            self.close()
            group.addTask {
                // Ends early when all sessions have ended.
                try? await self.clock.sleep(Self.shutdownLimit)
                return true
            }
            while let isOver = await group.next(), !isOver {}
            group.cancelAll()
        }
        await saveList()
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
            warn(session.cookieName, session.idLength, "its id has characters that must not go into a path")
            act { $0.ended(seat, now: $1) }
            return
        }
        let open = OpenSession(id: id, proxy: key.proxy)
        let job = SessionEndingJob(seat: seat, session: open, cookieName: session.cookieName, since: clock.now())
        endingsInput.yield(job)
    }

    private func resumeEarlierRun() async {
        guard let list else { return }
        do {
            let left = try await NIOThreadPool.singleton.runIfActive { try list.load() }
            if !left.isEmpty {
                logger.info("AUDIT API: Ending Qlik sessions of an earlier run", metadata: ["count": "\(left.count)"])
            }
            state.withLock { state in
                state.open.formUnion(left)
                state.untried = left.count
            }
            if left.isEmpty { act { $0.release(now: $1) } }
            for session in left {
                endingsInput.yield(
                    SessionEndingJob(seat: nil, session: session, cookieName: "(earlier run)", since: clock.now())
                )
            }
        } catch {
            logger.warning("AUDIT API: The list of open Qlik sessions can't be read", metadata: ["error": "\(error)"])
            act { $0.release(now: $1) }
        }
    }

    private func endSessions() async {
        await withTaskGroup(of: Void.self) { group in
            var running = 0
            for await job in endings {
                if running >= Self.maximumParallelEndings {
                    await group.next()
                    running -= 1
                }
                group.addTask { await self.end(job) }
                running += 1
            }
        }
    }

    private func end(_ job: SessionEndingJob) async {
        let outcome = await service.end(job.session.id, at: job.session.proxy)
        if job.seat == nil, job.tries == 0 { triedEarlier() }
        switch outcome {
        case .ended: logger.debug("AUDIT API: Successfully deleted QPS session")
        case .gone where job.seat == nil:
            // It was deleted, or had ended by itself, and only its entry in the list was left.
            logger.info("AUDIT API: A Qlik session of an earlier run had ended already")
        case .gone(let status): warn(job.cookieName, job.session.id.text.utf8.count, "httpStatus=\(status)")
        case .failed(let reason):
            warn(job.cookieName, job.session.id.text.utf8.count, reason)
            if retryLater(job) { return }
        }
        state.withLock { _ = $0.open.remove(job.session) }
        changesInput.yield()
        if let seat = job.seat { act { $0.ended(seat, now: $1) } }
    }

    /// Lets pictures begin when each session of the earlier run was tried.
    private func triedEarlier() {
        let isLast = state.withLock { state in
            state.untried -= 1
            return state.untried == 0
        }
        if isLast { act { $0.release(now: $1) } }
    }

    /// Keeps a session that couldn't be ended for a later try; false when it isn't worth one.
    private func retryLater(_ job: SessionEndingJob) -> Bool {
        var job = job
        job.tries += 1
        let now = clock.now()
        guard let due = job.nextTry(now: now) else { return false }
        state.withLock { $0.retries.append((due, job)) }
        if let seat = job.seat { act { $0.failedToEnd(seat, now: $1) } }
        return true
    }

    private func warn(_ cookieName: String, _ length: Int, _ reason: String) {
        logger.warning(
            "AUDIT API: Failed to delete QPS session",
            metadata: ["cookieName": "\(cookieName)", "sessionIdLength": "\(length)", "error": "\(reason)"]
        )
    }

    /// Gives up old sessions, tries failed endings again and keeps the list, until it is cancelled.
    private func watchTime() async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                for await _ in self.changes { await self.saveList() }
            }
            do {
                while true {
                    try await self.clock.sleep(Self.tick)
                    self.act { $0.expire(now: $1) }
                    self.retryDue()
                }
            } catch {
                group.cancelAll()
            }
        }
    }

    private func retryDue() {
        let now = clock.now()
        let due = state.withLock { state in
            let due = state.retries.filter { $0.due <= now }
            state.retries.removeAll { $0.due <= now }
            return due
        }
        for entry in due { endingsInput.yield(entry.job) }
    }

    private func saveList() async {
        guard let list else { return }
        let open = state.withLock { $0.open }
        do {
            // Written by one task at a time, so an older list never replaces a newer one.
            try await NIOThreadPool.singleton.runIfActive { try list.save(open) }
        } catch is CancellationError {
            // We are about to stop; run() writes the last list.
        } catch {
            let message: Logger.Message = "AUDIT API: The list of open Qlik sessions can't be written"
            logger.warning(message, metadata: ["error": "\(error)"])
        }
    }

    private func close() {
        let (actions, continuations) = state.withLock { state in
            let (actions, turnedAway) = state.seats.close()
            return (actions, turnedAway.compactMap { state.continuations.removeValue(forKey: $0) })
        }
        for continuation in continuations { continuation.resume(returning: nil) }
        perform(actions)
        endingsInput.finish()
    }
}
