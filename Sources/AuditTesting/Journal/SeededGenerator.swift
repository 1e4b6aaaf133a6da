import AuditJournal
import Synchronization

/// SplitMix64: the same seed gives the same test.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Starts at `seed`.
    package init(seed: UInt64) {
        state = seed
    }

    /// The next word.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

extension RandomSource {
    /// Random bytes that follow from `seed`; for tests only.
    package static func seeded(_ seed: UInt64) -> RandomSource {
        let generator = SharedGenerator(SeededGenerator(seed: seed))
        return RandomSource { generator.fill($0) }
    }
}

/// A generator that several threads may use.
private final class SharedGenerator: Sendable {
    private let generator: Mutex<SeededGenerator>

    init(_ generator: SeededGenerator) {
        self.generator = Mutex(generator)
    }

    func fill(_ buffer: UnsafeMutableRawBufferPointer) {
        for index in buffer.indices {
            buffer[index] = generator.withLock { UInt8(truncatingIfNeeded: $0.next()) }
        }
    }
}
