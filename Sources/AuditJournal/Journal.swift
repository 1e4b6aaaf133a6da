import AuditEvents
import Dispatch
import Logging
import ServiceLifecycle
import Synchronization

/// The append-only record of everything ingest accepted.
///
/// Many threads call ``submit(_:reply:)`` at once; one loop, ``run()``, turns whatever is waiting into a single
/// write and a single sync (group commit). What to do next is decided in ``CommitStateMachine``, what goes to the
/// disk in ``GroupCommitter``; this class joins the two. Readers never wait for the writer.
///
/// Calls made before ``run()`` wait until it starts; calls after shutdown are refused with `closed`.
package final class Journal: Service, RecordSource {
    /// Health and counters, as of the last group.
    private struct Published {
        var state = JournalState.running
        var statistics = JournalStatistics()
        var refusedAtTheDoor = 0
        var hasRun = false
    }

    /// Locked for the length of a decision.
    private let commits: Mutex<CommitStateMachine>
    private let published = Mutex(Published())
    private let wakeUp = DispatchSemaphore(value: 0)
    private let writerQueue = DispatchQueue(label: "vidimus.journal.writer")
    private let readerQueue = DispatchQueue(label: "vidimus.journal.readers", attributes: .concurrent)
    // Touched only by the one block that run() puts on writerQueue.
    private nonisolated(unsafe) let committer: GroupCommitter
    private let view: JournalView
    private let reader: RecordReader
    private let settings: JournalSettings
    private let metrics = JournalMetrics()
    private let logger: Logger
    private let random: RandomSource
    private let now: @Sendable () -> Int64
    /// A time without working disk that is not on record yet.
    private let outage = Mutex<IntakeOutage?>(nil)
    /// Held until ``run()`` returns, or for the life of a journal that never ran.
    private let lock: Mutex<DirectoryLock?>

    /// Opens the journal of a data folder, recovers it after a crash, and makes it in an empty one.
    ///
    /// `lock` is the lock of `directory`; nil takes it here. It is given back when ``run()`` returns. `now` is the
    /// server's clock, in milliseconds since 1970-01-01 UTC.
    package static func open(
        _ directory: DataDirectory,
        settings: JournalSettings = JournalSettings(),
        lock: DirectoryLock? = nil,
        logger: Logger,
        random: RandomSource = .system,
        now: @escaping @Sendable () -> Int64
    ) throws(JournalOpenError) -> Journal {
        let held: DirectoryLock
        do throws(DataDirectoryError) {
            if let lock { held = lock } else { held = try directory.lock() }
        } catch {
            throw .directory(error)
        }
        do throws(StorageError) {
            try DataDirectory.make(directory.journal)
        } catch {
            throw .storage(error)
        }
        return try Journal(
            PosixStorage(path: directory.journal),
            settings: settings,
            lock: held,
            logger: logger,
            random: random,
            now: now
        )
    }

    /// Opens the journal in `storage`, which nobody else writes to.
    package init(
        _ storage: any SegmentStorage,
        settings: JournalSettings = JournalSettings(),
        lock: DirectoryLock? = nil,
        logger: Logger,
        random: RandomSource = .system,
        now: @escaping @Sendable () -> Int64
    ) throws(JournalOpenError) {
        do throws(JournalReadError) {
            let recovered = try JournalRecovery(storage: storage, random: random, now: now).run()
            view = JournalView(sealed: recovered.sealed, open: recovered.open)
            committer = try GroupCommitter(
                recovered,
                view: view,
                storage: storage,
                settings: settings,
                random: random,
                now: now
            )
            if recovered.tornBytes > 0 {
                logger.notice("Journal cut a torn tail", metadata: ["torn.bytes": "\(recovered.tornBytes)"])
            }
            if !recovered.rebuilt.isEmpty {
                logger.notice("Journal built id files again", metadata: ["files": "\(recovered.rebuilt.count)"])
            }
        } catch {
            throw JournalOpenError(error)
        }
        self.settings = settings
        self.logger = logger
        self.random = random
        self.now = now
        self.lock = Mutex(lock)
        reader = RecordReader(storage: storage)
        commits = Mutex(
            CommitStateMachine(queueLimitBytes: settings.queueBytes, groupLimitBytes: settings.groupBytes)
        )
    }

    deinit {
        for call in commits.withLock({ $0.abandon() }) { call.refuse(.closed) }
    }

    // MARK: Appending

    /// Appends all submissions with one sync; never blocks and never suspends.
    ///
    /// `reply` is called exactly once, on any thread (also this one), with one outcome per submission in order, when
    /// all of them are settled. It must not block: it may run on the writer's thread.
    package func submit(_ submissions: [Submission], reply: @escaping @Sendable ([AppendOutcome]) -> Void) {
        guard !submissions.isEmpty else {
            reply([])
            return
        }
        let call = PendingCall(submissions, reply: reply)
        switch commits.withLock({ $0.submit(call) }) {
        case .wait: break
        case .wake: wakeUp.signal()
        case .refuse(let refusal):
            metrics.refused(submissions.count)
            published.withLock { $0.refusedAtTheDoor += submissions.count }
            call.refuse(refusal)
        }
    }

    /// Appends one submission; returns once it is settled.
    package func append(_ submission: Submission) async -> AppendOutcome {
        await withCheckedContinuation { continuation in
            submit([submission]) { outcomes in
                precondition(outcomes.count == 1, "one outcome per submission")
                continuation.resume(returning: outcomes[0])
            }
        }
    }

    /// Offset under which `id` is stored; nil when it is not, or when nothing can be said because the journal is closed.
    ///
    /// Answered by the writer, behind what was submitted before.
    package func offset(of id: EventID) async -> JournalOffset? {
        await withCheckedContinuation { continuation in
            let call = PendingCall(wanted: id) { outcomes in
                if case .duplicate(let offset, _) = outcomes.first {
                    continuation.resume(returning: offset)
                } else {
                    continuation.resume(returning: nil)
                }
            }
            switch commits.withLock({ $0.submit(call) }) {
            case .wait: break
            case .wake: wakeUp.signal()
            case .refuse(let refusal): call.refuse(refusal)
            }
        }
    }

    /// Whether new records can be made durable.
    package var state: JournalState { published.withLock { $0.state } }

    /// Counters since the journal was opened.
    package var statistics: JournalStatistics {
        published.withLock { published in
            var statistics = published.statistics
            statistics.refusals += published.refusedAtTheDoor
            return statistics
        }
    }

    /// Bytes that wait for the disk.
    package var queuedBytes: Int { commits.withLock { $0.queuedBytes } }

    // MARK: The writer

    /// Writes what was submitted, until graceful shutdown or cancellation; then writes what is queued and returns.
    ///
    /// To be called once. A failed write doesn't end it: see ``JournalState``.
    package func run() async throws {
        let isFirst = published.withLock { published in
            defer { published.hasRun = true }
            return !published.hasRun
        }
        precondition(isFirst, "run() is called once")
        await withTaskCancellationOrGracefulShutdownHandler {
            await withCheckedContinuation { continuation in
                // A thread of its own: a sync blocks, and must not block the threads that all tasks share.
                writerQueue.async {
                    self.writeUntilClosed()
                    continuation.resume()
                }
            }
        } onCancelOrGracefulShutdown: {
            if self.commits.withLock({ $0.close() }) { self.wakeUp.signal() }
        }
    }

    private func writeUntilClosed() {
        while true {
            switch commits.withLock({ $0.next() }) {
            case .write(let calls): commit(calls)
            case .park: park()
            case .stop:
                committer.finish()
                publish(.closed)
                // Nothing is written any more: the next server may come.
                lock.withLock { $0 = nil }
                return
            }
        }
    }

    private func commit(_ calls: [PendingCall]) {
        let before = committer.statistics
        let started = ContinuousClock.now
        let outcomes = committer.commit(calls)
        let duration = started.duration(to: .now)
        publish(committer.state)
        commits.withLock { $0.committed() }
        for (call, outcomes) in zip(calls, outcomes) { call.reply(outcomes) }
        let after = committer.statistics
        metrics.report(from: before, to: after)
        metrics.refused(after.refusals - before.refusals)
        noteOutage(refused: after.refusals - before.refusals)
        if after.groups > before.groups { metrics.synced(in: duration) }
        metrics.queued(queuedBytes)
    }

    private func park() {
        guard committer.state != .running else {
            wakeUp.wait()
            return
        }
        let (seconds, attoseconds) = settings.retryInterval.components
        let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
        guard wakeUp.wait(timeout: .now() + .nanoseconds(nanoseconds)) == .timedOut else { return }
        guard commits.withLock({ $0.unpark() }) else {
            wakeUp.wait()
            return
        }
        committer.probe()
        publish(committer.state)
        noteOutage(refused: 0)
    }

    /// Counts what is refused while the disk doesn't work, and puts it on record when it works again.
    private func noteOutage(refused: Int) {
        let state = committer.state
        guard state == .running else {
            outage.withLock { known in
                let more = IntakeOutage(from: now(), refused: refused, reason: state.description)
                known = known.map { $0.merged(with: more) } ?? more
            }
            return
        }
        let over = outage.withLock { known in
            defer { known = nil }
            return known
        }
        guard let over, over.refused > 0 else { return }
        let time = now()
        submit([Submission(over.record(until: time, random: random), madeAt: time)]) { [weak self] outcomes in
            guard case .refused = outcomes.first else { return }
            self?.outage.withLock { $0 = over.merged(with: $0) }
        }
    }

    private func publish(_ state: JournalState) {
        let statistics = committer.statistics
        let previous = published.withLock { published in
            defer {
                published.state = state
                published.statistics = statistics
            }
            return published.state
        }
        guard previous != state else { return }
        metrics.state(state)
        switch state {
        case .running, .closed: logger.notice("Journal state changed", metadata: ["state": "\(state)"])
        case .diskFull, .failed: logger.error("Journal state changed", metadata: ["state": "\(state)"])
        }
    }

    // MARK: Reading

    /// First offset not yet durable.
    package var end: JournalOffset { view.end }

    /// Durable records from `offset`; see ``RecordSource``.
    package func records(
        from offset: JournalOffset,
        maximumCount: Int,
        maximumBytes: Int
    ) async throws(JournalReadError) -> [JournalRecord] {
        let result = await withCheckedContinuation { continuation in
            readerQueue.async {
                let result = Result { () throws(JournalReadError) in
                    try self.read(from: offset, maximumCount: maximumCount, maximumBytes: maximumBytes)
                }
                continuation.resume(returning: result)
            }
        }
        return try result.get()
    }

    /// Entries of the log; see ``LeafSource``.
    package func entries(from offset: JournalOffset, maximumCount: Int) throws(JournalReadError) -> [LogEntry] {
        var entries: [LogEntry] = []
        while entries.count < max(1, maximumCount), let slice = view.slice(for: offset.advanced(by: entries.count)) {
            try reader.readEntries(
                from: offset.advanced(by: entries.count),
                in: slice,
                maximumCount: max(1, maximumCount),
                into: &entries
            )
        }
        return entries
    }

    /// Returns once ``end`` is greater than `offset`, or throws `CancellationError`.
    ///
    /// After the journal was closed it returns only by cancellation.
    package func waitForRecords(beyond offset: JournalOffset) async throws {
        try await view.wait(beyond: offset)
    }

    private func read(
        from offset: JournalOffset,
        maximumCount: Int,
        maximumBytes: Int
    ) throws(JournalReadError) -> [JournalRecord] {
        var records: [JournalRecord] = []
        var bytesLeft = maximumBytes
        while records.count < max(1, maximumCount), bytesLeft > 0 || records.isEmpty,
            let slice = view.slice(for: offset.advanced(by: records.count))
        {
            let before = records.count
            bytesLeft -= try reader.read(
                from: offset.advanced(by: before),
                in: slice,
                maximumCount: max(1, maximumCount) - before,
                maximumBytes: bytesLeft,
                into: &records
            )
            // The next record alone is above what is left.
            if records.count == before { break }
        }
        return records
    }
}
