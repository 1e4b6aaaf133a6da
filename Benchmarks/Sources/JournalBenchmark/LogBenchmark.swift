import AuditJournal
import Crypto
import Dispatch
import Foundation
import Logging
import MerkleLog
import Synchronization

/// What the signed log costs the journal, and how soon it covers what is durable.
struct LogBenchmark {
    let root: String
    private let seconds = 2.0
    private let rounds = 5
    private let logger = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }
    private let identity = LogIdentity(origin: "benchmark.example/log", signingKey: .init())

    func run() async throws {
        leafHashes()
        for (appenders, batch) in [(32, 1), (8, 100)] {
            try await compare(appenders: appenders, batch: batch)
        }
        try await inclusion(rate: 10_000)
        try await catchUp(records: 400_000)
    }

    /// What a receipt with a leaf hash costs.
    private func leafHashes() {
        let submissions = (0..<1_000).map { Submission(SampleRecord.make(UInt64($0)), facts: SampleRecord.facts) }
        var count = 0
        let began = Date()
        while Date().timeIntervalSince(began) < 1 {
            for submission in submissions { _ = submission.leafHash(at: JournalOffset(UInt64(count))) }
            count += submissions.count
        }
        let microseconds = Date().timeIntervalSince(began) / Double(count) * 1e6
        let bytes = submissions[0].bytes.count
        print("leaf hash of a receipt, \(bytes) B: \(String(format: "%.2f", microseconds)) µs")
    }

    /// Appends with and without the log in turns, so that whatever else the machine does meets both.
    private func compare(appenders: Int, batch: Int) async throws {
        var ratios: [Double] = []
        var rates: [Bool: [Double]] = [:]
        for round in 0..<rounds {
            var pair: [Bool: Double] = [:]
            for withLog in round % 2 == 0 ? [false, true] : [true, false] {
                pair[withLog] = try await rate(appenders: appenders, batch: batch, withLog: withLog)
            }
            for (withLog, rate) in pair { rates[withLog, default: []].append(rate) }
            ratios.append((pair[true] ?? 0) / (pair[false] ?? 1))
        }
        let median = ratios.sorted()[rounds / 2]
        print(
            "append \(appenders) × \(batch): \(whole(middle(rates[false]))) events/s without the log, "
                + "\(whole(middle(rates[true]))) with it; ratio in turns \(String(format: "%.3f", median)) "
                + "(\(ratios.map { String(format: "%.2f", $0) }.joined(separator: " ")))"
        )
    }

    private func rate(appenders: Int, batch: Int, withLog: Bool) async throws -> Double {
        try await withJournal { journal, directory in
            let publisher = withLog ? try publisher(directory, journal) : nil
            let publishing = publisher.map { publisher in Task { try await publisher.run() } }
            let load = AppendLoad(journal: journal, batch: batch)
            let began = Date()
            load.start(appenders: appenders)
            try await Task.sleep(for: .seconds(seconds))
            await load.stop()
            let elapsed = Date().timeIntervalSince(began)
            publishing?.cancel()
            try await publishing?.value
            return Double(journal.statistics.appendedRecords) / elapsed
        }
    }

    /// Time from durable to covered by a checkpoint, at a steady rate.
    private func inclusion(rate: Int) async throws {
        try await withJournal { journal, directory in
            let publisher = try publisher(directory, journal)
            let publishing = Task { try await publisher.run() }
            let durable = Mutex<[(offset: UInt64, at: ContinuousClock.Instant)]>([])
            let watching = Task {
                var waits: [Duration] = []
                while !Task.isCancelled || durable.withLock({ !$0.isEmpty }) {
                    let size = publisher.status.size
                    let now = ContinuousClock.now
                    durable.withLock { waiting in
                        waits += waiting.filter { $0.offset < size }.map { $0.at.duration(to: now) }
                        waiting.removeAll { $0.offset < size }
                    }
                    // Cancelled while it waits for the last ones: it then only looks more often.
                    try? await Task.sleep(for: .milliseconds(1))
                }
                return waits
            }
            let began = ContinuousClock.now
            for step in 0..<500 {
                let first = UInt64(step * rate / 100)
                let submissions = (first..<first + UInt64(rate / 100)).map {
                    Submission(SampleRecord.make($0), facts: SampleRecord.facts)
                }
                journal.submit(submissions) { outcomes in
                    let now = ContinuousClock.now
                    durable.withLock { waiting in
                        for case .stored(let offset) in outcomes { waiting.append((offset.rawValue, now)) }
                    }
                }
                try await Task.sleep(until: began + .milliseconds(10 * (step + 1)))
            }
            watching.cancel()
            let waits = await watching.value.sorted()
            publishing.cancel()
            try await publishing.value
            print(
                "durable to included at \(rate) events/s: p50 \(waits[waits.count / 2]), "
                    + "p99 \(waits[waits.count * 99 / 100]), greatest \(waits[waits.count - 1]) of \(waits.count)"
            )
        }
    }

    /// Leaves a second when a log is grown over a journal that is there already.
    private func catchUp(records: Int) async throws {
        try await withJournal { journal, directory in
            for start in stride(from: 0, to: records, by: 5_000) {
                let submissions = (start..<start + 5_000).map {
                    Submission(SampleRecord.make(UInt64($0)), facts: SampleRecord.facts)
                }
                await withCheckedContinuation { continuation in
                    journal.submit(submissions) { _ in continuation.resume() }
                }
            }
            try DataDirectory.make(directory.log)
            var writer = try LogWriter(PosixStorage(path: directory.log), identity: identity, source: journal)
            let began = Date()
            while writer.size < UInt64(records) { try writer.publish() }
            let elapsed = Date().timeIntervalSince(began)
            print("grown over \(records) stored records: \(whole(Double(records) / elapsed)) leaves/s")
            guard let snapshot = writer.snapshot else { return }
            let proving = Date()
            let proofs = 2_000
            for number in 0..<UInt64(proofs) {
                var maker = snapshot.proofs
                _ = try maker.inclusion(of: number &* 2_654_435_761 % UInt64(records))
            }
            let each = Date().timeIntervalSince(proving) / Double(proofs) * 1e6
            print("inclusion proof out of \(records) records, nothing kept in memory: \(whole(each)) µs")
        }
    }

    private func publisher(_ directory: DataDirectory, _ journal: Journal) throws -> LogPublisher {
        try LogPublisher(directory, identity: identity, source: journal, logger: logger)
    }

    private func withJournal<Answer>(
        _ body: (Journal, DataDirectory) async throws -> Answer
    ) async throws -> Answer {
        let directory = DataDirectory(path: "\(root)/log-benchmark")
        JournalBenchmark.remove(directory.path)
        defer { JournalBenchmark.remove(directory.path) }
        let journal = try Journal.open(directory, logger: logger, now: SampleRecord.now)
        let writer = Task { try await journal.run() }
        let answer = try await body(journal, directory)
        writer.cancel()
        try await writer.value
        return answer
    }

    private func middle(_ values: [Double]?) -> Double {
        let sorted = (values ?? []).sorted()
        return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
    }

    private func whole(_ value: Double) -> String { String(Int(value.rounded())) }
}
