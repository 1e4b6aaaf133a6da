import Synchronization

/// Hands out salts from a buffer of random bytes, so that most salts cost no system call.
package final class SaltSource: Sendable {
    /// Salts from the random generator of the system.
    package static let system = SaltSource(random: .system)

    private static let bufferedSalts = 256

    private let random: RandomSource
    /// Salts not yet handed out; each is used once.
    private let buffer = Mutex<[Salt]>([])

    /// Draws from `random`.
    package init(random: RandomSource) {
        self.random = random
    }

    /// Returns a salt that was never returned before.
    package func next() -> Salt {
        buffer.withLock { salts in
            if let salt = salts.popLast() { return salt }
            var words = [UInt64](repeating: 0, count: 2 * Self.bufferedSalts)
            words.withUnsafeMutableBytes { random.fill($0) }
            salts = (0..<Self.bufferedSalts).map { Salt(words: (words[2 * $0], words[2 * $0 + 1])) }
            return salts.removeLast()
        }
    }
}
