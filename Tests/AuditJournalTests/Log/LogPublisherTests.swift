import AuditJournal
import AuditTesting
import Foundation
import Logging
import MerkleLog
import ServiceLifecycle
import ServiceLifecycleTestKit
import Testing

/// The service around the writer: it follows the journal, tries again, and ends with everything covered.
@Suite(.inTurn) struct LogPublisherTests {
    private static var settings: LogSettings {
        var settings = LogSettings()
        settings.interval = .milliseconds(1)
        settings.retryInterval = .milliseconds(1)
        return settings
    }

    private static func publisher(_ bench: LogBench, _ storage: FaultyStorage) throws -> LogPublisher {
        try LogPublisher(
            storage,
            identity: LogBench.identity,
            source: bench.journal,
            settings: settings,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
    }

    /// Runs `body` beside the publisher, then stops it in order.
    private static func run(
        _ publisher: LogPublisher,
        _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await testGracefulShutdown { trigger in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await publisher.run() }
                try await body()
                trigger.triggerGracefulShutdown()
                try await group.waitForAll()
            }
        }
    }

    private static func wait(_ isTrue: () -> Bool) async throws {
        for _ in 0..<60_000 where !isTrue() { try await Task.sleep(for: .milliseconds(1)) }
        #expect(isTrue(), "it never came")
    }

    @Test func everyRecordIsCoveredSoonAndAtTheEnd() async throws {
        let bench = try LogBench()
        let storage = FaultyStorage()
        let publisher = try Self.publisher(bench, storage)
        try await Self.run(publisher) {
            for start in stride(from: UInt64(0), to: 500, by: 50) {
                await bench.append(start..<start + 50)
                try await Self.wait { publisher.status.size == start + 50 }
            }
            await bench.append(500..<501)
        }
        #expect(publisher.status.size == 501 && publisher.status.trouble == nil)
        try await bench.check(storage)
        try await bench.session.close()
    }

    @Test func troubleWithTheDiskShowsAndPassesAndNeverStopsTheJournal() async throws {
        let bench = try LogBench()
        let storage = FaultyStorage()
        let publisher = try Self.publisher(bench, storage)
        try await Self.run(publisher) {
            await bench.append(0..<10)
            try await Self.wait { publisher.status.size == 10 }
            storage.limitSpace(toBytes: 1)
            await bench.append(10..<400)
            try await Self.wait { publisher.status.trouble != nil }
            #expect(publisher.status.size == 10 && publisher.snapshot?.size == 10)
            await bench.append(400..<410)
            storage.limitSpace(toBytes: nil)
            try await Self.wait { publisher.status.size == 410 }
            #expect(publisher.status.trouble == nil)
        }
        try await bench.check(storage)
        try await bench.session.close()
    }

    @Test func tilesAndProofsAreReadWhileTheTreeGrows() async throws {
        let bench = try LogBench()
        let storage = FaultyStorage()
        let publisher = try Self.publisher(bench, storage)
        let reader = LogReader(publisher: publisher, journal: bench.journal, keys: LogBench.identity.keys)
        try await Self.run(publisher) {
            await bench.append(0..<1)
            try await Self.wait { publisher.status.size > 0 }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for start in stride(from: UInt64(1), to: 3_001, by: 30) { await bench.append(start..<start + 30) }
                }
                for worker in UInt64(0)..<3 {
                    group.addTask { try await Self.read(reader, publisher, seed: worker) }
                }
                try await group.waitForAll()
            }
        }
        try await bench.session.close()
    }

    /// Whatever a checkpoint covers can be had whole, in any width, and proves itself.
    private static func read(_ reader: LogReader, _ publisher: LogPublisher, seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            guard let snapshot = publisher.snapshot else { continue }
            let place = UInt64.random(in: 0..<snapshot.size, using: &generator)
            let index = place / 256
            let widest = try #require(TreeLayout.tile(level: 0, index: index, size: snapshot.size))
            let width = Int.random(in: 1...widest.width, using: &generator)
            let tile = TileCoordinate(.hashes(level: 0), index: index, width: width)
            let bundle = TileCoordinate(.entries, index: index, width: width)
            let hashes = try await reader.content(of: tile)
            let entries = try EntryBundle(bytes: try #require(try await reader.content(of: bundle)), count: width)
            #expect(hashes == entries.leafHashes.flatMap(\.bytes))
            guard case .included(let proof) = try await reader.standing(of: JournalOffset(place)) else {
                Issue.record("record \(place) is covered")
                continue
            }
            #expect(proof.inclusion.size >= snapshot.size && proof.entry.offset.rawValue == place)
        }
        let beyond = TileCoordinate(.hashes(level: 0), index: 1_000)
        #expect(try await reader.content(of: beyond) == nil)
    }
}
