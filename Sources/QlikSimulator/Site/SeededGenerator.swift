/// A random number generator that gives the same numbers for the same seed, everywhere and for ever.
///
/// xoshiro256** 1.0, its state filled by SplitMix64. Not for secrets.
///
/// Source: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators" (2018), public domain code.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// Creates a generator; every seed is good, also 0.
    package init(seed: UInt64) {
        var mixer = seed
        func mixed() -> UInt64 {
            mixer &+= 0x9E37_79B9_7F4A_7C15
            var value = mixer
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
        self.state = (mixed(), mixed(), mixed(), mixed())
    }

    /// A generator for one of many independent uses of the same seed.
    package init(seed: UInt64, stream: UInt64) {
        var seeds = SeededGenerator(seed: seed)
        self.init(seed: seeds.next() ^ (stream &* 0xD134_2543_DE82_EF95))
    }

    /// Seeds for `count` sessions of one run; runs with other seeds, also neighbouring ones, have others.
    package static func seeds(_ count: Int, from seed: UInt64) -> [UInt64] {
        var chance = SeededGenerator(seed: seed)
        return (0..<count).map { _ in chance.next() }
    }

    /// 64 random bits.
    package mutating func next() -> UInt64 {
        let result = Self.rotate(state.1 &* 5, by: 7) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = Self.rotate(state.3, by: 45)
        return result
    }

    /// A number of `range`, all about equally likely; the standard library's own way may change between versions.
    package mutating func integer(in range: ClosedRange<Int64>) -> Int64 {
        let width = UInt64(range.upperBound - range.lowerBound) + 1
        return range.lowerBound + Int64(next().multipliedFullWidth(by: width).high)
    }

    /// An index below `count`, which isn't 0.
    package mutating func index(below count: Int) -> Int {
        precondition(count > 0, "there is something to choose from")
        return Int(next().multipliedFullWidth(by: UInt64(count)).high)
    }

    /// True in `percent` of 100 cases.
    package mutating func chance(percent: Int) -> Bool {
        index(below: 100) < percent
    }

    /// A random UUID, version 4.
    package mutating func uuid() -> SimulatedUUID {
        let high = next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        return SimulatedUUID(high: high, low: low)
    }

    private static func rotate(_ value: UInt64, by count: UInt64) -> UInt64 {
        (value << count) | (value >> (64 - count))
    }
}
