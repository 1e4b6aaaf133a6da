import AuditTesting
import QlikSimulator
import Synchronization
import Testing

@Suite(.inTurn) struct EventPosterTests {
    private struct Unreachable: Error {}

    /// Gives prepared answers; counts how many posts run at once.
    private final class Script: EventTransport {
        private struct State {
            var answers: [PostAnswer?]
            var running = 0
            var mostRunning = 0
        }

        private let state: Mutex<State>

        /// Gives `answers` one after the other, nil as a failure; then 202 for ever.
        init(_ answers: [PostAnswer?]) {
            self.state = Mutex(State(answers: answers))
        }

        var mostRunning: Int { state.withLock { $0.mostRunning } }

        func post(_ bytes: [UInt8]) async throws -> PostAnswer {
            state.withLock {
                $0.running += 1
                $0.mostRunning = max($0.mostRunning, $0.running)
            }
            await Task.yield()
            defer { state.withLock { $0.running -= 1 } }
            let answer = state.withLock { $0.answers.isEmpty ? PostAnswer(status: 202) : $0.answers.removeFirst() }
            guard let answer else { throw Unreachable() }
            return answer
        }
    }

    private final class Pauses: Sendable {
        private let list = Mutex<[Duration]>([])
        var all: [Duration] { list.withLock { $0 } }
        func add(_ duration: Duration) { list.withLock { $0.append(duration) } }
    }

    private static func event() throws -> SimulatedEvent {
        var corpus = SimulatedCorpus(seed: 1, events: 1, users: 1)
        let first = corpus.next()
        return try #require(first)
    }

    @Test func busyServersAreAskedAgainAfterTheTimeTheyName() async throws {
        let pauses = Pauses()
        let script = Script([
            PostAnswer(status: 429, retryAfterSeconds: 7), PostAnswer(status: 503), nil,
            PostAnswer(status: 503, retryAfterSeconds: 3_600),
        ])
        let poster = EventPoster(transport: script) { pauses.add($0) }
        #expect(try await poster.post(Self.event()))
        #expect(pauses.all == [.seconds(7), .milliseconds(500), .seconds(1), .seconds(60)])
        let statistics = poster.statistics
        #expect(statistics.answersByStatus == [202: 1, 429: 1, 503: 2])
        #expect(statistics.failedAttempts == 1)
        #expect(statistics.retries == 4)
        #expect(statistics.accepted == 1)
        #expect(statistics.givenUp == 0)
        #expect(statistics.lastFailure?.contains("Unreachable") == true)
    }

    @Test(arguments: [400, 401, 409, 413, 422, 500])
    func aFinalAnswerIsNotAskedForTwice(status: Int) async throws {
        let poster = EventPoster(transport: Script([PostAnswer(status: status)])) { _ in
            Issue.record("nothing is to be waited for")
        }
        #expect(try await poster.post(Self.event()) == false)
        #expect(poster.statistics.answersByStatus == [status: 1])
        #expect(poster.statistics.givenUp == 1)
    }

    @Test func anEventIsGivenUpAfterTheLastAttempt() async throws {
        let pauses = Pauses()
        let poster = EventPoster(transport: Script([nil, nil, nil]), maximumAttempts: 3) { pauses.add($0) }
        #expect(try await poster.post(Self.event()) == false)
        #expect(pauses.all.count == 2)
        #expect(poster.statistics.failedAttempts == 3)
        #expect(poster.statistics.givenUp == 1)
    }

    @Test func noMoreEventsThanAllowedAreUnderWay() async throws {
        let script = Script([])
        let poster = EventPoster(transport: script) { _ in }
        try await poster.post(SimulatedCorpus(seed: 1, events: 200), maximumConcurrency: 4)
        #expect(poster.statistics.accepted == 200)
        #expect((1...4).contains(script.mostRunning))
    }

    @Test func cancellationEndsThePatience() async throws {
        let poster = EventPoster(transport: Script([nil, nil, nil, nil])) { _ in throw CancellationError() }
        await #expect(throws: CancellationError.self) { try await poster.post(Self.event()) }
    }
}
