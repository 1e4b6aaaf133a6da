import AuditTesting
import QlikSimulator
import Testing

@Suite(.inTurn) struct SeededGeneratorTests {
    @Test func theNumbersAreThoseOfThePublishedAlgorithm() {
        // SplitMix64 of seed 0 gives the state e220a8397b1dcdaf 6e789e6aa1b965f4 06c45d188009454f f88bb8a8724c81ec;
        // the first output is rotl(state[1] * 5, 7) * 9.
        var generator = SeededGenerator(seed: 0)
        #expect(generator.next() == 0x99EC_5F36_CB75_F2B4)
        #expect(generator.next() == 0xBF6E_1F78_4956_452A)
        #expect(generator.next() == 0x1A5F_849D_4933_E6E0)
    }

    @Test func aRangeIsNeverLeftAndWhollyUsed() {
        var generator = SeededGenerator(seed: 42)
        var seen: Set<Int64> = []
        for _ in 0..<10_000 { seen.insert(generator.integer(in: -3...12)) }
        #expect(seen == Set(-3...12))
    }

    @Test func streamsOfOneSeedDiffer() {
        var first = SeededGenerator(seed: 1, stream: 0)
        var second = SeededGenerator(seed: 1, stream: 1)
        #expect(first.next() != second.next())
    }

    @Test func sessionsOfNeighbouringRunsShareNoSeed() {
        let seeds = (UInt64(0)..<20).map { SeededGenerator.seeds(50, from: $0) }
        #expect(Set(seeds.joined()).count == 20 * 50)
        #expect(seeds[7] == SeededGenerator.seeds(50, from: 7))
        #expect(Array(seeds[7].prefix(3)) == SeededGenerator.seeds(3, from: 7))
    }

    @Test func uuidsAreOfVersionFour() {
        var generator = SeededGenerator(seed: 5)
        for _ in 0..<1_000 {
            let text = Array(generator.uuid().description)
            #expect(text.count == 36)
            #expect(text[14] == "4")
            #expect("89ab".contains(text[19]))
        }
    }
}
