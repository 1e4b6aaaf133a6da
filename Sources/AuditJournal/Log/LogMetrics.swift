import Metrics

/// What the log tells the metrics backend; touched once per checkpoint.
struct LogMetrics: Sendable {
    private let checkpoints = Counter(label: "vidimus_log_checkpoints_total")
    private let failures = Counter(label: "vidimus_log_failures_total")
    private let treeSize = Gauge(label: "vidimus_log_tree_size")
    private let lag = Gauge(label: "vidimus_log_lag_records")
    private let age = Gauge(label: "vidimus_log_checkpoint_age_seconds")
    private let inclusion = Timer(label: "vidimus_log_inclusion_seconds")

    /// Reports a checkpoint, for which none of its records waited longer than `duration`.
    func published(size: UInt64, end: JournalOffset, after duration: Duration) {
        checkpoints.increment()
        let (seconds, attoseconds) = duration.components
        inclusion.recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
        show(size: size, end: end)
    }

    /// Reports an attempt that failed.
    func failed() {
        failures.increment()
    }

    /// Shows how far the tree has come.
    func show(size: UInt64, end: JournalOffset) {
        treeSize.record(Int64(size))
        lag.record(Int64(end.rawValue - min(size, end.rawValue)))
    }

    /// Shows how old the newest checkpoint is while records wait for the next; 0 while none do.
    func show(age duration: Duration) {
        age.record(Double(duration / .milliseconds(1)) / 1_000)
    }
}
