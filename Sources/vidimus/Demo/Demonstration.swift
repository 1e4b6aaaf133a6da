import Foundation
import QlikSimulator

/// Simulated people who work side by side for a while.
struct Demonstration {
    let users: Int
    let seconds: Int
    let speed: Double
    let seed: UInt64
    /// Whether the same seed has to give the same bytes, also in the times.
    let isRepeatable: Bool
    /// The person with a number, counted from 0, with a seed, who begins at a time.
    let session: @Sendable (_ number: Int, _ seed: UInt64, _ startMilliseconds: Int64) -> any LiveSession

    /// When the story begins that people live through, if they began now: in milliseconds since 1970-01-01 UTC.
    var startMilliseconds: Int64 {
        if isRepeatable { return SimulatedCorpus.defaultStartMilliseconds }
        let now = Int64(Date().timeIntervalSince1970 * 1_000)
        return users > 0 ? now - storyMilliseconds : now
    }

    private var storyMilliseconds: Int64 { Int64(Double(seconds) * speed * 1_000) }

    /// Lets everybody work and posts what they do; returns how the events fared.
    func run(_ site: SimulatedSite, through poster: EventPoster, server: String) async throws -> PostStatistics {
        let start = startMilliseconds
        print(
            "\(users) people at work in \(site.apps.count) apps for \(seconds) s, posting to \(server) (seed \(seed))"
        )
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await showProgress(of: poster) }
            for (number, sessionSeed) in SeededGenerator.seeds(users, from: seed).enumerated() {
                group.addTask {
                    try await work(session(number, sessionSeed, start), until: storyMilliseconds, poster: poster)
                }
            }
            // Everybody but the one who shows the progress, which goes on until it is cancelled.
            for _ in 0..<users { try await group.next() }
            group.cancelAll()
        }
        StandardError.endProgress()
        return poster.statistics
    }

    /// One person: waits as long as they would, only faster, and posts.
    private func work(
        _ session: any LiveSession,
        until endMilliseconds: Int64,
        poster: EventPoster
    ) async throws {
        var session = session
        let clock = ContinuousClock()
        let began = clock.now
        var elapsed: Int64 = 0
        while true {
            let (delay, event) = session.next()
            elapsed += delay
            guard elapsed < endMilliseconds else { return }
            try await clock.sleep(until: began + .milliseconds(Int64(Double(elapsed) / speed)))
            _ = try await poster.post(event)
        }
    }

    private func showProgress(of poster: EventPoster) async throws {
        while !Task.isCancelled {
            StandardError.progress(Self.summary(poster.statistics))
            // Cancelled when everybody has gone home, which is how this ends.
            try? await Task.sleep(for: .milliseconds(500))
        }
    }

    /// One line about how the events fared.
    static func summary(_ statistics: PostStatistics) -> String {
        let answers = statistics.answersByStatus.sorted { $0.key < $1.key }.map { "\($0.value) × \($0.key)" }
        var text = "\(statistics.accepted) events accepted"
        if statistics.givenUp > 0 { text += ", \(statistics.givenUp) given up" }
        if statistics.failedAttempts > 0 { text += ", \(statistics.failedAttempts) attempts without an answer" }
        return answers.isEmpty ? text : "\(text) (answers: \(answers.joined(separator: ", ")))"
    }
}
