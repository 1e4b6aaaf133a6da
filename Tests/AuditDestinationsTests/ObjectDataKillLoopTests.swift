import AuditDestinations
import AuditEvents
import AuditJournal
import AuditTesting
import Foundation
import Testing

/// Many kills in a row over real files: cursor, dead letters and object data.
@Suite(.inTurn) struct ObjectDataKillLoopTests {
    private static let eventCount = 40
    private static let killCount = 60

    @Test func manyKillsInARowLeaveEachEventOnce() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        try await run(seed: seed)
    }

    private func run(seed: UInt64) async throws {
        let note: Comment = "seed \(seed)"
        var state = seed
        let directory = try TemporaryDirectory()
        let source = InMemoryRecordSource()
        var rejected: [JournalOffset] = []
        for number in 0..<Self.eventCount {
            // Every other event shares its file name with the one before it.
            source.appendEnvelope(
                ObjectDataEvents.envelope(number, id: ObjectDataEvents.identifier(number / 2)),
                id: EventID(high: 3, low: UInt64(number))
            )
            if number % 9 == 4 { rejected.append(source.appendEnvelope("{\"objectData\"")) }
        }
        for _ in 0..<Self.killCount {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let died = Latch()
            let killSwitch = KillSwitch(
                killStep: Int(state >> 33 % 30),
                moment: state >> 63 == 0 ? .before : .after,
                died: died
            )
            let delivery = try delivery(source, directory, killSwitch, reached: died)
            await DeliveryHarness(delivery).killed(at: died)
        }
        let reached = Latch()
        let last = try delivery(source, directory, KillSwitch(), reached: reached)
        try await DeliveryHarness(last).during { await reached.wait() }

        let files = try FileManager.default.contentsOfDirectory(atPath: "\(directory.path)/json")
        #expect(files.count == Self.eventCount, note)
        let numbers = try files.map { try number(inFile: "json/\($0)", directory) }
        #expect(numbers.sorted() == Array(0..<Self.eventCount), note)
        let letters = try directory.text("data/dead-letters/json.jsonl").split(separator: "\n")
        #expect(letters.count == rejected.count, note)
        for (letter, offset) in zip(letters, rejected) { #expect(letter.hasPrefix("{\"offset\":\(offset),"), note) }
        #expect(last.status.losses == 0, note)
    }

    private func delivery(
        _ source: InMemoryRecordSource,
        _ directory: TemporaryDirectory,
        _ killSwitch: KillSwitch,
        reached: Latch
    ) throws -> Delivery {
        let data = DataDirectory(path: "\(directory.path)/data")
        return Delivery(
            destination: JSONObjectDataDestination(
                directory: FaultyPublishingDirectory(
                    PosixPublishingDirectory(path: "\(directory.path)/json"),
                    killSwitch: killSwitch
                ),
                tags: .none
            ),
            source: source,
            store: FaultyDeliveryStore(
                try FileDeliveryStore(name: "json", directory: data),
                killSwitch: killSwitch,
                target: source.end,
                reached: reached
            ),
            policy: BatchPolicy(maximumRecords: 5, maximumBytes: 1 << 20, maximumWait: .zero),
            clock: ManualClock(skipsSleeps: true).deliveryClock,
            random: { 0.5 },
            logger: DeliveryHarness.silent
        )
    }

    private func number(inFile name: String, _ directory: TemporaryDirectory) throws -> Int {
        struct File: Decodable {
            let objectData: ObjectData
            struct ObjectData: Decodable {
                let number: Int
            }
        }
        return try JSONDecoder().decode(File.self, from: Data(try directory.text(name).utf8)).objectData.number
    }
}
