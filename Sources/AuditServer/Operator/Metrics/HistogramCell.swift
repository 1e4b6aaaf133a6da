import CoreMetrics
import Synchronization

/// Counts values in fixed buckets; timers record seconds.
final class HistogramCell: RecorderHandler, TimerHandler {
    struct Snapshot {
        /// Cumulative counts, one per bound.
        let counts: [Int64]
        let sum: Double
        let count: Int64
    }

    private struct State {
        var counts: [Int64]
        var sum = 0.0
        var count: Int64 = 0
    }

    /// Upper bounds in seconds for timers: 100 µs to 10 s.
    static let secondBounds = [0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 10]

    /// Upper bounds for sizes and counts: powers of four.
    static let sizeBounds = [1.0, 4, 16, 64, 256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576]

    let bounds: [Double]
    private let state: Mutex<State>

    init(bounds: [Double]) {
        self.bounds = bounds
        self.state = Mutex(State(counts: Array(repeating: 0, count: bounds.count)))
    }

    var snapshot: Snapshot {
        state.withLock { Snapshot(counts: $0.counts, sum: $0.sum, count: $0.count) }
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1_000_000_000) }

    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        state.withLock { state in
            state.sum += value
            state.count += 1
            for (index, bound) in bounds.enumerated() where value <= bound { state.counts[index] += 1 }
        }
    }
}
