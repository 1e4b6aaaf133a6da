import AuditEvents
import AuditJournal
import Logging
import ServiceLifecycle

/// Records start, stop and steps of the clock in the journal.
///
/// Among the services it stands behind the journal and before all that take or deliver, so that its last record comes
/// when they have ended. What the disk refuses is tried again; it never ends the server.
final class ServerLife: Service {
    /// How often clocks are compared and refused records tried again.
    private static let interval = Duration.seconds(5)

    private let start: ServerStart
    private let directory: DataDirectory
    private let journal: Journal
    private let logger: Logger
    private let wallClock: @Sendable () -> Int64
    private let startRecords: [Submission]
    private let startOutcomes: AsyncStream<[AppendOutcome]>

    /// Submits the records of the start, so that they stand before everything that comes in.
    init(
        _ start: ServerStart,
        directory: DataDirectory,
        journal: Journal,
        logger: Logger,
        wallClock: @escaping @Sendable () -> Int64
    ) {
        self.start = start
        self.directory = directory
        self.journal = journal
        self.logger = logger
        self.wallClock = wallClock
        let now = wallClock()
        startRecords = start.records.map { Submission($0, madeAt: now) }
        Self.save(start.beginning, in: directory, logger)
        let (outcomes, continuation) = AsyncStream<[AppendOutcome]>.makeStream()
        startOutcomes = outcomes
        journal.submit(startRecords) {
            continuation.yield($0)
            continuation.finish()
        }
    }

    func run() async throws {
        var waiting = startRecords
        for await outcomes in startOutcomes { waiting = Self.refused(waiting, outcomes) }
        if waiting.isEmpty { save(start.state) }
        var watch = ClockWatch(wall: wallClock(), steady: Self.steadyMilliseconds)
        while await pause() {
            if let step = watch.look(wall: wallClock(), steady: Self.steadyMilliseconds) {
                logger.warning("The clock was moved", metadata: ["milliseconds": "\(step.byMilliseconds)"])
                waiting.append(Submission(Self.record(of: step), madeAt: step.wallMilliseconds))
            }
            guard !waiting.isEmpty else { continue }
            waiting = await append(waiting)
            if waiting.isEmpty { save(start.state) }
        }
        guard Task.isShuttingDownGracefully else { return }
        waiting = await append(waiting + [Submission(OwnRecord("server.stopped") { _ in }, madeAt: wallClock())])
        guard waiting.isEmpty else { return }
        var state = start.state
        state.isRunning = false
        save(state)
    }

    /// Waits for the next look; false when the server stops.
    private func pause() async -> Bool {
        do {
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }
            return true
        } catch {
            return false
        }
    }

    /// Appends all; returns those that the journal refused.
    private func append(_ submissions: [Submission]) async -> [Submission] {
        let outcomes = await withCheckedContinuation { continuation in
            journal.submit(submissions) { continuation.resume(returning: $0) }
        }
        return Self.refused(submissions, outcomes)
    }

    private static func refused(_ submissions: [Submission], _ outcomes: [AppendOutcome]) -> [Submission] {
        zip(submissions, outcomes).compactMap { submission, outcome in
            if case .refused = outcome { submission } else { nil }
        }
    }

    private func save(_ state: ServerState) {
        Self.save(state, in: directory, logger)
    }

    private static func save(_ state: ServerState, in directory: DataDirectory, _ logger: Logger) {
        do {
            try state.save(in: directory)
        } catch {
            logger.warning("The server's state was not saved", metadata: ["error": "\(error)"])
        }
    }

    private static func record(of step: ClockWatch.Step) -> OwnRecord {
        OwnRecord("server.clock.stepped") { json in
            json.key("byMilliseconds")
            json.integer(step.byMilliseconds)
            json.key("boundMilliseconds")
            json.integer(ClockWatch.bound)
        }
    }

    /// Milliseconds of a clock that nobody can set; it also runs while the machine sleeps.
    private static var steadyMilliseconds: Int64 {
        Int64((ContinuousClock.now - origin) / .milliseconds(1))
    }

    private static let origin = ContinuousClock.now
}
