import AuditJournal
import Logging
import ServiceLifecycle
import Synchronization

/// The loop that feeds one destination from its cursor.
///
/// Every decision is in ``DeliveryStateMachine``; this class performs the actions. ``run()`` is the only owner of the
/// destination, the cursor and the dead-letter file; everything else only reads ``status``.
///
/// On graceful shutdown what is durable is delivered at once, within the drain bound, and then ``run()`` returns. What
/// isn't delivered by then stays for the next start. A destination in trouble never ends the loop, because the end of
/// one service would end the server.
package final class Delivery: Service {
    let destination: any Destination
    let source: any RecordSource
    let store: any DeliveryStore
    let policy: BatchPolicy
    let clock: DeliveryClock
    private let retry: RetryPolicy
    private let drainBound: Duration
    private let random: @Sendable () -> Double
    private let logger: Logger
    private let gauges: DeliveryGauges
    private let executor: DeliveryExecutor
    /// Written only by `run()`; locked for the length of a copy.
    private let current: Mutex<DeliveryStatus>
    private let isRunning = Mutex(false)

    /// Connects a destination with the journal.
    ///
    /// - Parameters:
    ///   - destination: Where records go; nobody else may deliver to it.
    ///   - source: The journal.
    ///   - store: Keeps cursor and dead letters of this destination.
    ///   - policy: When a batch is full or due.
    ///   - retry: How long to wait after failures.
    ///   - drainBound: How long a graceful shutdown may deliver before the destination is cancelled.
    ///   - clock: Time; tests move it by hand.
    ///   - random: Draws from `0..<1` for the jitter of retries.
    ///   - logger: Told when trouble begins and ends.
    package init(
        destination: any Destination,
        source: any RecordSource,
        store: any DeliveryStore,
        policy: BatchPolicy,
        retry: RetryPolicy = RetryPolicy(),
        drainBound: Duration = .seconds(4),
        clock: DeliveryClock = .system,
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        logger: Logger
    ) {
        let name = destination.name
        precondition(Self.isValidName(name), "a destination name is lowercase ASCII letters, digits and hyphens")
        self.destination = destination
        self.source = source
        self.store = store
        self.policy = policy
        self.retry = retry
        self.drainBound = drainBound
        self.clock = clock
        self.random = random
        self.logger = logger
        gauges = DeliveryGauges(destination: name)
        executor = DeliveryExecutor(name: name)
        current = Mutex(DeliveryStatus(destination: name))
    }

    /// Delivers until graceful shutdown; throws only `CancellationError`.
    package func run() async throws {
        isRunning.withLock {
            precondition(!$0, "a destination has exactly one loop")
            $0 = true
        }
        try await withTaskExecutorPreference(executor) {
            // The first of the two to end ends the other: a drained loop needs no bound, a passed bound no loop.
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { await self.loop() }
                group.addTask {
                    try await gracefulShutdown()
                    try await self.clock.sleep(self.drainBound)
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        }
        // A stop that takes too long is cut short by cancellation; the loop has then ended as it should.
        if !Task.isShuttingDownGracefully { try Task.checkCancellation() }
    }

    /// How the delivery is doing now; callable from any thread.
    package var status: DeliveryStatus {
        var status = current.withLock { $0 }
        status.lagRecords = status.next.map { max(0, $0.distance(to: source.end)) }
        return status
    }

    /// Brings the gauges up to date; called before metrics are read, because lag grows while the loop sleeps.
    package func refreshGauges() {
        gauges.show(status, nowMilliseconds: clock.wallMilliseconds())
    }

    private func loop() async {
        var machine = DeliveryStateMachine(name: destination.name, policy: policy, retry: retry)
        var steps = DeliverySteps(self)
        var action = machine.start()
        current.withLock { $0.startingSinceMilliseconds = clock.wallMilliseconds() }
        while action != .stop, !Task.isCancelled {
            let event = await steps.perform(action)
            let moment = DeliveryMoment(now: clock.now(), end: source.end, random: random())
            if Task.isShuttingDownGracefully { machine.beginDrain(end: moment.end) }
            action = machine.next(after: event, at: moment)
            publish(machine, after: event, steps)
        }
        if action != .stop {
            machine.abandon()
            publish(machine, after: nil, steps)
        }
    }

    /// Makes the state visible: status, metrics, and a log line when trouble begins or ends.
    private func publish(_ machine: DeliveryStateMachine, after event: DeliveryEvent?, _ steps: DeliverySteps) {
        let now = clock.wallMilliseconds()
        var isTroubled = false
        let (old, new) = current.withLock { status in
            let old = status
            isTroubled = machine.troubles > status.troubles
            status.troubles = machine.troubles
            status.condition = machine.condition
            status.startingSinceMilliseconds =
                machine.condition == .starting ? status.startingSinceMilliseconds ?? now : nil
            status.next = machine.cursor?.next
            status.pending = machine.cursor?.pending
            status.failures = machine.failures
            status.tally = machine.tally
            status.losses = machine.positionsPassed - machine.tally.positions
            status.deadLetters = steps.deadLetters
            status.oldestUndeliveredMilliseconds = steps.receivedMilliseconds(of: machine.cursor?.next)
            if isTroubled {
                status.lastError = machine.lastTrouble
                status.lastErrorMilliseconds = now
            }
            return (old, status)
        }
        if isTroubled { gauges.countFailure() }
        if case .confirmed = event { gauges.count(new.tally.subtracting(old.tally)) }
        refreshGauges()
        log(from: old.condition, to: new.condition)
    }

    private func log(from old: DeliveryCondition, to new: DeliveryCondition) {
        guard old.name != new.name else { return }
        var metadata: Logger.Metadata = ["destination": "\(destination.name)", "state": "\(new.name)"]
        if let reason = new.reason {
            metadata["reason"] = "\(reason)"
            logger.warning("Delivery in trouble", metadata: metadata)
        } else if old.reason != nil {
            logger.notice("Delivery recovered", metadata: metadata)
        } else {
            logger.debug("Delivery state", metadata: metadata)
        }
    }

    private static func isValidName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 64
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
