import AuditCatalog
import AuditEvents
import AuditJournal
import AuditTesting
import Foundation
import GRDB
import Testing

/// The catalog follows from the journal alone, however it came about.
@Suite(.inTurn) struct RebuildTests {
    @Test(arguments: 0..<4) func aRebuiltCatalogSaysWhatTheLiveOneSays(_ number: UInt64) async throws {
        let seed = UInt64.random(in: 0 ... .max) ^ number
        let records = Self.records(seed: seed)
        let live = try CatalogPlace()
        let journal = FixedJournal(records, durable: 0)
        var generator = SeededGenerator(seed: seed)
        var durable = 0
        while durable < records.count {
            durable = min(records.count, durable + Int(generator.next() % 150))
            journal.makeDurable(durable)
            // Opened anew each time, as by a server that is started again and again.
            let catalog = try await live.caughtUp(with: journal, batchRecords: 1 + Int(generator.next() % 40))
            try catalog.close()
        }
        let rebuilt = try CatalogPlace()
        let catalog = try await rebuilt.caughtUp(with: journal)
        try catalog.close()
        #expect(try CatalogDump.difference(live, rebuilt) == "", "seed \(seed)")
    }

    @Test(arguments: 0..<3) func whatAKilledServerLeavesGoesOn(_ number: UInt64) async throws {
        let seed = UInt64.random(in: 0 ... .max) ^ number
        let records = Self.records(seed: seed)
        let killed = try CatalogPlace()
        let journal = FixedJournal(records)
        let catalog = try killed.open()
        let feeding = Task { try await CatalogPlace.feed(catalog, journal, batchRecords: 7).catchUp() }
        // A kill leaves the files as they are at that moment, with a transaction half written.
        var copies: [CatalogPlace] = []
        for _ in 0..<5 {
            let copy = try CatalogPlace()
            try DataDirectory.make(copy.location.directory)
            for suffix in ["-wal", ""] {
                // The log first: what a checkpoint moves meanwhile is then in both.
                try? FileManager.default.copyItem(
                    atPath: killed.location.path + suffix,
                    toPath: copy.location.path + suffix
                )
            }
            copies.append(copy)
            try await Task.sleep(for: .milliseconds(10))
        }
        try await feeding.value
        try catalog.close()
        for copy in copies {
            let next = try await copy.caughtUp(with: journal)
            try next.close()
            #expect(try CatalogDump.difference(copy, killed) == "", "seed \(seed)")
        }
    }

    @Test func aCatalogOfAnotherJournalIsEmptiedAndBuiltAgain() async throws {
        let place = try CatalogPlace()
        try await place.caughtUp(with: FixedJournal(Self.records(seed: 1))).close()
        let other = FixedJournal(
            RandomHistory.events(seed: 2, count: 90).enumerated().map { index, event in
                let record = event.record(index)
                return JournalRecord(
                    offset: record.offset,
                    facts: record.facts,
                    kind: .envelope,
                    eventID: EventID(high: 6, low: UInt64(index)),
                    ownType: nil,
                    bytes: event.json(index),
                    salt: record.salt
                )
            }
        )
        try await place.caughtUp(with: other).close()
        let fresh = try CatalogPlace()
        try await fresh.caughtUp(with: other).close()
        #expect(try CatalogDump.text(of: place) == CatalogDump.text(of: fresh))
    }

    @Test(arguments: ["newer", "other format", "garbage", "empty", "no table"])
    func aFileThatCannotBeUsedIsBuiltAgain(_ fault: String) async throws {
        let place = try CatalogPlace()
        let journal = FixedJournal(Self.records(seed: 3))
        try await place.caughtUp(with: journal).close()
        let before = try CatalogDump.text(of: place)
        try Self.spoil(place, fault)
        let store = try CatalogStore(place.location, logger: CatalogPlace.logger)
        #expect(store.isNew)
        try store.close()
        try await place.caughtUp(with: journal).close()
        #expect(try CatalogDump.text(of: place) == before)
    }

    private static func spoil(_ place: CatalogPlace, _ fault: String) throws {
        let path = place.location.path
        switch fault {
        case "garbage": try Data(repeating: 0x5A, count: 100_000).write(to: URL(filePath: path))
        case "empty": try Data().write(to: URL(filePath: path))
        case "newer":
            try DatabaseQueue(path: path).write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')") }
        case "other format":
            try DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE progress SET format = 0") }
        default: try DatabaseQueue(path: path).write { try $0.execute(sql: "DROP TABLE progress") }
        }
    }

    /// Events of a random history with the server's own records between them.
    private static func records(seed: UInt64) -> [JournalRecord] {
        var records: [JournalRecord] = []
        var pictures: [Int] = []
        for event in RandomHistory.events(seed: seed, count: 500) {
            if event.awaitsPicture, !event.isErased { pictures.append(records.count) }
            records.append(event.record(records.count))
            guard records.count % 9 == 0, let about = pictures.popLast() else { continue }
            records.append(OwnSamples.outcome(of: about, at: records.count, isStored: records.count % 2 == 0))
        }
        return records
    }
}
