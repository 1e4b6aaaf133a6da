import AuditJournal
import Dispatch
import Synchronization

/// Appenders that each send their next call when the last one was answered, as one connection does.
final class AppendLoad: Sendable {
    private struct State {
        var running = true
        var active = 0
        var next: UInt64 = 0
        var stopped: CheckedContinuation<Void, Never>?
        var latencies: [Duration] = []
    }

    private let journal: Journal
    private let batch: Int
    private let state = Mutex(State())
    // Stands for the event loops: everything but the disk happens here.
    private let loop = DispatchQueue(label: "benchmark.loop")

    init(journal: Journal, batch: Int) {
        self.journal = journal
        self.batch = batch
    }

    func start(appenders: Int) {
        state.withLock { $0.active = appenders }
        for _ in 0..<appenders { loop.async { self.send() } }
    }

    func stop() async {
        await withCheckedContinuation { continuation in
            state.withLock {
                $0.running = false
                $0.stopped = continuation
            }
        }
    }

    func percentile(_ share: Double) -> Duration {
        let sorted = state.withLock { $0.latencies }.sorted()
        return sorted.isEmpty ? .zero : sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
    }

    private func send() {
        let first = state.withLock { state -> UInt64? in
            guard state.running else {
                state.active -= 1
                if state.active == 0 { state.stopped?.resume() }
                return nil
            }
            defer { state.next += UInt64(batch) }
            return state.next
        }
        guard let first else { return }
        let submissions = (first..<first + UInt64(batch)).map {
            Submission(SampleRecord.make($0), facts: SampleRecord.facts)
        }
        let began = ContinuousClock.now
        journal.submit(submissions) { _ in
            self.loop.async {
                self.state.withLock { $0.latencies.append(began.duration(to: .now)) }
                self.send()
            }
        }
    }
}
