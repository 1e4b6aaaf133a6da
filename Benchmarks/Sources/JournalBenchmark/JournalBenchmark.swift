import AuditEvents
import AuditJournal
import Dispatch
import Foundation
import Logging
import Synchronization

/// One run of all measurements; prints as it goes.
struct JournalBenchmark {
    let root: String
    private let seconds = 2.0
    private let logger = Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }

    init(root: String) {
        self.root = root
    }

    func run(restartRecords: Int) async throws {
        hashing()
        for appenders in [1, 32, 256] {
            try await appending(appenders: appenders, batch: 1)
        }
        try await appending(appenders: 8, batch: 100)
        try await restarting(records: restartRecords)
    }

    /// Work of the receiving threads: salt, facts, SHA-256.
    private func hashing() {
        let records = (0..<1000).map { SampleRecord.make(UInt64($0)) }
        let bytes = records[0].bytes.count
        var count = 0
        let elapsed = measure {
            let clock = ContinuousClock.now
            while clock.duration(to: .now) < .seconds(1) {
                for record in records { _ = Submission(record, facts: SampleRecord.facts) }
                count += records.count
            }
        }
        let rate = Double(count) / elapsed
        print(
            "Submission.init (salt, facts, SHA-256) of \(bytes) B: \(whole(rate))/s, \(whole(rate * Double(bytes) / 1e6)) MB/s"
        )
    }

    private func appending(appenders: Int, batch: Int) async throws {
        let directory = DataDirectory(path: "\(root)/append-\(appenders)-\(batch)")
        Self.remove(directory.path)
        defer { Self.remove(directory.path) }
        let journal = try Journal.open(directory, logger: logger, now: SampleRecord.now)
        let writer = Task { try await journal.run() }
        let load = AppendLoad(journal: journal, batch: batch)
        let cpuBefore = cpuSeconds()
        let began = Date()
        load.start(appenders: appenders)
        try await Task.sleep(for: .seconds(seconds))
        await load.stop()
        let elapsed = Date().timeIntervalSince(began)
        let cpu = cpuSeconds() - cpuBefore
        writer.cancel()
        try await writer.value
        let statistics = journal.statistics
        let perGroup = Double(statistics.appendedRecords) / Double(max(1, statistics.groups))
        let rate = Double(statistics.appendedRecords) / elapsed
        let groupBytes = statistics.appendedBytes / max(1, statistics.groups)
        let baseline = try bareSyncs(bytes: groupBytes)
        let groups = Double(statistics.groups) / elapsed
        print(
            "append \(appenders) × \(batch): \(whole(rate)) events/s, \(whole(groups)) syncs/s of "
                + "\(whole(perGroup)) records (\(groupBytes) B), cpu \(whole(cpu / elapsed * 100)) %, "
                + "p99 \(load.percentile(0.99)); bare preallocated write+fdatasync of the same bytes: \(whole(baseline))/s "
                + "→ ratio \(String(format: "%.2f", groups / baseline))"
        )
    }

    /// What the disk does with the same bytes and nothing else: into a file already filled with zeros.
    private func bareSyncs(bytes: Int) throws -> Double {
        let storage = PosixStorage(path: root)
        let file = try storage.create("bare")
        defer { Self.remove("\(root)/bare") }
        let length = 64 << 20
        let zeros = [UInt8](repeating: 0, count: length)
        try zeros.withUnsafeBytes { try file.write($0, at: 0) }
        try file.syncData()
        let group = [UInt8](repeating: 7, count: bytes)
        var (count, position) = (0, 0)
        let began = Date()
        while Date().timeIntervalSince(began) < 1 {
            try group.withUnsafeBytes { try file.write($0, at: position) }
            try file.syncData()
            count += 1
            position = position + 2 * bytes > length ? 0 : position + bytes
        }
        return Double(count) / Date().timeIntervalSince(began)
    }

    private func restarting(records: Int) async throws {
        let directory = DataDirectory(path: "\(root)/restart")
        Self.remove(directory.path)
        defer { Self.remove(directory.path) }
        do {
            let journal = try Journal.open(directory, logger: logger, now: SampleRecord.now)
            let writer = Task { try await journal.run() }
            let began = Date()
            for start in stride(from: 0, to: records, by: 5000) {
                let submissions = (start..<min(records, start + 5000)).map {
                    Submission(SampleRecord.make(UInt64($0)), facts: SampleRecord.facts)
                }
                await withCheckedContinuation { continuation in
                    journal.submit(submissions) { _ in continuation.resume() }
                }
            }
            print("filled with \(records) records in \(String(format: "%.1f", Date().timeIntervalSince(began))) s")
            writer.cancel()
            try await writer.value
        }
        let began = Date()
        let journal = try Journal.open(directory, logger: logger, now: SampleRecord.now)
        let open = Date().timeIntervalSince(began)
        print("restart with \(journal.end) records: \(String(format: "%.3f", open)) s (target 2 s)")
        let writer = Task { try await journal.run() }
        try await lookups(journal, records: records)
        try await reading(journal)
        writer.cancel()
        try await writer.value
    }

    private func lookups(_ journal: Journal, records: Int) async throws {
        let began = Date()
        let total = 200_000
        for start in stride(from: 0, to: total, by: 1000) {
            let submissions = (start..<start + 1000).map { index in
                let key = UInt64(index) &* 2_654_435_761 % UInt64(records)
                return Submission(SampleRecord.make(key), facts: SampleRecord.facts)
            }
            await withCheckedContinuation { continuation in
                journal.submit(submissions) { outcomes in
                    precondition(
                        outcomes.allSatisfy { if case .duplicate = $0 { true } else { false } },
                        "all are known"
                    )
                    continuation.resume()
                }
            }
        }
        let elapsed = Date().timeIntervalSince(began)
        print("duplicates found and compared, in random order: \(whole(Double(total) / elapsed))/s")
    }

    private func reading(_ journal: Journal) async throws {
        let began = Date()
        var next = JournalOffset(0)
        while next < journal.end {
            let records = try await journal.records(from: next, maximumCount: 2000, maximumBytes: 4 << 20)
            next = next.advanced(by: records.count)
        }
        let elapsed = Date().timeIntervalSince(began)
        print("read in order: \(whole(Double(next.rawValue) / elapsed)) records/s")
    }

    private func measure(_ body: () -> Void) -> Double {
        let began = Date()
        body()
        return Date().timeIntervalSince(began)
    }

    private func cpuSeconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let micro = Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + micro
    }

    static func remove(_ path: String) {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch CocoaError.fileNoSuchFile {
            // Nothing to remove.
        } catch {
            print("can't remove \(path): \(error)")
        }
    }

    private func whole(_ value: Double) -> String {
        String(Int(value.rounded()))
    }
}
