import Metrics

/// The metrics of one delivery, labelled with its destination.
struct DeliveryGauges: Sendable {
    private let lag: Gauge
    private let oldest: Gauge
    private let deadLetters: Gauge
    private let losses: Gauge
    private let healthy: Gauge
    private let starting: Gauge
    private let delivered: Counter
    private let tombstones: Counter
    private let failures: Counter

    /// Registers the metrics.
    init(destination: String) {
        let dimensions = [("destination", destination)]
        lag = Gauge(label: "vidimus_destination_lag_records", dimensions: dimensions)
        oldest = Gauge(label: "vidimus_destination_oldest_undelivered_seconds", dimensions: dimensions)
        deadLetters = Gauge(label: "vidimus_destination_dead_letters", dimensions: dimensions)
        losses = Gauge(label: "vidimus_destination_lost_records", dimensions: dimensions)
        healthy = Gauge(label: "vidimus_destination_healthy", dimensions: dimensions)
        starting = Gauge(label: "vidimus_destination_starting_seconds", dimensions: dimensions)
        delivered = Counter(label: "vidimus_destination_delivered_records_total", dimensions: dimensions)
        tombstones = Counter(label: "vidimus_destination_skipped_tombstones_total", dimensions: dimensions)
        failures = Counter(label: "vidimus_destination_failures_total", dimensions: dimensions)
    }

    /// Shows `status`; `nowMilliseconds` is the wall clock.
    func show(_ status: DeliveryStatus, nowMilliseconds: Int64) {
        if let records = status.lagRecords { lag.record(records) }
        let received = status.oldestUndeliveredMilliseconds ?? nowMilliseconds
        oldest.record(Double(max(0, nowMilliseconds - received)) / 1000)
        starting.record(Double(max(0, nowMilliseconds - (status.startingSinceMilliseconds ?? nowMilliseconds))) / 1000)
        deadLetters.record(status.deadLetters)
        losses.record(status.losses)
        healthy.record(status.isHealthy ? 1 : 0)
    }

    /// Counts what one batch held.
    func count(_ tally: DeliveryTally) {
        delivered.increment(by: tally.delivered)
        tombstones.increment(by: tally.tombstones)
    }

    /// Counts one failed step.
    func countFailure() {
        failures.increment()
    }
}
