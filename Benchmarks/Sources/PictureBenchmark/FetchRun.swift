import AuditDestinations
import Foundation
import Logging
import Pictures
import ServiceLifecycle

/// Fetches and stores every picture of an offer once, some at a time, and prints how fast that was.
struct FetchRun: Service {
    /// A picture that did not arrive or was not stored everywhere, which makes the figures worthless.
    private struct Failed: Error {
        let reason: String
    }

    /// Pictures under way at the same time.
    private static let concurrency = 4

    let name: String
    let offer: SiteOffer
    let fetcher: ScreenshotFetcher
    let store: ScreenshotStore
    let crop: String

    func run() async throws {
        let clock = ContinuousClock()
        let begin = clock.now
        let start = Stopwatch.processorSeconds
        try await withThrowingTaskGroup(of: Void.self) { group in
            for first in 0..<Self.concurrency {
                group.addTask {
                    for number in stride(from: first, to: offer.pictures.count, by: Self.concurrency) {
                        try await fetch(number)
                    }
                }
            }
            try await group.waitForAll()
        }
        Stopwatch.report(
            name,
            pictures: offer.pictures.count,
            processor: Stopwatch.processorSeconds - start,
            wall: (clock.now - begin) / .seconds(1)
        )
    }

    private func fetch(_ number: Int) async throws {
        let offered = offer.pictures[number]
        let facts = ScreenshotFacts(
            envelope: SampleEnvelope.bytes(number, user: offered.user, url: offered.url, crop: crop),
            receivedMilliseconds: 0
        )
        let request = PictureRequest(url: facts.url ?? "", user: facts.user)
        guard case .picture(let fetched) = await fetcher.fetch(request, attempt: AttemptNumber(1)) else {
            throw Failed(reason: "\(offered.url) was not fetched")
        }
        let stored = try await store.store(fetched.picture, facts)
        guard stored.isEverywhere, stored.warnings.isEmpty else {
            throw Failed(reason: "\(stored.failures) \(stored.warnings)")
        }
    }
}
