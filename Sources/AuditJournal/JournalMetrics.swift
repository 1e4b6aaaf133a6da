import Metrics

/// What the journal tells the metrics backend; touched once per group, never per record.
struct JournalMetrics: Sendable {
    private let records = Counter(label: "vidimus_journal_records_total")
    private let bytes = Counter(label: "vidimus_journal_bytes_total")
    private let duplicates = Counter(label: "vidimus_journal_duplicates_total")
    private let conflicts = Counter(label: "vidimus_journal_conflicts_total")
    private let refusals = Counter(label: "vidimus_journal_refusals_total")
    private let failures = Counter(label: "vidimus_journal_failures_total")
    private let rollOvers = Counter(label: "vidimus_journal_rollovers_total")
    private let groupRecords = Recorder(label: "vidimus_journal_group_records")
    private let groupDuration = Timer(label: "vidimus_journal_sync_seconds")
    private let queuedBytes = Gauge(label: "vidimus_journal_queue_bytes")
    private let stateGauge = Gauge(label: "vidimus_journal_state")

    /// Reports what changed between two states of the counters.
    func report(from before: JournalStatistics, to after: JournalStatistics) {
        records.increment(by: after.appendedRecords - before.appendedRecords)
        bytes.increment(by: after.appendedBytes - before.appendedBytes)
        Self.add(after.duplicates - before.duplicates, to: duplicates)
        Self.add(after.conflicts - before.conflicts, to: conflicts)
        Self.add(after.failures - before.failures, to: failures)
        Self.add(after.rollOvers - before.rollOvers, to: rollOvers)
        if after.appendedRecords > before.appendedRecords {
            groupRecords.record(after.appendedRecords - before.appendedRecords)
        }
    }

    /// Reports submissions that were not stored.
    func refused(_ count: Int) {
        Self.add(count, to: refusals)
    }

    /// Reports how long one write with its sync took.
    func synced(in duration: Duration) {
        groupDuration.recordNanoseconds(
            duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000
        )
    }

    /// Reports bytes that wait for the writer.
    func queued(_ bytes: Int) {
        queuedBytes.record(bytes)
    }

    /// Reports the state: 0 running, 1 disk full, 2 failed, 3 closed.
    func state(_ state: JournalState) {
        switch state {
        case .running: stateGauge.record(0)
        case .diskFull: stateGauge.record(1)
        case .failed: stateGauge.record(2)
        case .closed: stateGauge.record(3)
        }
    }

    private static func add(_ count: Int, to counter: Counter) {
        if count > 0 { counter.increment(by: count) }
    }
}
