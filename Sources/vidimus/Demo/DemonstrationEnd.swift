import UnixSignals

/// Lets a demonstration with a page go on until somebody ends it.
enum DemonstrationEnd {
    /// Returns at the first SIGINT or SIGTERM; `work` is cancelled then if it still runs, and its end alone ends nothing.
    ///
    /// - Throws: What `work` throws before that.
    static func run(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await _ in signals { return true }
                return true
            }
            group.addTask {
                do {
                    try await work()
                } catch  where Task.isCancelled {
                    // The person who ended the demonstration did not want to see its end.
                }
                return false
            }
            while let isEnd = try await group.next() {
                guard isEnd else { continue }
                group.cancelAll()
            }
        }
    }
}
