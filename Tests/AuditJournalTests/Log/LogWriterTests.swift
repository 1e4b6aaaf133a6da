import AuditJournal
import AuditTesting
import Foundation
import MerkleLog
import Testing

/// Publications, one after the other, on a disk that fails, loses power and is full.
@Suite(.inTurn) struct LogWriterTests {
    /// Where a publication comes: in tiles, at their borders, and one that begins a second level.
    private static let sizes: [UInt64] = [1, 2, 255, 256, 257, 700]

    /// Publishes at each size; a writer that fails is opened again, as the service does.
    private static func run(_ bench: LogBench, on storage: FaultyStorage) async throws {
        var writer: LogWriter?
        for size in sizes {
            await bench.append(bench.journal.end.rawValue..<max(size, bench.journal.end.rawValue))
            for attempt in 0..<4 {
                do {
                    if writer == nil { writer = try bench.writer(storage) }
                    try writer?.publish()
                    break
                } catch {
                    writer = nil
                    #expect(attempt < 3, "\(error)")
                }
            }
        }
    }

    @Test func everyCheckpointHasTheRootOfItsRecords() async throws {
        let bench = try LogBench()
        let storage = FaultyStorage()
        try await Self.run(bench, on: storage)
        #expect(try LogBench.history(storage).map(\.checkpoint.size) == Self.sizes)
        try await bench.check(storage)
        try await bench.session.close()
    }

    @Test func aPublicationWithoutNewRecordsWritesNothing() async throws {
        let bench = try LogBench()
        let storage = FaultyStorage()
        var writer = try bench.writer(storage)
        let opened = storage.calls
        try writer.publish()
        #expect(storage.calls == opened && writer.snapshot == nil)
        await bench.append(0..<3)
        try writer.publish()
        let published = storage.calls
        try writer.publish()
        #expect(storage.calls == published)
        #expect(writer.snapshot?.size == 3)
        try await bench.session.close()
    }

    @Test func tilesAreSyncedBeforeTheHistoryAndThatBeforeTheCheckpoint() async throws {
        let bench = try LogBench()
        let storage = FaultyStorage()
        await bench.append(0..<300)
        var writer = try bench.writer(storage)
        try writer.publish()
        let begun = storage.history.count
        await bench.append(300..<600)
        try writer.publish()
        let steps = Array(storage.history[begun...])
        #expect(
            steps == [
                "write tiles-0", "write tiles-0", "write tiles-1", "synchronize tiles-0", "synchronize tiles-1",
                "write checkpoints", "synchronize checkpoints",
                "create .checkpoint.tmp", "write .checkpoint.tmp", "synchronize .checkpoint.tmp", "rename checkpoint",
                "synchronizeDirectory ",
            ]
        )
        try await bench.session.close()
    }

    @Test(arguments: FaultMode.allCases)
    func aFailureAtAnyStepIsMadeGoodByTheNextAttempt(mode: FaultMode) async throws {
        let calls = try await Self.callCount()
        for call in 0..<calls {
            for code in [EIO, ENOSPC] {
                let bench = try LogBench()
                let storage = FaultyStorage()
                storage.fail(call: call, mode, code: code)
                try await Self.run(bench, on: storage)
                try await bench.check(storage, "call \(call) \(mode) \(code)")
                try await bench.session.close()
            }
        }
    }

    @Test func aPowerCutAtAnyStepGivesTheSameTree() async throws {
        let calls = try await Self.callCount()
        for call in 0..<calls {
            let bench = try LogBench()
            let storage = FaultyStorage()
            storage.cutPower(atCall: call)
            await bench.append(0..<700)
            // Publish at each size as far as the power lasts.
            for size in Self.sizes {
                let source = ShortenedSource(bench.journal, end: size)
                var writer = try? LogWriter(storage, identity: LogBench.identity, source: source)
                try? writer?.publish()
            }
            let seen = try? LogSnapshot(storage.afterKill())
            for seed in UInt64(0)..<3 {
                var generator = SeededGenerator(seed: seed)
                let survivor = storage.afterPowerCut(using: &generator)
                var writer = try bench.writer(survivor)
                #expect(writer.size >= 0)
                try writer.publish()
                try await bench.check(survivor, "call \(call) seed \(seed)")
            }
            let killed = storage.afterKill()
            var writer = try bench.writer(killed)
            #expect(writer.size >= seen?.size ?? 0, "what was shown is not taken back")
            try writer.publish()
            try await bench.check(killed, "killed at call \(call)")
            try await bench.session.close()
        }
    }

    @Test func aFullDiskIsTriedAgain() async throws {
        let bench = try LogBench()
        let storage = FaultyStorage()
        await bench.append(0..<10)
        var writer = try bench.writer(storage)
        try writer.publish()
        storage.limitSpace(toBytes: 600)
        await bench.append(10..<600)
        #expect(throws: LogWriteError.self) { try writer.publish() }
        #expect(try LogSnapshot(storage)?.size == 10)
        storage.limitSpace(toBytes: nil)
        writer = try bench.writer(storage)
        try writer.publish()
        try await bench.check(storage)
        try await bench.session.close()
    }

    private static func callCount() async throws -> Int {
        let bench = try LogBench()
        let storage = FaultyStorage()
        try await run(bench, on: storage)
        try await bench.session.close()
        return storage.calls
    }
}
