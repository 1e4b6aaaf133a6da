import AuditTesting
import QlikSimulator
import Synchronization
import Testing

@Suite(.inTurn) struct BatchPosterTests {
    private struct Unreachable: Error {}

    /// Answers each batch as told, and then everything with 202; remembers what came.
    private final class Script: BatchTransport {
        typealias Answer = @Sendable ([[UInt8]]) throws -> [PostAnswer]

        private let answers: Mutex<[Answer]>
        private let seen = Mutex<[[[UInt8]]]>([])

        init(_ answers: [Answer] = []) {
            self.answers = Mutex(answers)
        }

        var batches: [[[UInt8]]] { seen.withLock { $0 } }

        func post(_ batch: [[UInt8]]) async throws -> [PostAnswer] {
            seen.withLock { $0.append(batch) }
            let answer = answers.withLock { $0.isEmpty ? nil : $0.removeFirst() }
            return try answer?(batch) ?? batch.map { _ in PostAnswer(status: 202) }
        }
    }

    private static let events = Array(SimulatedCorpus(seed: 1, events: 1_200))

    @Test func eventsTravelInBatchesAndInTheirOrder() async throws {
        let script = Script()
        let poster = BatchPoster(transport: script)
        var seen: [Int] = []
        try await poster.post(Self.events) { seen.append($0.accepted) }
        #expect(script.batches.map(\.count) == [500, 500, 200])
        #expect(Array(script.batches.joined()) == Self.events.map(\.bytes))
        #expect(seen == [500, 1_000, 1_200])
    }

    @Test func onlyWhatIsWorthRepeatingIsRepeated() async throws {
        let pauses = Mutex<[Duration]>([])
        let script = Script([
            { batch in
                batch.indices.map { index in
                    index < 3
                        ? PostAnswer(status: 202, isDuplicate: index == 0)
                        : index == 3 ? PostAnswer(status: 409) : PostAnswer(status: 429, retryAfterSeconds: 7)
                }
            },
            { _ in throw Unreachable() },
            { batch in batch.map { _ in PostAnswer(status: 503) } },
        ])
        let poster = BatchPoster(transport: script) { pause in pauses.withLock { $0.append(pause) } }
        try await poster.post(Array(Self.events.prefix(6)))
        #expect(script.batches.map(\.count) == [6, 2, 2, 2])
        #expect(script.batches[3] == Self.events[4..<6].map(\.bytes))
        #expect(pauses.withLock { $0 } == [.seconds(7), .milliseconds(500), .seconds(1)])
        let statistics = poster.statistics
        #expect(statistics.accepted == 5 && statistics.duplicates == 1 && statistics.givenUp == 1)
        #expect(statistics.failedAttempts == 1 && statistics.retries == 3)
        #expect(statistics.answersByStatus == [202: 5, 409: 1, 429: 2, 503: 2])
    }

    @Test func whatIsNeverTakenIsGivenUp() async throws {
        let script = Script([{ _ in throw Unreachable() }, { _ in throw Unreachable() }])
        let poster = BatchPoster(transport: script, maximumAttempts: 2) { _ in }
        try await poster.post(Array(Self.events.prefix(6)))
        #expect(poster.statistics.givenUp == 6)
        #expect(poster.statistics.accepted == 0)
    }
}
