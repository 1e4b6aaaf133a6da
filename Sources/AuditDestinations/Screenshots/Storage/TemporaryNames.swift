import Synchronization

/// Gives every unfinished file of this process a name of its own.
final class TemporaryNames: Sendable {
    private let token: UInt64
    private let count = Mutex<UInt64>(0)

    /// - Parameter token: Any number that no other process uses for the same directories at the same time.
    init(token: UInt64) {
        self.token = token
    }

    func next() -> TemporaryName {
        count.withLock { count in
            count += 1
            return TemporaryName(number: count, token: token)
        }
    }
}
