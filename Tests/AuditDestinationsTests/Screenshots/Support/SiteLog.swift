import Synchronization

/// Everything that all fake servers of a test were asked, in order.
final class SiteLog: Sendable {
    private let kept = Mutex<[SiteRequest]>([])

    var all: [SiteRequest] { kept.withLock { $0 } }
    var lines: [String] { all.map(\.line) }

    func append(_ request: SiteRequest) {
        kept.withLock { $0.append(request) }
    }

    func count(_ prefix: String) -> Int { lines.count { $0.hasPrefix(prefix) } }

    /// Waits, for two minutes at most, until as many requests came.
    func wait(for count: Int, _ prefix: String = "") async throws {
        for _ in 0..<12_000 where self.count(prefix) < count { try await Task.sleep(for: .milliseconds(10)) }
    }
}
