import AuditJournal
import AuditServer
import Foundation
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// The ingest door of the product, with everything but the journal: tokens, limits, validation, answers.
enum CountingDoor {
    /// Gives each submission the next offset at once.
    private final class CountingSink: EventSink {
        private let end = Atomic<UInt64>(0)

        func submit(_ submissions: [Submission], reply: @escaping @Sendable ([AppendOutcome]) -> Void) {
            let count = UInt64(submissions.count)
            let first = end.add(count, ordering: .relaxed).oldValue
            reply((0..<count).map { .stored(JournalOffset(first + $0)) })
        }
    }

    static func run(port: Int) async throws {
        var settings = IngestSettings(
            host: "127.0.0.1",
            port: port,
            tokens: AccessTokens([.init(name: "bench", value: "bench-token")])
        )
        settings.requestsPerMinutePerAddress = nil
        let logger = Logger(label: "baseline") { _ in SwiftLogNoOpLogHandler() }
        let context = IngestContext(
            settings: settings,
            logID: "0123456789abcdef",
            sink: CountingSink(),
            health: { HealthReport(unreadyReason: nil, degraded: []) },
            logger: logger,
            wallClock: { Int64(Date().timeIntervalSince1970 * 1_000) }
        )
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let server = IngestServer(context: context, tls: nil, group: group, logger: logger) { address in
            print("answering on \(address)")
        }
        try await server.run()
        try await group.shutdownGracefully()
    }
}
